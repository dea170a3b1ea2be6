import { foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { day, id, instant, moneyMinor, tenantId, tenantWall } from "../columns";
import { stores } from "./shop";

/**
 * What people at tills did that an owner may want to look at: discounts and prices by hand, voids,
 * drawer openings, approvals. Insert only.
 */
export const operatorActions = pgTable(
  "operator_actions",
  {
    tenantId: tenantId(),
    sourceEventId: id("source_event_id").notNull(),
    position: integer("position").notNull(),
    kind: text("kind").notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    terminalId: id("terminal_id").notNull(),
    cashierId: id("cashier_id").notNull(),
    approverId: id("approver_id"),
    saleId: id("sale_id"),
    /** What it was done to: a product's name, a permission. */
    subject: text("subject"),
    reason: text("reason"),
    currency: text("currency"),
    amountMinor: moneyMinor("amount_minor"),
    at: instant("at").notNull(),
    businessOn: day("business_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceEventId, t.position] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("operator_actions_tenant_id_store_id_business_on_idx").on(
      t.tenantId,
      t.storeId,
      t.businessOn,
      t.at,
    ),
    index("operator_actions_tenant_id_cashier_id_business_on_idx").on(
      t.tenantId,
      t.cashierId,
      t.businessOn,
    ),
    index("operator_actions_tenant_id_sale_id_idx").on(t.tenantId, t.saleId),
    tenantWall("operator_actions"),
  ],
);
