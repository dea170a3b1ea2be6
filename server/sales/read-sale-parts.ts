import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import { maskTyped } from "./mask-typed";
import { returnedLines } from "./returned-lines";
import type {
  SaleView,
  SaleViewAction,
  SaleViewLine,
  SaleViewPayment,
  SaleViewReturn,
  SaleViewTax,
} from "./sale-view";

type Row = Record<string, unknown>;

const NUMBERS = new Set([
  "subtotalMinor",
  "promotionMinor",
  "discountMinor",
  "netMinor",
  "taxMinor",
  "totalMinor",
  "returnTotalMinor",
  "roundingMinor",
  "tipMinor",
  "paidMinor",
  "changeMinor",
  "grossMinor",
  "amountMinor",
  "tenderedMinor",
  "foreignTenderedMinor",
  "unitPriceMinor",
  "quantityMilli",
  "returnedMilli",
  "points",
  "sequence",
]);

/** Integers of the database arrive as text; every one of them is within safe range by CHECK. */
function numbered<Result>(row: Row): Result {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    NUMBERS.has(name) && typeof value === "string" ? Number(value) : value,
  ]);
  return Object.fromEntries(entries) as Result;
}

export type SaleParts = {
  readonly lines: SaleViewLine[];
  readonly taxes: SaleViewTax[];
  readonly payments: SaleViewPayment[];
  readonly returns: SaleViewReturn[];
  readonly actions: SaleViewAction[];
};

/** Read the parts of some sales: five queries, sent together, whatever the number of sales. */
export async function readParts(
  tx: Tx,
  tenantId: string,
  saleIds: readonly string[],
): Promise<ReadonlyMap<string, SaleParts>> {
  const parts = new Map<string, SaleParts>(saleIds.map((id) => [id, noParts()]));
  if (saleIds.length === 0) return parts;
  const ids = sql`select (jsonb_array_elements_text(${JSON.stringify(saleIds)}::jsonb))::uuid`;
  const [lines, taxes, payments, returns, actions] = await Promise.all([
    tx.execute(selectLines(tenantId, ids)),
    tx.execute(sql`
      select sale_id as "saleId", tax_group_code as "taxGroupCode", code, name,
        rate_ppm as "ratePpm", net_minor as "netMinor", tax_minor as "taxMinor",
        gross_minor as "grossMinor"
      from sale_taxes where tenant_id = ${tenantId}::uuid and sale_id in (${ids})
      order by sale_id, position`),
    tx.execute(sql`
      select sale_id as "saleId", id, method, currency, amount_minor as "amountMinor",
        tendered_minor as "tenderedMinor", change_minor as "changeMinor",
        foreign_currency as "foreignCurrency", foreign_tendered_minor as "foreignTenderedMinor",
        foreign_rate as "foreignRate", reference
      from payments where tenant_id = ${tenantId}::uuid and sale_id in (${ids})
      order by sale_id, position`),
    tx.execute(selectReturns(tenantId, ids)),
    tx.execute(sql`
      select actions.sale_id as "saleId", actions.kind, actions.subject, actions.reason,
        actions.amount_minor as "amountMinor", users.display_name as "approverName", actions.at
      from operator_actions as actions
      left join users on users.tenant_id = ${tenantId}::uuid and users.id = actions.approver_id
      where actions.tenant_id = ${tenantId}::uuid and actions.sale_id in (${ids})
      order by actions.sale_id, actions.position`),
  ]);
  const put = (rows: readonly Row[], kind: keyof SaleParts) => {
    for (const { saleId, ...row } of rows) {
      (parts.get(String(saleId))?.[kind] as unknown[] | undefined)?.push(numbered(row));
    }
  };
  put(lines.map(withReturnable), "lines");
  put(taxes, "taxes");
  put(payments, "payments");
  put(
    returns.map((row) => ({ ...row, soldAt: toIsoText(row["soldAt"]) })),
    "returns",
  );
  put(
    actions.map((row) => ({ ...row, at: toIsoText(row["at"]) })),
    "actions",
  );
  return parts;
}

function noParts(): SaleParts {
  return { lines: [], taxes: [], payments: [], returns: [], actions: [] };
}

function selectLines(tenantId: string, ids: SQL): SQL {
  return sql`
    with returned as (
      select sale_id, line_id, sum(quantity_milli)::bigint as quantity_milli
      from (${returnedLines(tenantId, ids)}) as each group by sale_id, line_id)
    select lines.sale_id as "saleId", lines.id, lines.line_number as "lineNumber",
      lines.product_id as "productId", lines.sku, lines.name, lines.unit,
      lines.quantity_milli as "quantityMilli", lines.unit_price_minor as "unitPriceMinor",
      lines.prices_include_tax as "pricesIncludeTax", lines.subtotal_minor as "subtotalMinor",
      lines.promotion_minor as "promotionMinor", lines.discount_minor as "discountMinor",
      lines.net_minor as "netMinor", lines.tax_minor as "taxMinor",
      lines.gross_minor as "grossMinor", lines.tax_group_code as "taxGroupCode", lines.points,
      lines.trace, lines.original_sale_id as "originalSaleId",
      lines.original_line_id as "originalLineId",
      original.receipt_number as "originalReceiptNumber",
      coalesce(returned.quantity_milli, 0) as "returnedMilli", lines.note
    from sale_lines as lines
    left join returned on returned.sale_id = lines.sale_id and returned.line_id = lines.id
    left join sales as original on original.tenant_id = ${tenantId}::uuid
      and original.id = lines.original_sale_id
    where lines.tenant_id = ${tenantId}::uuid and lines.sale_id in (${ids})
    order by lines.sale_id, lines.line_number`;
}

function selectReturns(tenantId: string, ids: SQL): SQL {
  return sql`
    select returned.sale_id as "saleId", taking.id, taking.kind, taking.receipt_number as "receiptNumber", taking.sold_at as "soldAt",
      sum(returned.gross_minor)::bigint as "amountMinor"
    from (${returnedLines(tenantId, ids)}) as returned
    join sales as taking on taking.tenant_id = ${tenantId}::uuid
      and taking.id = returned.by_sale_id
    group by returned.sale_id, taking.id, taking.kind, taking.receipt_number, taking.sold_at
    order by taking.sold_at, taking.id`;
}

function withReturnable(row: Row): Row {
  const left = Number(row["quantityMilli"]) - Number(row["returnedMilli"]);
  return { ...row, returnableMilli: Math.max(0, left) };
}

/** A row of `summaryColumns` with its parts. */
export function toSaleView(row: Row, parts: SaleParts = noParts()): SaleView {
  const sale = numbered<Omit<SaleView, keyof SaleParts>>(row);
  return maskTyped({
    ...sale,
    soldAt: toIsoText(row["soldAt"]),
    receivedAt: toIsoText(row["receivedAt"]),
    methods: [...new Set(parts.payments.map((payment) => payment.method))],
    ...parts,
  });
}

function toIsoText(value: unknown): string {
  return new Date(String(value)).toISOString();
}
