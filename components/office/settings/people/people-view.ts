import type { Role, Store } from "../../office-outputs";

/** What the forms about people choose from. */
export type PeopleView = {
  readonly roles: readonly Role[];
  /** Those that the caller may see. */
  readonly stores: readonly Store[];
  readonly mayGiveAllStores: boolean;
};
