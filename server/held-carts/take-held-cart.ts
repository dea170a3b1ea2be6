import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { type HeldCartChange, takeCartRequestSchema } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import { requireCurrentVersion } from "../../core/version";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { heldStream, nextRevision } from "../next-revision";
import { requireActiveTerminal } from "../terminals/require-active-terminal";
import { inTransaction } from "../transaction";
import { toHeldCart } from "./held-cart-rows";
import { lockHeldCart, requireAvailable } from "./lock-held-cart";

export const takeHeldCartInput = takeCartRequestSchema;

/**
 * Give a held cart to the calling till: exactly one of those that ask gets it. A till that has it
 * already, because the answer was lost, gets it again.
 *
 * @throws DomainError permission_denied (not a device) | terminal_not_active | held_cart_taken |
 *         held_cart_not_found | stale_version
 */
export async function takeHeldCart(
  context: TenantContext,
  id: string,
  request: { version: number },
): Promise<{ heldCart: HeldCartChange }> {
  // no-audit: what a till put aside is no fact yet; its sale will be one.
  return inTransaction(context, async (tx) => {
    const { storeId, terminalId } = await requireActiveTerminal(tx, context);
    const revision = await nextRevision(tx, context.tenantId, heldStream(storeId));
    const row = requireAvailable(await lockHeldCart(tx, context, { id, storeId }), terminalId);
    if (row.status === "taken") return { heldCart: toHeldCart(row) };
    requireCurrentVersion(request.version, row.version);
    await setStatus(tx, context, { id, status: "taken", terminalId, revision });
    return { heldCart: toHeldCart({ ...row, version: row.version + 1 }) };
  });
}

/**
 * Throw a held cart away. One that is thrown away already stays so; a layaway is cancelled by its
 * deposits' repayment instead.
 *
 * @throws DomainError permission_denied (not a device) | terminal_not_active | held_cart_taken |
 *         held_cart_not_found | validation_failed (a layaway)
 */
export async function dropHeldCart(
  context: TenantContext,
  id: string,
): Promise<{ version: number }> {
  // no-audit: what a till put aside is no fact yet.
  return inTransaction(context, async (tx) => {
    const { storeId, terminalId } = await requireActiveTerminal(tx, context);
    const revision = await nextRevision(tx, context.tenantId, heldStream(storeId));
    const known = await lockHeldCart(tx, context, { id, storeId });
    if (known?.status === "dropped") return { version: known.version };
    const row = requireAvailable(known, terminalId);
    if (row.kind === "layaway") throw new DomainError("validation_failed", { field: "kind" });
    await setStatus(tx, context, { id, status: "dropped", terminalId: null, revision });
    return { version: row.version + 1 };
  });
}

async function setStatus(
  tx: Tx,
  context: TenantContext,
  change: { id: string; status: "taken" | "dropped"; terminalId: string | null; revision: number },
): Promise<void> {
  await tx.execute(sql`
    update held_carts set status = ${change.status},
      taken_by_terminal_id = ${change.terminalId}::uuid, version = version + 1,
      updated_at = ${toIso(context.now())}::timestamptz, revision = ${change.revision}
    where tenant_id = ${context.tenantId}::uuid and id = ${change.id}::uuid`);
}
