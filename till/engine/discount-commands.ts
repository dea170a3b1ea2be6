import { requireDiscountWithin } from "../../core/cart/discount";
import type { Quote } from "../../core/cart/quote-cart";
import type { Discount } from "../../core/cart/quote-input";
import { DomainError } from "../../core/errors";
import { MINOR_MAX, type Minor, minor, sumMinor } from "../../core/money/minor";
import { PPM, type RatePpm } from "../../core/tax/rate";
import type { TillCommands } from "../react/till-commands";
import type { ApprovalRequest, CartTouch } from "../react/till-state";
import type { CartRecord } from "../store/log-records";
import { requireAllowed } from "./approval";
import { changeCartLine, requirePrice, requireReason } from "./cart";
import { isCutAllowed, NO_DISCOUNT } from "./discount-limit";
import type { EngineCore } from "./engine-core";
import type { Authority, LimitedAct } from "./limited-act";
import { findLine, openCart, openQuote, quoteChanged, writeCart } from "./open-cart";
import { requirePayOutLimit } from "./pay-out-limit";
import { isPriceAllowed } from "./price-limit";
import { requireReturnLimit } from "./return-limit";

export function createDiscountCommands(
  core: EngineCore,
): Pick<TillCommands, "setLineDiscount" | "setOrderDiscount" | "overridePrice"> {
  return {
    setLineDiscount: (request) => setLineDiscount(core, request, null),
    setOrderDiscount: (request) => setOrderDiscount(core, request, null),
    overridePrice: (request) => overridePrice(core, request, null),
  };
}

type LimitedChange = {
  readonly changed: CartRecord;
  readonly touch: Omit<CartTouch, "serial"> | null;
  readonly act: ApprovalRequest["act"];
  readonly subject?: string | null;
  readonly percentPpm?: number | null;
  readonly amountMinor?: Minor | null;
  readonly reason: string | null;
  readonly authority: Authority | null;
  readonly run: LimitedAct["run"];
};

/**
 * Change the cart unless it gives more by hand, or more for goods that come back, than the
 * cashier, or who approves, may [TA3, TA4, TA10].
 */
export function changeWithinLimits(core: EngineCore, change: LimitedChange): void {
  const { touch } = change;
  const returns = requireReturnLimit(core, change);
  const payOuts = returns.length > 0 ? [] : requirePayOutLimit(core, change);
  const approved = [...change.changed.approvals, ...returns, ...payOuts];
  const changed = { ...change.changed, approvals: approved };
  const before = openQuote(core);
  const after = quoteChanged(core, changed);
  if (isCutAllowed(before, after, NO_DISCOUNT)) {
    writeCart(core, changed, touch);
    return;
  }
  const approval = requireAllowed(
    core,
    {
      permission: "sale.discount",
      act: change.act,
      subject: change.subject ?? null,
      amountMinor: change.amountMinor ?? null,
      percentPpm: change.percentPpm ?? null,
      reason: change.reason,
      isWithin: (limits) => isCutAllowed(before, after, limits),
      run: change.run,
    },
    change.authority,
  );
  const approvals = approval ? [...changed.approvals, approval] : changed.approvals;
  writeCart(core, { ...changed, approvals }, touch);
}

type AskedDiscount = { percentPpm: number } | { amountMinor: Minor } | null;

function discountOf(asked: AskedDiscount, reason: string | null): Discount | null {
  if (asked === null) return null;
  if ("percentPpm" in asked) {
    const { percentPpm } = asked;
    if (!Number.isInteger(percentPpm) || percentPpm <= 0) throw new DomainError("invalid_rate");
    if (percentPpm > PPM) throw new DomainError("discount_exceeds_amount");
    return { kind: "percent", percentPpm: percentPpm as RatePpm, reason };
  }
  const { amountMinor } = asked;
  if (!Number.isInteger(amountMinor) || amountMinor <= 0 || amountMinor > MINOR_MAX) {
    throw new DomainError("invalid_money");
  }
  return { kind: "amount", amountMinor, reason };
}

type Terms = { readonly percentPpm: number | null; readonly amountMinor: Minor | null };

/** A percentage together with what it comes to now, which is what an approver lets go. */
function termsOf(discount: Discount | null, cameToMinor: Minor): Terms {
  if (discount === null) return { percentPpm: null, amountMinor: null };
  return discount.kind === "percent"
    ? { percentPpm: discount.percentPpm, amountMinor: cameToMinor }
    : { percentPpm: null, amountMinor: discount.amountMinor };
}

function lineDiscountMinor(quote: Quote, lineId: string): Minor {
  const trace = quote.lines.find((line) => line.lineId === lineId)?.trace ?? [];
  const step = trace.find((known) => known.kind === "line_discount");
  return minor(step?.amountMinor ?? 0);
}

/** What the line or sale cost before this discount, of which it may not take more than all. */
function requireFits(discount: Discount | null, baseMinor: Minor): void {
  if (discount?.kind === "amount") requireDiscountWithin(baseMinor, discount.amountMinor);
  else if (discount && baseMinor === 0) throw new DomainError("discount_exceeds_amount");
}

function setLineDiscount(
  core: EngineCore,
  request: Parameters<TillCommands["setLineDiscount"]>[0],
  authority: Authority | null,
): void {
  const line = findLine(core, request.lineId);
  if (!line) return;
  const reason = request.reason?.trim() || authority?.reason || null;
  const discount = discountOf(request.discount, reason);
  if (discount && line.returned) throw new DomainError("discount_exceeds_amount");
  const plain = changeCartLine(openCart(core), line.lineId, { discount: null });
  const quoted = quoteChanged(core, plain).lines.find((known) => known.lineId === line.lineId);
  requireFits(discount, minor((quoted?.subtotalMinor ?? 0) - (quoted?.promotionMinor ?? 0)));
  const changed = changeCartLine(plain, line.lineId, { discount });
  const change = {
    changed,
    touch: { kind: "changed", lineId: line.lineId, name: line.name } as const,
    act: "line_discount" as const,
    subject: line.name,
    ...termsOf(discount, lineDiscountMinor(quoteChanged(core, changed), line.lineId)),
    reason,
    authority,
    run: (granted: Authority) => setLineDiscount(core, request, granted),
  };
  requireReasonOnceAllowed(core, change, discount);
  changeWithinLimits(core, change);
}

function setOrderDiscount(
  core: EngineCore,
  request: Parameters<TillCommands["setOrderDiscount"]>[0],
  authority: Authority | null,
): void {
  const reason = request.reason?.trim() || authority?.reason || null;
  const discount = discountOf(request.discount, reason);
  const cart = openCart(core);
  const plain = { ...cart, orderDiscount: null };
  requireFits(discount, soldMinor(quoteChanged(core, plain)));
  const changed = { ...cart, orderDiscount: discount };
  const change = {
    changed,
    touch: null,
    act: "order_discount" as const,
    ...termsOf(discount, quoteChanged(core, changed).orderDiscountMinor),
    reason,
    authority,
    run: (granted: Authority) => setOrderDiscount(core, request, granted),
  };
  requireReasonOnceAllowed(core, change, discount);
  changeWithinLimits(core, change);
}

/** What an order's discount is taken of: everything but the goods of receipts. */
function soldMinor(quote: Quote): Minor {
  return sumMinor(
    quote.lines.flatMap((line) =>
      line.trace.length === 0 ? [] : [minor(line.subtotalMinor - line.discountMinor)],
    ),
  );
}

/** Who approves gives the reason; who needs nobody must give one. */
function requireReasonOnceAllowed(
  core: EngineCore,
  change: LimitedChange,
  discount: Discount | null,
): void {
  if (discount === null || change.reason !== null) return;
  const before = openQuote(core);
  const after = quoteChanged(core, change.changed);
  requireAllowed(
    core,
    {
      permission: "sale.discount",
      act: change.act,
      subject: change.subject ?? null,
      amountMinor: change.amountMinor ?? null,
      percentPpm: change.percentPpm ?? null,
      reason: null,
      isWithin: (limits) => isCutAllowed(before, after, limits),
      run: change.run,
    },
    change.authority,
  );
  requireReason(change.reason);
}

function overridePrice(
  core: EngineCore,
  request: Parameters<TillCommands["overridePrice"]>[0],
  authority: Authority | null,
): void {
  const line = findLine(core, request.lineId);
  if (!line) return;
  const { unitPriceMinor } = request;
  if (line.returned) throw new DomainError("price_not_valid");
  const cart = openCart(core);
  const touch = { kind: "changed", lineId: line.lineId, name: line.name } as const;
  const run = (granted: Authority) => overridePrice(core, request, granted);
  const limited = { touch, act: "price_override", reason: request.reason, authority, run } as const;
  if (unitPriceMinor === null) {
    // What a quote promised off goes with its price, since promotions count again.
    const isPromised = line.stated?.why === "quote" && line.discount?.reason === line.stated.reason;
    const discount = isPromised ? null : line.discount;
    const changed = changeCartLine(cart, line.lineId, { stated: null, discount });
    if (line.stated !== null) changeWithinLimits(core, { ...limited, changed });
    return;
  }
  requirePrice(unitPriceMinor);
  const approval = requireAllowed(
    core,
    {
      permission: "sale.price_override",
      act: "price_override",
      subject: line.name,
      amountMinor: unitPriceMinor,
      reason: request.reason,
      isWithin: isPriceAllowed(line.knownPriceMinor, unitPriceMinor),
      run,
    },
    authority,
  );
  const reason = requireReason(request.reason?.trim() || authority?.reason);
  const stated = { why: "override", unitPriceMinor, pricesIncludeTax: null, reason } as const;
  const changed = changeCartLine(cart, line.lineId, { stated, embeddedMinor: null });
  const approvals = approval ? [...cart.approvals, approval] : cart.approvals;
  changeWithinLimits(core, { ...limited, changed: { ...changed, approvals } });
}
