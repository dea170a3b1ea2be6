import { mayManage } from "../../core/access/people-rules";
import { type Access, OWNER } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { holderOf } from "../access/holder-of";
import { findRole } from "../access/load-role";
import type { TenantContext } from "../context";
import { requireStoreScope } from "../require-permission";
import { requireStore } from "../stores/require-store";

/**
 * What a person would have by a role, if the caller may give it to somebody who works there. An
 * owner works everywhere: else nobody might be left who can change what holds for the business.
 *
 * @param wanted.storeIds null is everywhere.
 * @throws DomainError validation_failed | store_not_found | permission_denied
 */
export async function requireGrantable(
  tx: Tx,
  context: TenantContext,
  wanted: { readonly role: string; readonly storeIds: readonly string[] | null },
): Promise<Access> {
  const { role: code, storeIds } = wanted;
  const { tenantId, actor } = context;
  const role = await findRole(tx, tenantId, code);
  if (role === null) throw new DomainError("validation_failed", { path: "role" });
  if (code === OWNER && storeIds !== null) {
    throw new DomainError("validation_failed", { path: "storeIds" });
  }
  for (const storeId of storeIds ?? []) {
    requireStoreScope(actor, storeId);
    await requireStore(tx, tenantId, storeId);
  }
  const { access } = role;
  if (!mayManage(holderOf(actor), { role: code, access, storeIds })) {
    throw new DomainError("permission_denied", { role: code });
  }
  return access;
}
