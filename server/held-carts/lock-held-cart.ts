import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { type HeldCartRow, heldCartColumns, heldCartJoins } from "./held-cart-rows";

/**
 * Lock a held cart of the device's own store for the rest of the transaction; null when there is
 * none. The caller has taken the place in the store's stream, which orders all who ask.
 */
export async function lockHeldCart(
  tx: Tx,
  context: TenantContext,
  cart: { id: string; storeId: string },
): Promise<HeldCartRow | null> {
  const { tenantId } = context;
  const rows = await tx.execute<HeldCartRow>(sql`
    select ${heldCartColumns} from held_carts ${heldCartJoins(tenantId)}
    where held_carts.tenant_id = ${tenantId}::uuid and held_carts.id = ${cart.id}::uuid
    for update of held_carts`);
  const row = rows[0] ?? null;
  if (row !== null && row.storeId !== cart.storeId) throw new DomainError("held_cart_not_found");
  return row;
}

/**
 * Refuse a cart that this till can no longer have: another one has it, or it is gone.
 *
 * @throws DomainError held_cart_not_found | held_cart_taken
 */
export function requireAvailable(row: HeldCartRow | null, terminalId: string): HeldCartRow {
  const isHere = row?.status === "held" || row?.status === "taken";
  if (row === null || !isHere) throw new DomainError("held_cart_not_found");
  if (row.status === "taken" && row.takenByTerminalId !== terminalId) {
    throw new DomainError("held_cart_taken");
  }
  return row;
}
