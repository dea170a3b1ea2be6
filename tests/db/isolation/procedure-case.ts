import type { Place } from "./fill-tenant";

/** How the walk calls one procedure; the input names things of the place that it is given. */
export type ProcedureCase = {
  readonly input?: (place: Place) => unknown;
  /** It concerns the whole business: who works in some of its stores is refused. */
  readonly isForEverywhere?: true;
  /** Of those who hold its permission, owners alone get in. */
  readonly isForOwners?: true;
  /** It answers nothing. */
  readonly isSilent?: true;
};
