import type { RoleLimits } from "../../core/access/limits";
import type { Instant } from "../../core/time";

export type CashierView = {
  readonly staffId: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: string;
  /** What the business calls a role of its own; null for those that the product brings. */
  readonly roleName: string | null;
  readonly permissions: readonly string[];
  readonly limits: RoleLimits;
};

export type StaffView = CashierView & {
  /** False when no PIN is set: this person cannot unlock a till yet. */
  readonly hasPin: boolean;
  /** Wrong PINs locked this person out until then. */
  readonly lockedUntil: Instant | null;
  /** No wait lets this person in: somebody who may set up tills has to sign in first. */
  readonly needsManager: boolean;
};
