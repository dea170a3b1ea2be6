import type { Instant } from "../../core/time";
import type { ApprovalRequest, StaffView } from "../react/till-state";
import { approversOf } from "./approval";
import type { EngineState } from "./engine-core";
import { staffView } from "./staff-view";

const kept = new WeakMap<
  NonNullable<EngineState["approval"]>,
  Pick<EngineState, "tables" | "lockouts"> & { readonly view: ApprovalRequest }
>();

/** What waits for somebody's PIN, and whose; the same view while it waits. */
export function approvalView(state: EngineState, now: Instant): ApprovalRequest | null {
  const { approval, tables, lockouts } = state;
  if (!approval) return null;
  const known = kept.get(approval);
  if (known?.tables === tables && known.lockouts === lockouts) return known.view;
  const { serial, permission, act, subject, reason } = approval;
  const view: ApprovalRequest = {
    serial,
    permission,
    act,
    subject,
    amountMinor: approval.amountMinor ?? null,
    percentPpm: approval.percentPpm ?? null,
    reason,
    approvers: approversOf(state, approval).map(
      (person): StaffView => staffView(state, person, now),
    ),
  };
  kept.set(approval, { tables, lockouts, view });
  return view;
}
