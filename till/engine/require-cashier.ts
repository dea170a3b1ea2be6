import type { Permission } from "../../core/access/permissions";
import { DomainError } from "../../core/errors";
import type { StaffChange, StoreChange } from "../../core/sync/protocol-v1";
import type { EngineCore } from "./engine-core";

/** @throws DomainError permission_denied when nobody is signed in or the role does not allow it. */
export function requireCashier(core: EngineCore, permission: Permission): StaffChange {
  const cashier = currentCashier(core);
  if (!cashier?.permissions.includes(permission)) {
    throw new DomainError("permission_denied", { permission });
  }
  return cashier;
}

export function currentCashier(core: EngineCore): StaffChange | null {
  const { cashierId, tables } = core.state();
  return tables.staff.find((person) => person.id === cashierId) ?? null;
}

/** @throws DomainError device_not_enrolled before the store arrived. */
export function requireStore(core: EngineCore): StoreChange {
  const { store } = core.state().tables;
  if (!store) throw new DomainError("device_not_enrolled");
  return store;
}
