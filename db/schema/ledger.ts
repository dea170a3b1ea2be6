import { sql } from "drizzle-orm";
import {
  bigint,
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
import { deposits } from "./held-carts";
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
    isTaxExempt: boolean("is_tax_exempt").notNull().default(false),
    /** The parked cart, quote or layaway that was sold. */
    heldCartId: id("held_cart_id"),
    coupons: jsonb("coupons").$type<string[]>().notNull().default([]),
    subtotalMinor: moneyMinor("subtotal_minor").notNull(),
    promotionMinor: moneyMinor("promotion_minor").notNull().default(0),
    discountMinor: moneyMinor("discount_minor").notNull(),
    netMinor: moneyMinor("net_minor").notNull(),
    taxMinor: moneyMinor("tax_minor").notNull(),
    totalMinor: moneyMinor("total_minor").notNull(),
    /** What of the total is goods that came back: zero or negative. */
    returnTotalMinor: moneyMinor("return_total_minor").notNull().default(0),
    roundingMinor: moneyMinor("rounding_minor").notNull(),
    tipMinor: moneyMinor("tip_minor").notNull().default(0),
    points: bigint("points", { mode: "number" }).notNull().default(0),
    paidMinor: moneyMinor("paid_minor").notNull(),
    changeMinor: moneyMinor("change_minor").notNull(),
    itemCount: integer("item_count").notNull(),
    lineCount: integer("line_count").notNull(),
    reason: text("reason"),
    note: text("note"),
    /** It arrived after the business day that it belongs to had ended. */
    isLate: boolean("is_late").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    foreignKey({
      columns: [t.tenantId, t.terminalId],
      foreignColumns: [terminals.tenantId, terminals.id],
    }),
    index("sales_tenant_id_late_idx").on(t.tenantId, t.receivedAt, t.id).where(sql`is_late`),
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
    index("sales_tenant_id_original_sale_id_idx")
      .on(t.tenantId, t.originalSaleId)
      .where(sql`original_sale_id is not null`),
    index("sales_tenant_id_held_cart_id_idx")
      .on(t.tenantId, t.heldCartId)
      .where(sql`held_cart_id is not null`),
    check("sales_kind_check", sql`kind in ('sale', 'refund', 'void')`),
    check("sales_total_minor_check", sql`net_minor + tax_minor = total_minor`),
    check("sales_paid_minor_check", sql`paid_minor = total_minor + rounding_minor + tip_minor`),
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
    /** Of this line: lists with tax and without may meet in one sale. */
    pricesIncludeTax: boolean("prices_include_tax").notNull(),
    subtotalMinor: moneyMinor("subtotal_minor").notNull(),
    /** The part of the discount that promotions gave. */
    promotionMinor: moneyMinor("promotion_minor").notNull().default(0),
    discountMinor: moneyMinor("discount_minor").notNull(),
    netMinor: moneyMinor("net_minor").notNull(),
    taxMinor: moneyMinor("tax_minor").notNull(),
    grossMinor: moneyMinor("gross_minor").notNull(),
    taxGroupCode: text("tax_group_code").notNull(),
    taxes: jsonb("taxes").notNull(),
    points: bigint("points", { mode: "number" }).notNull().default(0),
    /** How the price came about; null for goods that came back to a receipt. */
    trace: jsonb("trace"),
    originalSaleId: id("original_sale_id"),
    originalLineId: id("original_line_id"),
    note: text("note"),
    businessOn: day("business_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.saleId, t.lineNumber] }),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [sales.tenantId, sales.id] }),
    index("sale_lines_tenant_id_product_id_idx").on(t.tenantId, t.productId, t.businessOn),
    index("sale_lines_tenant_id_original_sale_id_idx")
      .on(t.tenantId, t.originalSaleId)
      .where(sql`original_sale_id is not null`),
    check("sale_lines_gross_minor_check", sql`net_minor + tax_minor = gross_minor`),
    tenantWall("sale_lines"),
  ],
);

/** Each coupon of each sale, in the form in which codes are compared. Insert only. */
export const couponUses = pgTable(
  "coupon_uses",
  {
    tenantId: tenantId(),
    code: text("code").notNull(),
    saleId: id("sale_id").notNull(),
    customerId: id("customer_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.code, t.saleId] }),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [sales.tenantId, sales.id] }),
    tenantWall("coupon_uses"),
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

/** Money of a sale or of a deposit on a layaway. */
export const payments = pgTable(
  "payments",
  {
    tenantId: tenantId(),
    id: id().notNull(),
    saleId: id("sale_id"),
    depositId: id("deposit_id"),
    position: integer("position").notNull(),
    method: text("method").notNull(),
    currency: text("currency").notNull(),
    amountMinor: moneyMinor("amount_minor").notNull(),
    tenderedMinor: moneyMinor("tendered_minor").notNull(),
    changeMinor: moneyMinor("change_minor").notNull(),
    /** What was handed over in another currency, and the home units for one of its units. */
    foreignCurrency: text("foreign_currency"),
    foreignTenderedMinor: moneyMinor("foreign_tendered_minor"),
    foreignRate: text("foreign_rate"),
    reference: text("reference"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [sales.tenantId, sales.id] }),
    foreignKey({
      columns: [t.tenantId, t.depositId],
      foreignColumns: [deposits.tenantId, deposits.id],
    }),
    index("payments_tenant_id_sale_id_idx").on(t.tenantId, t.saleId),
    index("payments_tenant_id_deposit_id_idx")
      .on(t.tenantId, t.depositId)
      .where(sql`deposit_id is not null`),
    index("payments_tenant_id_reference_idx").on(t.tenantId, t.reference),
    check("payments_of_check", sql`(sale_id is null) <> (deposit_id is null)`),
    check("payments_amount_minor_check", sql`amount_minor = tendered_minor - change_minor`),
    tenantWall("payments"),
  ],
);
