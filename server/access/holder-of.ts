import type { Holder } from "../../core/access/people-rules";
import { accessOf, OWNER } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import type { Actor } from "../context";

/**
 * Who acts, as somebody who gives access to others; the deployment's own commands act as an owner.
 *
 * @throws DomainError permission_denied (a device gives nobody anything)
 */
export function holderOf(actor: Actor): Holder {
  if (actor.kind === "terminal") throw new DomainError("permission_denied");
  if (actor.kind === "system") {
    return { role: OWNER, access: accessOf(OWNER, null), storeIds: null };
  }
  const { role, permissions, limits, storeIds } = actor;
  return {
    role,
    access: { permissions: [...permissions], limits },
    storeIds: storeIds === null ? null : [...storeIds],
  };
}

/**
 * What holds for the whole business is not for somebody who works in some of its stores.
 *
 * @throws DomainError permission_denied
 */
export function requireEverywhere(actor: Actor): void {
  if (holderOf(actor).storeIds !== null) throw new DomainError("permission_denied");
}
