import { sql } from "drizzle-orm";
import { z } from "zod";
import { isPayOutWithin } from "../../core/access/within-limits";
import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import type { PaidTender } from "../../core/money/repay-tenders";
import { ONE_UNIT, parseQuantity } from "../../core/quantity/quantity";
import { returnableMilli } from "../../core/sale/return-line";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { Tx } from "../../db/client";
import { requireSaleWithoutTill } from "../access-rules/require-sale-without-till";
import { recordAudit } from "../audit";
import { claimKey } from "../claim-key";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";
import { buildReturn } from "./build-return";
import { getSaleIn, getSalesIn } from "./get-sale";
import { loadSaleStore } from "./load-sale-goods";
import { loadSoldDocument, type SoldDocument } from "./load-sold-document";
import { lockSales } from "./lock-sales";
import type { SaleView } from "./sale-view";
import {
  commitEvents,
  nextReceiptNumber,
  openServerTerminal,
  type ServerTerminal,
  sealNext,
} from "./server-terminal";

export const changeSaleStatusInput = z.object({
  status: z.enum(["completed", "voided", "refunded"]),
  reason: z.string().trim().max(200).optional(),
  /** What comes back; left out: all that is left. */
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: z.string().max(20) }))
    .min(1)
    .max(1_000)
    .optional(),
});
export type ChangeSaleStatusInput = z.infer<typeof changeSaleStatusInput>;

export type ChangedSale = { readonly sale: SaleView; readonly refunds: readonly SaleView[] };

/**
 * Void a sale as a whole, or take back some or all of what is left of it, through an event of the
 * terminal that the server holds for the caller. One request at a time looks at a sale, so never
 * more comes back than was sold. Idempotent on `idempotencyKey`, for ever.
 *
 * @throws DomainError permission_denied | till_required | sale_not_found | reason_required |
 *         sale_voided | sale_not_voidable | return_exceeds_sold | invalid_quantity | quantity_not_positive |
 *         quantity_not_whole | approval_required (more money than the caller may give out) |
 *         idempotency_conflict | validation_failed
 */
export async function changeSaleStatus(
  context: TenantContext,
  change: ChangeSaleStatusInput & { saleId: string },
  idempotencyKey: string,
): Promise<ChangedSale> {
  requirePermission(context.actor, change.status === "voided" ? "sale.void" : "sale.refund");
  const { saleId } = change;
  return inTransaction(context, async (tx) => {
    const claim = { area: "transactions/status", key: idempotencyKey, request: change };
    const earlier = await claimKey(tx, context, { ...claim, resultId: saleId });
    if (earlier === null) await carryOut(tx, context, change);
    const sale = await getSaleIn(tx, context, saleId);
    const refunds = await getSalesIn(
      tx,
      context,
      sale.returns.map(({ id }) => id),
    );
    return { sale, refunds };
  });
}

async function carryOut(
  tx: Tx,
  context: TenantContext,
  change: ChangeSaleStatusInput & { saleId: string },
): Promise<void> {
  await lockSales(tx, context.tenantId, [change.saleId]);
  const sold = await loadSoldDocument(tx, context.tenantId, change.saleId);
  const scope = scopedStoreIds(context.actor);
  if (scope !== null && !scope.includes(sold.storeId)) throw new DomainError("sale_not_found");
  if (sold.status === "voided") throw new DomainError("sale_voided");
  if (change.status === "completed") {
    if (sold.status === "completed") return;
    throw new DomainError("validation_failed", { field: "status" });
  }
  await requireSaleWithoutTill(tx, context.tenantId);
  const reason = (change.reason ?? "").trim();
  if (reason === "") throw new DomainError("reason_required");
  const quantities =
    change.status === "voided" ? wholeSale(sold, change) : returnedQuantities(sold, change);
  const kind = change.status === "voided" ? "void" : "refund";
  await commitReturn(tx, context, { kind, sold, quantities, reason });
}

/** @throws DomainError sale_not_voidable when it is no whole sale any more | validation_failed */
function wholeSale(sold: SoldDocument, change: ChangeSaleStatusInput): Map<string, number> {
  if (change.lines) throw new DomainError("validation_failed", { field: "lines" });
  const { document } = sold;
  const isWhole =
    document.kind === "sale" &&
    sold.returnedMilli.size === 0 &&
    document.lines.every((line) => line.quantityMilli > 0);
  if (!isWhole) throw new DomainError("sale_not_voidable");
  return new Map(document.lines.map((line) => [line.lineId, line.quantityMilli]));
}

function returnedQuantities(
  sold: SoldDocument,
  change: ChangeSaleStatusInput,
): Map<string, number> {
  const goods = new Map(
    sold.document.lines.filter((line) => line.quantityMilli > 0).map((line) => [line.lineId, line]),
  );
  const wanted = new Map<string, number>();
  change.lines?.forEach(({ lineId, quantity }, index) => {
    const line = goods.get(lineId);
    if (!line || wanted.has(lineId)) {
      throw new DomainError("validation_failed", { field: `lines.${index}.lineId` });
    }
    const milli = parseQuantity(quantity);
    if (milli === null) throw new DomainError("invalid_quantity", { line: index });
    if (line.unit === "each" && milli % ONE_UNIT !== 0) {
      throw new DomainError("quantity_not_whole", { line: index });
    }
    wanted.set(lineId, milli);
  });
  if (change.lines) return wanted;
  for (const [lineId, line] of goods) {
    const left = returnableMilli({
      soldQuantityMilli: line.quantityMilli,
      returnedBeforeMilli: sold.returnedMilli.get(lineId) ?? 0,
    });
    if (left > 0) wanted.set(lineId, left);
  }
  if (wanted.size === 0) throw new DomainError("return_exceeds_sold", { leftMilli: 0 });
  return wanted;
}

async function commitReturn(
  tx: Tx,
  context: TenantContext,
  back: {
    kind: "void" | "refund";
    sold: SoldDocument;
    quantities: ReadonlyMap<string, number>;
    reason: string;
  },
): Promise<void> {
  const { tenantId } = context;
  const { sold } = back;
  const terminal = await openTerminal(tx, context, sold.storeId);
  const [store, paid] = await Promise.all([
    loadSaleStore(tx, tenantId, sold.storeId),
    readPaid(tx, tenantId, sold.document.saleId),
  ]);
  const document = buildReturn({
    ...back,
    paid,
    receiptNumber: await nextReceiptNumber(tx, tenantId, terminal),
    cashIncrementMinor: store.cashIncrementMinor,
    newId: context.newId,
  });
  requirePayOut(context, document);
  const type = back.kind === "void" ? "VOID" : "REFUND";
  const event = sealNext(context, terminal, { type, payload: document });
  await commitEvents(tx, context, terminal, [...terminal.pending, event]);
  await recordAudit(tx, context, {
    action: `sale.${back.kind}`,
    subjectId: sold.document.saleId,
    details: { receiptNumber: document.receiptNumber, totalMinor: document.totalMinor },
  });
}

/** Over the API nobody stands by to approve what is above the caller's limit. */
function requirePayOut(
  { actor }: TenantContext,
  { kind, totalMinor, tipMinor }: Pick<SaleDocument, "kind" | "totalMinor" | "tipMinor">,
): void {
  // A void takes the tip back too.
  const backMinor = -totalMinor - tipMinor;
  if (actor.kind !== "user" || isPayOutWithin(backMinor, actor.limits)) return;
  const permission = kind === "void" ? "sale.void" : "sale.refund";
  throw new DomainError("approval_required", { permission });
}

function openTerminal(tx: Tx, context: TenantContext, storeId: string): Promise<ServerTerminal> {
  const { actor } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  return openServerTerminal(tx, context, { storeId, holderId: actor.userId, holderName: "API" });
}

/**
 * What each method took for a sale and has not given back, in the order of the payments. What a
 * deposit had paid goes back in cash: the customer has the goods no longer and is owed nothing.
 */
async function readPaid(tx: Tx, tenantId: string, saleId: string): Promise<PaidTender[]> {
  const rows = await tx.execute<{ method: string; amount_minor: string }>(sql`
    select case when payments.method = 'deposit' then 'cash' else payments.method end as method,
      greatest(sum(payments.amount_minor), 0)::bigint as amount_minor
    from sales join payments on payments.tenant_id = ${tenantId}::uuid
      and payments.sale_id = sales.id
    where sales.tenant_id = ${tenantId}::uuid and (sales.id = ${saleId}::uuid
      or (sales.original_sale_id = ${saleId}::uuid and sales.kind <> 'sale'))
    group by 1 order by min(case when sales.id = ${saleId}::uuid then payments.position end), 1`);
  return rows.map((row) => ({ method: row.method, amountMinor: minor(Number(row.amount_minor)) }));
}
