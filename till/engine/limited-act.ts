import type { RoleLimits } from "../../core/access/limits";
import type { Permission } from "../../core/access/permissions";
import type { Minor } from "../../core/money/minor";
import type { StaffChange } from "../../core/sync/protocol-v1";
import type { ApprovalRequest } from "../react/till-state";

/** Somebody who stands beside the cashier and let something happen. */
export type Authority = { readonly person: StaffChange; readonly reason: string };

/** An act that may need more than the cashier is allowed. */
export type LimitedAct = {
  readonly permission: Permission;
  readonly act: ApprovalRequest["act"];
  readonly subject: string | null;
  readonly amountMinor?: Minor | null;
  readonly percentPpm?: number | null;
  readonly reason: string | null;
  /** Whether the act stays within somebody's limits; left out where there are none. */
  readonly isWithin?: (limits: RoleLimits) => boolean;
  /** Do it again, in the name of somebody who may. */
  readonly run: (authority: Authority) => unknown;
};

/** An act that waits for a PIN. */
export type PendingApproval = LimitedAct & { readonly serial: number };

/** What these acts come to is decided by the open cart; the others are what they are. */
const ACTS_OF_CART: ReadonlySet<LimitedAct["act"]> = new Set([
  "line_discount",
  "order_discount",
  "price_override",
  "return_without_receipt",
]);

/** What still waits for a PIN after the open cart has changed [TA2]. */
export function approvalAfterChange(pending: PendingApproval | null): PendingApproval | null {
  return pending && !ACTS_OF_CART.has(pending.act) ? pending : null;
}
