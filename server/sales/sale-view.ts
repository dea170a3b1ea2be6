import { sql } from "drizzle-orm";
import { z } from "zod";
import { priceTraceSchema } from "../../core/pricing/price-trace";
import { OPERATOR_ACTIONS } from "../../core/sale/projection";
import { SALE_KINDS, SALE_STATUSES, UNITS } from "../../core/sale/sale-document";
import { saleStatus } from "./sale-status";

const minor = z.number().int();

/** A sale in a list: everything but its parts. Instants are ISO 8601 UTC. */
const saleSummary = z.object({
  id: z.uuid(),
  kind: z.enum(SALE_KINDS),
  status: z.enum(SALE_STATUSES),
  receiptNumber: z.string(),
  storeId: z.uuid(),
  storeName: z.string(),
  /** Of the store, for everybody who shows one of the instants. */
  timezone: z.string(),
  registerName: z.string(),
  cashierName: z.string(),
  customerId: z.uuid().nullable(),
  customerName: z.string().nullable(),
  businessOn: z.string(),
  soldAt: z.string(),
  receivedAt: z.string(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  isTaxExempt: z.boolean(),
  coupons: z.array(z.string()).readonly(),
  subtotalMinor: minor,
  /** The part of the discount that promotions gave. */
  promotionMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  /** What of the total is goods that came back: zero or negative. */
  returnTotalMinor: minor,
  roundingMinor: minor,
  tipMinor: minor,
  points: z.number().int(),
  paidMinor: minor,
  changeMinor: minor,
  itemCount: z.number().int(),
  lineCount: z.number().int(),
  methods: z.array(z.string()).readonly(),
  originalSaleId: z.uuid().nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
});

/** As JSON gives it: plain numbers without the engine's brands, and nothing that is undefined. */
type Plain<Value> = Value extends readonly (infer Each)[]
  ? Plain<Each>[]
  : Value extends object
    ? { [Name in keyof Value]: Plain<Exclude<Value[Name], undefined>> }
    : Value;

export const plainTraceSchema = priceTraceSchema as unknown as z.ZodType<
  Plain<z.input<typeof priceTraceSchema>>
>;

const saleViewLine = z.object({
  id: z.uuid(),
  lineNumber: z.number().int(),
  productId: z.uuid().nullable(),
  sku: z.string(),
  name: z.string(),
  unit: z.enum(UNITS),
  quantityMilli: z.number().int(),
  unitPriceMinor: minor,
  pricesIncludeTax: z.boolean(),
  subtotalMinor: minor,
  promotionMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  taxGroupCode: z.string(),
  points: z.number().int(),
  /** How the price came about; null for goods that came back to a receipt and for old sales. */
  trace: plainTraceSchema.nullable(),
  /** Of goods that came back: the line that they were sold on, and its sale's receipt. */
  originalSaleId: z.uuid().nullable(),
  originalLineId: z.uuid().nullable(),
  originalReceiptNumber: z.string().nullable(),
  /** How much of the line has come back, and how much still can; 0 where nothing was sold. */
  returnedMilli: z.number().int(),
  returnableMilli: z.number().int(),
  note: z.string().nullable(),
});
export type SaleViewLine = Readonly<z.infer<typeof saleViewLine>>;

const saleViewTax = z.object({
  taxGroupCode: z.string(),
  code: z.string(),
  name: z.string(),
  ratePpm: z.number().int(),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
});
export type SaleViewTax = Readonly<z.infer<typeof saleViewTax>>;

const saleViewPayment = z.object({
  id: z.uuid(),
  method: z.string(),
  currency: z.string(),
  amountMinor: minor,
  tenderedMinor: minor,
  changeMinor: minor,
  /** Cash of another currency: what was handed over, at how many home units for one. */
  foreignCurrency: z.string().nullable(),
  foreignTenderedMinor: minor.nullable(),
  foreignRate: z.string().nullable(),
  reference: z.string().nullable(),
});
export type SaleViewPayment = Readonly<z.infer<typeof saleViewPayment>>;

/** A sale, refund or void that took something of this one back. */
const saleViewReturn = z.object({
  id: z.uuid(),
  kind: z.enum(SALE_KINDS),
  receiptNumber: z.string(),
  soldAt: z.string(),
  /** What it gave back of this sale, as a magnitude. */
  amountMinor: minor,
});
export type SaleViewReturn = Readonly<z.infer<typeof saleViewReturn>>;

/** What somebody did by hand in a sale: a discount, a price, a line taken out, an approval. */
const saleViewAction = z.object({
  kind: z.enum(OPERATOR_ACTIONS),
  subject: z.string().nullable(),
  reason: z.string().nullable(),
  amountMinor: minor.nullable(),
  approverName: z.string().nullable(),
  at: z.string(),
});
export type SaleViewAction = Readonly<z.infer<typeof saleViewAction>>;

/** A sale with its parts, and the place of its event in the terminal's log. */
export const saleViewResult = saleSummary.extend({
  lines: z.array(saleViewLine.readonly()).readonly(),
  taxes: z.array(saleViewTax.readonly()).readonly(),
  payments: z.array(saleViewPayment.readonly()).readonly(),
  returns: z.array(saleViewReturn.readonly()).readonly(),
  actions: z.array(saleViewAction.readonly()).readonly(),
  terminalId: z.uuid(),
  terminalCode: z.string(),
  sequence: z.number().int(),
  sourceEventId: z.uuid(),
});
export type SaleView = Readonly<z.infer<typeof saleViewResult>>;

const COLUMNS = sql.raw(`
  sales.id, sales.kind, sales.receipt_number as "receiptNumber", sales.store_id as "storeId",
  stores.name as "storeName", stores.timezone, registers.name as "registerName",
  coalesce(users.display_name, '') as "cashierName", sales.customer_id as "customerId",
  customers.name as "customerName", sales.business_on as "businessOn",
  sales.sold_at as "soldAt", sales.received_at as "receivedAt", sales.currency,
  sales.prices_include_tax as "pricesIncludeTax", sales.is_tax_exempt as "isTaxExempt",
  sales.coupons, sales.subtotal_minor as "subtotalMinor",
  sales.promotion_minor as "promotionMinor", sales.return_total_minor as "returnTotalMinor",
  sales.tip_minor as "tipMinor", sales.points,
  sales.discount_minor as "discountMinor", sales.net_minor as "netMinor",
  sales.tax_minor as "taxMinor", sales.total_minor as "totalMinor",
  sales.rounding_minor as "roundingMinor", sales.paid_minor as "paidMinor",
  sales.change_minor as "changeMinor", sales.item_count as "itemCount",
  sales.line_count as "lineCount", sales.original_sale_id as "originalSaleId",
  sales.reason, sales.note, sales.terminal_id as "terminalId",
  terminals.code as "terminalCode", sales.sequence, sales.source_event_id as "sourceEventId"`);

/** The columns of a summary, for a query over `sales` with the joins of `saleJoins`. */
export const summaryColumns = (tenantId: string) =>
  sql`${COLUMNS}, ${saleStatus(tenantId)} as status`;

/** Joins that give a sale the names that people read; each one filtered by the tenant. */
export const saleJoins = (tenantId: string) => sql`
  join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = sales.store_id
  join registers on registers.tenant_id = ${tenantId}::uuid and registers.id = sales.register_id
  join terminals on terminals.tenant_id = ${tenantId}::uuid and terminals.id = sales.terminal_id
  left join users on users.tenant_id = ${tenantId}::uuid and users.id = sales.cashier_id
  left join customers on customers.tenant_id = ${tenantId}::uuid
    and customers.id = sales.customer_id`;
