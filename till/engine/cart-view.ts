import type { Quote, QuotedLine } from "../../core/cart/quote-cart";
import { isCurrencyCode, quickTenders } from "../../core/money/currency";
import { type Minor, minor, subtractMinor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import { ONE_UNIT, type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import type { CartView, CouponView, QuickTender } from "../react/till-state";
import type { CartRecord } from "../store/log-records";
import { approvalView } from "./approval-view";
import { customerView } from "./customer-commands";
import type { EngineState } from "./engine-core";
import { lineView } from "./line-view";
import { cashIncrement, moneyLeft, payoutPlan } from "./payment-plan";
import type { TillPorts } from "./ports";
import { promisedCoupons } from "./promised-coupons";
import { customerOf, quoteOf } from "./quote-state";
import { sameValue } from "./same-value";

/** The cart as the screen shows it. What did not change keeps its identity. */
export function createCartViewer(
  ports: Pick<TillPorts, "clock">,
): (state: EngineState) => CartView {
  let last: { readonly cart: CartRecord; readonly quote: Quote; readonly figures: Figures } | null =
    null;
  return (state) => {
    const { cart } = state;
    const quote = quoteOf(state, cart);
    const isSame = last !== null && last.cart === cart && last.quote === quote;
    const figures = isSame && last ? last.figures : figuresOf(state, quote, last?.figures ?? null);
    last = { cart, quote, figures };
    return {
      ...figures,
      approval: approvalView(state, ports.clock.now()),
      lastTouch: state.touch,
      multiplierMilli: state.multiplierMilli === null ? null : quantityMilli(state.multiplierMilli),
      prompt: state.prompt,
      unknownScan: state.unknownScan,
      isPaying: state.nextCart !== null,
    };
  };
}

type Figures = Omit<
  CartView,
  "approval" | "lastTouch" | "multiplierMilli" | "prompt" | "unknownScan" | "isPaying"
>;

function figuresOf(state: EngineState, quote: Quote, last: Figures | null): Figures {
  const { cart, tables } = state;
  const { store } = tables;
  const currency = store?.currency ?? "";
  const increment = cashIncrement(store);
  const left = moneyLeft(cart, quote.totalMinor, increment);
  const customer = customerOf(state, cart.customerId);
  const groups = new Map(quote.taxGroups.map((group) => [group.code, group]));
  return {
    cartId: cart.cartId,
    currency,
    pricesIncludeTax: store?.pricesIncludeTax ?? true,
    lines: cart.lines.map((line, index) => {
      const quoted = quote.lines[index] as QuotedLine;
      return keepIdentity(lineView(line, quoted, groups), last?.lines[index]);
    }),
    itemCount: countItems(cart.lines),
    subtotalMinor: quote.subtotalMinor,
    discountMinor: quote.discountMinor,
    promotionMinor: quote.promotionMinor,
    orderDiscount: cart.orderDiscount,
    orderDiscountMinor: quote.orderDiscountMinor,
    netMinor: quote.netMinor,
    taxMinor: quote.taxMinor,
    taxes: keepIdentity(quote.taxes, last?.taxes),
    taxRounding: store?.taxRounding ?? "line",
    totalMinor: quote.totalMinor,
    tipMinor: cart.tipMinor,
    points: quote.points,
    customer: customer && keepIdentity(customerView(customer), last?.customer ?? undefined),
    coupons: cart.couponCodes.map((code) => couponView(code, quote, cart)),
    payments: keepIdentity(
      cart.payments.map(({ paymentId, method, amountMinor, foreign }) => ({
        paymentId,
        method,
        amountMinor,
        foreign,
      })),
      last?.payments,
    ),
    leftMinor: left.leftMinor,
    isPayout: left.leftMinor < 0 && quote.totalMinor < 0,
    payoutPlan: quote.totalMinor < 0 ? payoutPlan(cart, left, increment) : [],
    hasReturns: cart.lines.some((line) => line.quantityMilli < 0),
    heldFrom: cart.heldFrom,
    cashRoundingMinor: left.cashRoundingMinor,
    cashDueMinor: left.cashDueMinor,
    quickTenders: tendersOf(left.cashDueMinor, currency),
    note: cart.note,
    quantityByProduct: quantitiesOf(cart),
  };
}

function keepIdentity<View>(view: View, last: View | undefined): View {
  return last !== undefined && sameValue(view, last) ? last : view;
}

/** What a coupon's promotion took off, wherever it did. */
function couponView(code: string, quote: Quote, cart: CartRecord): CouponView {
  const steps = quote.lines.flatMap((line) =>
    line.trace.flatMap((step) =>
      step.kind === "promotion" && step.couponCode === code ? [step] : [],
    ),
  );
  return {
    code,
    status: promisedCoupons(cart).includes(code)
      ? "applied"
      : (quote.coupons.find((coupon) => coupon.code === code)?.status ?? "unknown"),
    name: steps[0]?.name ?? null,
    amountMinor: sumMinor(steps.map((step) => minor(step.amountMinor))),
  };
}

/** Whole pieces, whichever way they go, each weighed line counting as one. */
export function countItems(
  lines: readonly { readonly unit: string; readonly quantityMilli: number }[],
): number {
  return lines.reduce(
    (sum, line) => sum + (line.unit === "each" ? Math.abs(line.quantityMilli) / ONE_UNIT : 1),
    0,
  );
}

function tendersOf(dueMinor: Minor, currency: string): readonly QuickTender[] {
  const rounder = isCurrencyCode(currency) ? quickTenders(dueMinor, currency) : [];
  return [dueMinor, ...rounder].map((tenderedMinor) => ({
    tenderedMinor,
    changeMinor: subtractMinor(tenderedMinor, dueMinor),
  }));
}

function quantitiesOf(cart: CartRecord): ReadonlyMap<string, QuantityMilli> {
  const quantities = new Map<string, QuantityMilli>();
  for (const line of cart.lines) {
    if (line.productId === null || line.quantityMilli < 0) continue;
    const sum = (quantities.get(line.productId) ?? ZERO_MINOR) + line.quantityMilli;
    quantities.set(line.productId, quantityMilli(sum));
  }
  return quantities;
}
