import { sql } from "drizzle-orm";
import type { HeldCartChange } from "../../core/sync/protocol-v1";

export type HeldCartRow = Omit<HeldCartChange, "totalMinor" | "paidMinor"> & {
  readonly totalMinor: string;
  readonly paidMinor: string;
  readonly storeId: string;
  readonly status: string;
  readonly takenByTerminalId: string | null;
  readonly revision: string;
};

/** The columns of a held cart, for a query over `held_carts` with `heldCartJoins`. */
export const heldCartColumns = sql.raw(`
  held_carts.id, held_carts.kind, held_carts.number, held_carts.name,
  coalesce(registers.name, '') as "registerName", held_carts.cashier_name as "cashierName",
  held_carts.customer_id as "customerId", held_carts.currency,
  held_carts.item_count as "itemCount", held_carts.total_minor as "totalMinor",
  held_carts.paid_minor as "paidMinor", held_carts.expires_on as "expiresOn",
  held_carts.held_at as "heldAt", held_carts.version, held_carts.cart,
  held_carts.store_id as "storeId", held_carts.status,
  held_carts.taken_by_terminal_id as "takenByTerminalId", held_carts.revision`);

export const heldCartJoins = (tenantId: string) => sql`
  left join registers on registers.tenant_id = ${tenantId}::uuid
    and registers.id = held_carts.register_id`;

/** A row in the form of the protocol. */
export function toHeldCart(row: HeldCartRow): HeldCartChange {
  const { storeId: _store, status: _status, takenByTerminalId: _taken, ...rest } = row;
  const { revision: _revision, ...cart } = rest;
  return {
    ...cart,
    totalMinor: Number(row.totalMinor),
    paidMinor: Number(row.paidMinor),
    heldAt: new Date(row.heldAt).toISOString(),
  };
}
