import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  day,
  id,
  instant,
  moneyMinor,
  quantityMilli,
  ratePpm,
  sequenceNumber,
  tenantId,
  tenantWall,
} from "../columns";
import { stores, terminals } from "./shop";

/** Sales and refunds, signed; a refund's figures are negative. Insert only. */
export const sales = pgTable(
  "sales",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    kind: text("kind").notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    terminalId: id("terminal_id").notNull(),
    sequence: sequenceNumber("sequence").notNull(),
    sourceEventId: id("source_event_id").notNull(),
    shiftId: id("shift_id"),
    cashierId: id("cashier_id").notNull(),
    customerId: id("customer_id"),
    originalSaleId: id("original_sale_id"),
    receiptNumber: text("receipt_number").notNull(),
    businessOn: day("business_on").notNull(),
    soldAt: instant("sold_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    localHour: integer("local_hour").notNull(),
    currency: text("currency").notNull(),
    pricesIncludeTax: boolean("prices_include_tax").notNull(),
    subtotalMinor: moneyMinor("subtotal_minor").notNull(),
    discountMinor: moneyMinor("discount_minor").notNull(),
    netMinor: moneyMinor("net_minor").notNull(),
    taxMinor: moneyMinor("tax_minor").notNull(),
    totalMinor: moneyMinor("total_minor").notNull(),
    roundingMinor: moneyMinor("rounding_minor").notNull(),
    paidMinor: moneyMinor("paid_minor").notNull(),
    changeMinor: moneyMinor("change_minor").notNull(),
    itemCount: integer("item_count").notNull(),
    lineCount: integer("line_count").notNull(),
    reason: text("reason"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    uniqueIndex("sales_tenant_id_terminal_id_sequence_key").on(
      t.tenantId,
      t.terminalId,
      t.sequence,
    ),
    index("sales_tenant_id_store_id_business_on_idx").on(t.tenantId, t.storeId, t.businessOn),
    index("sales_tenant_id_business_on_idx").on(t.tenantId, t.businessOn, t.soldAt),
    index("sales_tenant_id_sold_at_idx").on(t.tenantId, t.soldAt, t.id),
    index("sales_tenant_id_receipt_number_idx").on(t.tenantId, t.receiptNumber),
    index("sales_tenant_id_customer_id_idx").on(t.tenantId, t.customerId),
    check("sales_kind_check", sql`kind in ('sale', 'refund')`),
    check("sales_total_minor_check", sql`net_minor + tax_minor = total_minor`),
    check("sales_paid_minor_check", sql`paid_minor = total_minor + rounding_minor`),
    tenantWall("sales"),
  ],
);

export const saleLines = pgTable(
  "sale_lines",
  {
    tenantId: tenantId(),
    saleId: id("sale_id").notNull(),
    lineNumber: integer("line_number").notNull(),
    id: id().notNull(),
    productId: id("product_id"),
    sku: text("sku").notNull(),
    name: text("name").notNull(),
    unit: text("unit").notNull(),
    quantityMilli: quantityMilli("quantity_milli").notNull(),
    unitPriceMinor: moneyMinor("unit_price_minor").notNull(),
    subtotalMinor: moneyMinor("subtotal_minor").notNull(),
    discountMinor: moneyMinor("discount_minor").notNull(),
    netMinor: moneyMinor("net_minor").notNull(),
    taxMinor: moneyMinor("tax_minor").notNull(),
    grossMinor: moneyMinor("gross_minor").notNull(),
    taxGroupCode: text("tax_group_code").notNull(),
    taxes: jsonb("taxes").notNull(),
    originalLineId: id("original_line_id"),
    note: text("note"),
    businessOn: day("business_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.saleId, t.lineNumber] }),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [sales.tenantId, sales.id] }),
    index("sale_lines_tenant_id_product_id_idx").on(t.tenantId, t.productId, t.businessOn),
    check("sale_lines_gross_minor_check", sql`net_minor + tax_minor = gross_minor`),
    tenantWall("sale_lines"),
  ],
);

export const saleTaxes = pgTable(
  "sale_taxes",
  {
    tenantId: tenantId(),
    saleId: id("sale_id").notNull(),
    position: integer("position").notNull(),
    taxGroupCode: text("tax_group_code").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    ratePpm: ratePpm("rate_ppm").notNull(),
    netMinor: moneyMinor("net_minor").notNull(),
    taxMinor: moneyMinor("tax_minor").notNull(),
    grossMinor: moneyMinor("gross_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.saleId, t.position] }),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [sales.tenantId, sales.id] }),
    check("sale_taxes_gross_minor_check", sql`net_minor + tax_minor = gross_minor`),
    tenantWall("sale_taxes"),
  ],
);

export const payments = pgTable(
  "payments",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    saleId: id("sale_id").notNull(),
    position: integer("position").notNull(),
    method: text("method").notNull(),
    currency: text("currency").notNull(),
    amountMinor: moneyMinor("amount_minor").notNull(),
    tenderedMinor: moneyMinor("tendered_minor").notNull(),
    changeMinor: moneyMinor("change_minor").notNull(),
    reference: text("reference"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [sales.tenantId, sales.id] }),
    index("payments_tenant_id_sale_id_idx").on(t.tenantId, t.saleId),
    index("payments_tenant_id_reference_idx").on(t.tenantId, t.reference),
    check("payments_amount_minor_check", sql`amount_minor = tendered_minor - change_minor`),
    tenantWall("payments"),
  ],
);

/** One drawer session, as its opening and closing events say. */
export const shifts = pgTable(
  "shifts",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    storeId: id("store_id").notNull(),
    registerId: id("register_id").notNull(),
    terminalId: id("terminal_id").notNull(),
    number: integer("number").notNull(),
    openedById: id("opened_by_id").notNull(),
    openedAt: instant("opened_at").notNull(),
    businessOn: day("business_on").notNull(),
    currency: text("currency").notNull(),
    floatMinor: moneyMinor("float_minor").notNull(),
    closedById: id("closed_by_id"),
    closedAt: instant("closed_at"),
    expectedCashMinor: moneyMinor("expected_cash_minor"),
    countedCashMinor: moneyMinor("counted_cash_minor"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    index("shifts_tenant_id_store_id_business_on_idx").on(t.tenantId, t.storeId, t.businessOn),
    tenantWall("shifts"),
  ],
);

/** Every change of stock with its reason; a level is the sum of these. Insert only. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    tenantId: tenantId(),
    sourceEventId: id("source_event_id").notNull(),
    position: integer("position").notNull(),
    storeId: id("store_id").notNull(),
    productId: id("product_id").notNull(),
    quantityMilli: quantityMilli("quantity_milli").notNull(),
    reason: text("reason").notNull(),
    documentId: id("document_id").notNull(),
    userId: id("user_id"),
    effectiveAt: instant("effective_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceEventId, t.position] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("stock_movements_tenant_id_store_id_product_id_idx").on(
      t.tenantId,
      t.storeId,
      t.productId,
      t.effectiveAt,
    ),
    tenantWall("stock_movements"),
  ],
);

export const stockLevels = pgTable(
  "stock_levels",
  {
    tenantId: tenantId(),
    storeId: id("store_id").notNull(),
    productId: id("product_id").notNull(),
    quantityMilli: quantityMilli("quantity_milli").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** Place in the store's stock stream; 0 until the projector publishes the change. */
    revision: sequenceNumber("revision").notNull().default(0),
    isPublished: boolean("is_published").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.storeId, t.productId] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("stock_levels_tenant_id_store_id_revision_idx").on(
      t.tenantId,
      t.storeId,
      t.revision,
      t.productId,
    ),
    index("stock_levels_tenant_id_unpublished_idx")
      .on(t.tenantId, t.storeId)
      .where(sql`not is_published`),
    tenantWall("stock_levels"),
  ],
);

/** Double entry, zero-sum per event and currency. Insert only. */
export const journalLines = pgTable(
  "journal_lines",
  {
    tenantId: tenantId(),
    sourceEventId: id("source_event_id").notNull(),
    lineNumber: integer("line_number").notNull(),
    storeId: id("store_id").notNull(),
    businessOn: day("business_on").notNull(),
    account: text("account").notNull(),
    currency: text("currency").notNull(),
    amountMinor: moneyMinor("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.sourceEventId, t.lineNumber] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    index("journal_lines_tenant_id_business_on_idx").on(t.tenantId, t.businessOn, t.account),
    tenantWall("journal_lines"),
  ],
);
