import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { day, id, instant, moneyMinor, syncedColumns, tenantId, tenantWall } from "../columns";
import { stores, terminals } from "./shop";

/** What a till put aside for itself and the others of its store: parked carts, quotes, layaways. */
export const heldCarts = pgTable(
  "held_carts",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    kind: text("kind").notNull(),
    number: text("number").notNull(),
    name: text("name").notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    /** As the till called its cashier. */
    cashierName: text("cashier_name").notNull(),
    customerId: id("customer_id"),
    currency: text("currency").notNull(),
    itemCount: integer("item_count").notNull(),
    totalMinor: moneyMinor("total_minor").notNull(),
    /** Deposits so far; the sum of the layaway's deposits. */
    paidMinor: moneyMinor("paid_minor").notNull().default(0),
    expiresOn: day("expires_on"),
    /** When the cart was put aside as it stands. */
    heldAt: instant("held_at").notNull(),
    cart: jsonb("cart").notNull(),
    status: text("status").notNull(),
    takenByTerminalId: id("taken_by_terminal_id"),
    soldSaleId: id("sold_sale_id"),
    ...syncedColumns(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("held_carts_tenant_id_store_id_revision_idx").on(t.tenantId, t.storeId, t.revision, t.id),
    index("held_carts_tenant_id_store_id_held_idx")
      .on(t.tenantId, t.storeId, t.id)
      .where(sql`status = 'held'`),
    check("held_carts_kind_check", sql`kind in ('parked', 'quote', 'layaway')`),
    check(
      "held_carts_status_check",
      sql`status in ('held', 'taken', 'sold', 'cancelled', 'dropped')`,
    ),
    tenantWall("held_carts"),
  ],
);

/** Money on a layaway, or given back when it was cancelled. Insert only. */
export const deposits = pgTable(
  "deposits",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    sourceEventId: id("source_event_id").notNull(),
    kind: text("kind").notNull(),
    heldCartId: id("held_cart_id").notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    terminalId: id("terminal_id").notNull(),
    shiftId: id("shift_id"),
    cashierId: id("cashier_id").notNull(),
    customerId: id("customer_id"),
    receiptNumber: text("receipt_number").notNull(),
    businessOn: day("business_on").notNull(),
    paidAt: instant("paid_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    currency: text("currency").notNull(),
    amountMinor: moneyMinor("amount_minor").notNull(),
    roundingMinor: moneyMinor("rounding_minor").notNull(),
    paidMinor: moneyMinor("paid_minor").notNull(),
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    index("deposits_tenant_id_held_cart_id_idx").on(t.tenantId, t.heldCartId),
    index("deposits_tenant_id_store_id_business_on_idx").on(t.tenantId, t.storeId, t.businessOn),
    index("deposits_tenant_id_receipt_number_idx").on(t.tenantId, t.receiptNumber),
    check("deposits_kind_check", sql`kind in ('deposit', 'cancellation')`),
    check("deposits_paid_minor_check", sql`paid_minor = amount_minor + rounding_minor`),
    tenantWall("deposits"),
  ],
);
