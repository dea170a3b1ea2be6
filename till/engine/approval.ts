import { limitsOf, type RoleLimits } from "../../core/access/limits";
import { DomainError } from "../../core/errors";
import type { Approval } from "../../core/sale/sale-document";
import type { StaffChange } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import { requireReason } from "./cart";
import type { EngineCore, EngineState } from "./engine-core";
import type { Authority, LimitedAct, PendingApproval } from "./limited-act";
import { currentCashier } from "./require-cashier";
import { provePin } from "./staff-commands";

/**
 * Let an act happen by the cashier's own permission and limits, or by the authority of somebody who
 * has both [TA2]. Otherwise the act waits in `cart.approval`.
 *
 * @returns what the event must say about it; null when the cashier needed nobody.
 * @throws DomainError approval_required | permission_denied (the authority does not reach).
 */
export function requireAllowed(
  core: EngineCore,
  act: LimitedAct,
  authority: Authority | null,
): Approval | null {
  const cashier = currentCashier(core);
  if (!cashier) throw new DomainError("permission_denied", { permission: act.permission });
  if (mayDo(cashier, act)) return null;
  const { permission } = act;
  if (!authority) {
    core.patch({ approval: { ...act, serial: core.nextSerial() } });
    throw new DomainError("approval_required", { permission, act: act.act });
  }
  if (!mayDo(authority.person, act)) throw beyond(act, authority.person);
  return {
    permission,
    approverId: authority.person.id,
    reason: authority.reason,
    at: toIso(core.ports.clock.now()),
  };
}

function mayDo(person: StaffChange, act: Pick<LimitedAct, "permission" | "isWithin">): boolean {
  return person.permissions.includes(act.permission) && (act.isWithin?.(reachOf(person)) ?? true);
}

/** How far a person's permissions go; the role's where the server does not say. */
export function reachOf(person: Pick<StaffChange, "limits" | "role">): RoleLimits {
  return person.limits ?? limitsOf(person.role);
}

function beyond(act: LimitedAct, person: StaffChange): DomainError {
  const { permission } = act;
  const isAllowed = person.permissions.includes(permission);
  return isAllowed && act.act === "return_without_receipt"
    ? new DomainError("return_above_limit")
    : new DomainError("permission_denied", { permission });
}

/** Those of the shop who may let an act happen, here and now. */
export function approversOf(state: EngineState, act: PendingApproval): readonly StaffChange[] {
  return state.tables.staff.filter((person) => person.pin !== null && mayDo(person, act));
}

export function createApprovalCommands(
  core: EngineCore,
): Pick<TillCommands, "approve" | "denyApproval"> {
  return {
    approve: (request) => approve(core, request),
    denyApproval: () => core.patch({ approval: null }),
  };
}

async function approve(
  core: EngineCore,
  request: Parameters<TillCommands["approve"]>[0],
): Promise<void> {
  const pending = core.state().approval;
  if (!pending) return;
  const person = core.state().tables.staff.find((staff) => staff.id === request.staffId);
  if (!person) throw new DomainError("not_found");
  const reason = requireReason(request.reason.trim() === "" ? pending.reason : request.reason);
  await provePin(core, person, request.pin);
  if (!mayDo(person, pending)) throw beyond(pending, person);
  // Another window or a lock may have ended it while the PIN was checked.
  if (core.state().approval?.serial !== pending.serial) return;
  core.patch({ approval: null });
  await pending.run({ person, reason });
}
