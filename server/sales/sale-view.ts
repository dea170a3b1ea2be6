import { sql } from "drizzle-orm";
import { z } from "zod";
import { SALE_KINDS, SALE_STATUSES, UNITS } from "../../core/sale/sale-document";
import type { Tx } from "../../db/client";

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
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  roundingMinor: minor,
  paidMinor: minor,
  changeMinor: minor,
  itemCount: z.number().int(),
  lineCount: z.number().int(),
  methods: z.array(z.string()).readonly(),
  originalSaleId: z.uuid().nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
});

const saleViewLine = z.object({
  id: z.uuid(),
  lineNumber: z.number().int(),
  productId: z.uuid().nullable(),
  sku: z.string(),
  name: z.string(),
  unit: z.enum(UNITS),
  quantityMilli: z.number().int(),
  unitPriceMinor: minor,
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  taxGroupCode: z.string(),
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
  reference: z.string().nullable(),
});
export type SaleViewPayment = Readonly<z.infer<typeof saleViewPayment>>;

/** A sale with its parts, and the place of its event in the terminal's log. */
export const saleViewResult = saleSummary.extend({
  lines: z.array(saleViewLine.readonly()).readonly(),
  taxes: z.array(saleViewTax.readonly()).readonly(),
  payments: z.array(saleViewPayment.readonly()).readonly(),
  terminalId: z.uuid(),
  terminalCode: z.string(),
  sequence: z.number().int(),
  sourceEventId: z.uuid(),
});
export type SaleView = Readonly<z.infer<typeof saleViewResult>>;

/** The columns of a summary, for a query over `sales` with the joins of `saleJoins`. */
export const summaryColumns = sql.raw(`
  sales.id, sales.kind, sales.receipt_number as "receiptNumber", sales.store_id as "storeId",
  stores.name as "storeName", stores.timezone, registers.name as "registerName",
  coalesce(users.display_name, '') as "cashierName", sales.customer_id as "customerId",
  customers.name as "customerName", sales.business_on as "businessOn",
  sales.sold_at as "soldAt", sales.received_at as "receivedAt", sales.currency,
  sales.prices_include_tax as "pricesIncludeTax", sales.subtotal_minor as "subtotalMinor",
  sales.discount_minor as "discountMinor", sales.net_minor as "netMinor",
  sales.tax_minor as "taxMinor", sales.total_minor as "totalMinor",
  sales.rounding_minor as "roundingMinor", sales.paid_minor as "paidMinor",
  sales.change_minor as "changeMinor", sales.item_count as "itemCount",
  sales.line_count as "lineCount", sales.original_sale_id as "originalSaleId",
  sales.reason, sales.note, sales.terminal_id as "terminalId",
  terminals.code as "terminalCode", sales.sequence, sales.source_event_id as "sourceEventId"`);

/** Joins that give a sale the names that people read; each one filtered by the tenant. */
export const saleJoins = (tenantId: string) => sql`
  join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = sales.store_id
  join registers on registers.tenant_id = ${tenantId}::uuid and registers.id = sales.register_id
  join terminals on terminals.tenant_id = ${tenantId}::uuid and terminals.id = sales.terminal_id
  left join users on users.tenant_id = ${tenantId}::uuid and users.id = sales.cashier_id
  left join customers on customers.tenant_id = ${tenantId}::uuid
    and customers.id = sales.customer_id`;

type Row = Record<string, unknown>;

const MONEY = [
  "subtotalMinor",
  "discountMinor",
  "netMinor",
  "taxMinor",
  "totalMinor",
  "roundingMinor",
  "paidMinor",
  "changeMinor",
  "grossMinor",
  "amountMinor",
  "tenderedMinor",
  "unitPriceMinor",
  "quantityMilli",
  "sequence",
] as const;

/** Integers of the database arrive as text; every one of them is within safe range by CHECK. */
function numbered<Result>(row: Row): Result {
  const copy: Row = { ...row };
  for (const name of MONEY) if (typeof copy[name] === "string") copy[name] = Number(copy[name]);
  return copy as Result;
}

type Parts = { lines: SaleViewLine[]; taxes: SaleViewTax[]; payments: SaleViewPayment[] };

/** Read the parts of some sales: three queries, sent together, whatever their number. */
export async function readParts(
  tx: Tx,
  tenantId: string,
  saleIds: readonly string[],
): Promise<ReadonlyMap<string, Parts>> {
  const parts = new Map<string, Parts>(
    saleIds.map((id) => [id, { lines: [], taxes: [], payments: [] }]),
  );
  if (saleIds.length === 0) return parts;
  const ids = sql`(select (jsonb_array_elements_text(${JSON.stringify(saleIds)}::jsonb))::uuid)`;
  const [lines, taxes, payments] = await Promise.all([
    tx.execute(sql`
      select sale_id as "saleId", id, line_number as "lineNumber", product_id as "productId", sku,
        name, unit, quantity_milli as "quantityMilli", unit_price_minor as "unitPriceMinor",
        subtotal_minor as "subtotalMinor", discount_minor as "discountMinor",
        net_minor as "netMinor", tax_minor as "taxMinor", gross_minor as "grossMinor",
        tax_group_code as "taxGroupCode", note
      from sale_lines where tenant_id = ${tenantId}::uuid and sale_id in ${ids}
      order by sale_id, line_number`),
    tx.execute(sql`
      select sale_id as "saleId", tax_group_code as "taxGroupCode", code, name,
        rate_ppm as "ratePpm", net_minor as "netMinor", tax_minor as "taxMinor",
        gross_minor as "grossMinor"
      from sale_taxes where tenant_id = ${tenantId}::uuid and sale_id in ${ids}
      order by sale_id, position`),
    tx.execute(sql`
      select sale_id as "saleId", id, method, currency, amount_minor as "amountMinor",
        tendered_minor as "tenderedMinor", change_minor as "changeMinor", reference
      from payments where tenant_id = ${tenantId}::uuid and sale_id in ${ids}
      order by sale_id, position`),
  ]);
  const put = (rows: readonly Row[], kind: keyof Parts) => {
    for (const { saleId, ...row } of rows) {
      (parts.get(String(saleId))?.[kind] as unknown[] | undefined)?.push(numbered(row));
    }
  };
  put(lines, "lines");
  put(taxes, "taxes");
  put(payments, "payments");
  return parts;
}

/** A row of `summaryColumns` with its parts. */
export function toSaleView(row: Row, parts: Parts | undefined): SaleView {
  const sale = numbered<Omit<SaleView, keyof Parts>>(row);
  const lines = parts?.lines ?? [];
  const payments = parts?.payments ?? [];
  return {
    ...sale,
    status: "completed",
    soldAt: toIsoText(row["soldAt"]),
    receivedAt: toIsoText(row["receivedAt"]),
    methods: [...new Set(payments.map((payment) => payment.method))],
    lines,
    taxes: parts?.taxes ?? [],
    payments,
  };
}

function toIsoText(value: unknown): string {
  return new Date(String(value)).toISOString();
}
