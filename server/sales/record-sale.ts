import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Quote } from "../../core/cart/quote-cart";
import type { Discount } from "../../core/cart/quote-input";
import { DomainError } from "../../core/errors";
import { MINOR_MAX, minor } from "../../core/money/minor";
import {
  buildSaleDocument,
  type PaymentRequest,
  type SaleLineItem,
} from "../../core/sale/build-sale-document";
import { PAYMENT_METHODS } from "../../core/sale/sale-document";
import { businessDayAt, type Instant, parseIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { requireSaleWithoutTill } from "../access-rules/require-sale-without-till";
import { recordAudit } from "../audit";
import { loadSellingRules, type SellingRules } from "../catalog/load-selling-rules";
import { claimKey } from "../claim-key";
import type { TenantContext } from "../context";
import { likelyInstant } from "../likely-time";
import { requirePermission, requireStoreScope } from "../require-permission";
import { inTransaction } from "../transaction";
import { getSaleIn } from "./get-sale";
import { loadCouponUses } from "./load-coupon-uses";
import { loadSaleCustomer, type SaleCustomer } from "./load-sale-customer";
import { loadSaleGoods, type SaleGoods, type SaleStore } from "./load-sale-goods";
import { quoteSale } from "./quote-sale";
import {
  type BoundedLine,
  requireGoodsBounds,
  requirePaymentBounds,
} from "./require-amount-bounds";
import { requireDiscountLimit } from "./require-discount-limit";
import { requirePriceOverride, type StatedPriceBasis } from "./require-price-override";
import type { SaleView } from "./sale-view";
import {
  commitEvents,
  nextReceiptNumber,
  openServerTerminal,
  type ServerTerminal,
  sealNext,
} from "./server-terminal";
import { toLineItem } from "./to-line-item";

const amount = z.number().int().min(0).max(MINOR_MAX);
const FUTURE_MS_MAX = 5 * 60_000;

export const recordSaleInput = z.object({
  id: z.uuid().optional(),
  storeId: z.uuid(),
  customerId: z.uuid().nullable().optional(),
  occurredAt: likelyInstant.optional(),
  lines: z
    .array(
      z
        .object({
          sku: z.string().min(1).max(64).optional(),
          productId: z.uuid().optional(),
          barcode: z.string().min(1).max(128).optional(),
          quantity: z.string().max(20),
          unitPriceMinor: amount.optional(),
          discountMinor: amount.optional(),
          discountPercent: z.string().max(12).optional(),
          note: z.string().max(200).optional(),
        })
        .refine((line) => line.sku ?? line.productId ?? line.barcode, {
          message: "A line names a sku, a productId or a barcode.",
        }),
    )
    .min(1)
    .max(1_000),
  discountMinor: amount.optional(),
  couponCodes: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  /** On top of the total, where the store takes tips. */
  tipMinor: amount.optional(),
  payments: z
    .array(
      z.object({
        method: z.enum(PAYMENT_METHODS).exclude(["deposit"]),
        /** Of cash in another currency: what is handed over of it. */
        currency: z.string().length(3).optional(),
        amountMinor: amount,
        tenderedMinor: amount.optional(),
        reference: z.string().max(120).optional(),
      }),
    )
    .max(20),
});
export type RecordSaleInput = z.infer<typeof recordSaleInput>;

/**
 * Sell over the API: the server holds the terminal and seals the event, which then takes the
 * same way into the ledger as a till's.
 *
 * Idempotent on `idempotencyKey`, for ever: the same key and body give the first answer.
 *
 * @throws DomainError permission_denied | till_required | store_not_found | customer_not_found |
 *         product_not_found | barcode_unknown | invalid_quantity | quantity_not_positive | quantity_not_whole |
 *         payment_below_total | payment_above_total | discount_exceeds_amount | price_not_valid |
 *         coupon_unknown | coupon_expired | coupon_not_yet_valid | coupon_used_up |
 *         coupon_not_for_customer | coupon_without_effect | currency_rate_missing |
 *         tip_not_valid | approval_required (a discount or a price that the caller may not give
 *         alone) | idempotency_conflict | validation_failed
 */
export async function recordSale(
  context: TenantContext,
  input: RecordSaleInput,
  idempotencyKey: string,
): Promise<{ sale: SaleView; isRepeated: boolean }> {
  requirePermission(context.actor, "sale.record");
  requireStoreScope(context.actor, input.storeId);
  const occurredAt = occurredAtOf(context, input);
  const saleId = input.id ?? context.newId();
  return inTransaction(context, async (tx) => {
    const earlier = await claimKey(tx, context, {
      area: "transactions",
      key: idempotencyKey,
      request: input,
      resultId: saleId,
    });
    if (earlier) return { sale: await getSaleIn(tx, context, earlier), isRepeated: true };
    await requireSaleWithoutTill(tx, context.tenantId);
    await requireNewSale(tx, context.tenantId, saleId);
    const { customerId } = input;
    const customer = customerId ? await loadSaleCustomer(tx, context.tenantId, customerId) : null;
    const goods = await loadSaleGoods(tx, context.tenantId, input);
    const opened = await openServerTerminal(tx, context, holderOf(context, input.storeId));
    const terminal =
      input.occurredAt === undefined
        ? opened
        : { ...opened, businessDate: businessDayAt(occurredAt, opened.row) };
    const sale = { input, saleId, goods, customer, terminal, occurredAt };
    await commitSale(tx, context, sale, await quoteRecorded(tx, context, sale));
    return { sale: await getSaleIn(tx, context, saleId), isRepeated: false };
  });
}

type RecordedSale = {
  readonly input: RecordSaleInput;
  readonly saleId: string;
  readonly goods: SaleGoods;
  readonly customer: SaleCustomer | null;
  readonly terminal: ServerTerminal;
  readonly occurredAt: Instant;
};

type QuotedSale = {
  readonly quote: Quote;
  readonly lines: readonly SaleLineItem[];
  readonly orderDiscount: Discount | null;
};

async function quoteRecorded(
  tx: Tx,
  context: TenantContext,
  sale: RecordedSale,
): Promise<QuotedSale> {
  const { input, goods, customer } = sale;
  const couponCodes = input.couponCodes ?? [];
  const of = { codes: couponCodes, customerId: customer?.id ?? null };
  const rules = await loadSellingRules(tx, context.tenantId);
  const uses = await loadCouponUses(tx, context.tenantId, of);
  const lines = input.lines.map((line, index) =>
    toLineItem({ line, index, product: goods.products[index], lineId: context.newId() }),
  );
  requireGoodsBounds(boundedLines(sale, lines, rules));
  requirePaymentBounds(input, goods.store);
  const orderDiscount: Discount | null = input.discountMinor
    ? { kind: "amount", amountMinor: minor(input.discountMinor), reason: null }
    : null;
  const { businessDate } = sale.terminal;
  const quote = quoteSale({
    rules,
    goods,
    customer,
    couponCodes,
    uses,
    at: sale.occurredAt,
    businessDate,
    asked: input.lines,
    lines,
    orderDiscount,
  });
  requireWithinRole(context, quote, {
    rules,
    businessDate,
    pricesIncludeTax: goods.store.pricesIncludeTax,
  });
  return { quote, lines, orderDiscount };
}

function boundedLines(
  { input, goods }: RecordedSale,
  lines: readonly SaleLineItem[],
  rules: SellingRules,
): readonly BoundedLine[] {
  return lines.map((line, index) => ({
    quantityMilli: line.quantityMilli,
    unitPriceMinor: input.lines[index]?.unitPriceMinor,
    prices: goods.products[index]?.prices ?? [],
    taxGroup: rules.taxGroups.get(line.taxGroupCode),
  }));
}

const NO_DISCOUNT = { discountPpm: 0 };
const NO_OVERRIDE = { priceOverridePpm: 0 };

function requireWithinRole(
  { actor }: TenantContext,
  quote: Quote,
  statedBasis: StatedPriceBasis,
): void {
  if (actor.kind !== "user") return;
  const mayDiscount = actor.permissions.has("sale.discount");
  requireDiscountLimit(quote, mayDiscount ? actor.limits : NO_DISCOUNT);
  const mayOverride = actor.permissions.has("sale.price_override");
  requirePriceOverride(quote, statedBasis, mayOverride ? actor.limits : NO_OVERRIDE);
}

async function commitSale(
  tx: Tx,
  context: TenantContext,
  sale: RecordedSale,
  quoted: QuotedSale,
): Promise<void> {
  const { input, goods, terminal, customer } = sale;
  const { store } = goods;
  if ((input.tipMinor ?? 0) > 0 && !store.takesTips) throw new DomainError("tip_not_valid");
  const document = buildSaleDocument({
    saleId: sale.saleId,
    kind: "sale",
    receiptNumber: await nextReceiptNumber(tx, context.tenantId, terminal),
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    taxRounding: store.taxRounding,
    taxGroups: quoted.quote.taxGroups,
    isTaxExempt: customer?.isTaxExempt ?? false,
    cashIncrementMinor: store.cashIncrementMinor,
    cashRoundingMode: "HALF_UP",
    customerId: customer?.id ?? null,
    coupons: input.couponCodes ?? [],
    tipMinor: minor(input.tipMinor ?? 0),
    payments: input.payments.map((payment) => paymentRequest(context, store, payment)),
    ...quoted,
  });
  const event = sealNext(context, terminal, {
    type: "SALE",
    payload: document,
    createdAt: sale.occurredAt,
  });
  await commitEvents(tx, context, terminal, [...terminal.pending, event]);
  await recordAudit(tx, context, {
    action: "sale.record",
    subjectId: sale.saleId,
    details: { receiptNumber: document.receiptNumber, totalMinor: document.totalMinor },
  });
}

function paymentRequest(
  context: TenantContext,
  store: SaleStore,
  payment: RecordSaleInput["payments"][number],
): PaymentRequest {
  const { method, currency, amountMinor, tenderedMinor, reference = null } = payment;
  const paymentId = context.newId();
  if (currency === undefined || currency === store.currency) {
    const tendered = tenderedMinor === undefined ? {} : { tenderedMinor: minor(tenderedMinor) };
    return { paymentId, method, amountMinor: minor(amountMinor), ...tendered, reference };
  }
  const known = store.exchangeRates.find((each) => each.currency === currency);
  if (!known) throw new DomainError("currency_rate_missing", { currency });
  const foreign = { currency, rate: known.rate, tenderedMinor: tenderedMinor ?? amountMinor };
  return { paymentId, method, foreign, reference };
}

function occurredAtOf(context: TenantContext, input: RecordSaleInput): Instant {
  const now = context.now();
  if (input.occurredAt === undefined) return now;
  const occurredAt = parseIso(input.occurredAt) ?? now;
  // Before 1970 nobody sold by a program; the first years of the calendar are no business days.
  if (occurredAt > now + FUTURE_MS_MAX || occurredAt < 0) {
    throw new DomainError("validation_failed", { field: "occurredAt" });
  }
  return occurredAt;
}

function holderOf(context: TenantContext, storeId: string) {
  const { actor } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  return { storeId, holderId: actor.userId, holderName: "API" };
}

async function requireNewSale(tx: Tx, tenantId: string, saleId: string): Promise<void> {
  const known = await tx.execute(sql`
    select 1 from sales where tenant_id = ${tenantId}::uuid and id = ${saleId}::uuid`);
  if (known.length > 0) throw new DomainError("idempotency_conflict", { saleId });
}
