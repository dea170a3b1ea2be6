import type { StaffChange } from "../../core/sync/protocol-v1";
import type { Instant } from "../../core/time";
import type { CashierView, StaffView } from "../react/till-state";
import { reachOf } from "./approval";
import type { EngineState } from "./engine-core";
import { lockedUntilOf, needsManager, recordOf } from "./lockouts";

export function cashierView(person: StaffChange): CashierView {
  const { id, name, displayName, role, roleName = null, permissions } = person;
  return { staffId: id, name, displayName, role, roleName, permissions, limits: reachOf(person) };
}

export function staffView(
  { lockouts }: Pick<EngineState, "lockouts">,
  person: StaffChange,
  now: Instant,
): StaffView {
  const record = recordOf(lockouts, person);
  return {
    ...cashierView(person),
    hasPin: person.pin !== null,
    lockedUntil: lockedUntilOf(record, now),
    needsManager: needsManager(record),
  };
}
