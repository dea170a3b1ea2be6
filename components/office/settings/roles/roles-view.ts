import type { Permission } from "../../../../core/access/permissions";
import type { Role } from "../../office-outputs";
import type { RoleDrafts } from "./use-role-drafts";

/** What the matrix and the single role show, and what the person may change of it. */
export type RoleView = {
  readonly roles: readonly Role[];
  readonly drafts: RoleDrafts;
  /** Of the business; limits are amounts of it. */
  readonly currency: string;
  readonly mayChange: (role: Role) => boolean;
  /** Nobody gives what they do not hold. */
  readonly mayGive: (permission: Permission) => boolean;
};
