import type { Permission } from "../core/access/permissions";
import { DomainError } from "../core/errors";
import type { Actor } from "./context";

/** Refuse unless the actor may do this. Devices and the system hold no permissions of people. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === "user" && actor.permissions.has(permission)) return;
  if (actor.kind === "system") return;
  if (actor.kind === "user" && actor.isFactorMissing) {
    throw new DomainError("second_factor_setup_required");
  }
  throw new DomainError("permission_denied", { permission });
}

/** Refuse a store outside the person's scope as if it did not exist. */
export function requireStoreScope(actor: Actor, storeId: string): void {
  if (actor.kind === "user" && actor.storeIds !== null && !actor.storeIds.has(storeId)) {
    throw new DomainError("store_not_found");
  }
  if (actor.kind === "terminal" && actor.storeId !== storeId) {
    throw new DomainError("store_not_found");
  }
}

/** Stores that a list may show; null means all. */
export function scopedStoreIds(actor: Actor): readonly string[] | null {
  if (actor.kind === "user") return actor.storeIds === null ? null : [...actor.storeIds];
  if (actor.kind === "terminal") return [actor.storeId];
  return null;
}

/** The person who acts, where only a person can. */
export function actingUserId(actor: Actor): string {
  if (actor.kind === "user") return actor.userId;
  throw new DomainError("permission_denied");
}
