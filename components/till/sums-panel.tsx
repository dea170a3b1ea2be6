"use client";

import { negateMinor, subtractMinor, ZERO_MINOR } from "../../core/money/minor";
import type { CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import type { Messages } from "../messages/messages";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import type { ArithmeticRow } from "../money/explain-words";
import { formatPercent } from "../money/percent-text";
import { ArithmeticRows } from "./arithmetic-rows";
import { loudAmount, paidBeforeMinor } from "./cart-totals";
import { PanelFrame } from "./panel-frame";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { type Figures, useFigures } from "./use-figures";

function reductionRows(cart: CartView, { tillPay }: Messages, locale: string): ArithmeticRow[] {
  const onItems = subtractMinor(
    subtractMinor(cart.discountMinor, cart.promotionMinor),
    cart.orderDiscountMinor,
  );
  const { orderDiscount } = cart;
  const percent =
    orderDiscount?.kind === "percent" ? formatPercent(orderDiscount.percentPpm, locale) : null;
  const couponNames = cart.coupons
    .filter((coupon) => coupon.amountMinor !== 0)
    .map((coupon) => `${coupon.name ?? ""} (${coupon.code})`);
  const rows: ArithmeticRow[] = [
    {
      label: tillPay.promotions,
      detail: couponNames.join(", ") || null,
      amountMinor: negateMinor(cart.promotionMinor),
      tone: "saved",
    },
    { label: tillPay.lineDiscounts, amountMinor: negateMinor(onItems), tone: "saved" },
    {
      label: tillPay.saleDiscount,
      detail: [percent, orderDiscount?.reason].filter(Boolean).join(" \u00b7 ") || null,
      amountMinor: negateMinor(cart.orderDiscountMinor),
      tone: "saved",
    },
  ];
  return rows.filter((row) => row.amountMinor !== 0);
}

function taxRows(
  cart: CartView,
  { till, tillPay }: Messages,
  locale: string,
  money: Figures["money"],
): ArithmeticRow[] {
  const taxes = cart.taxes.map(
    (tax): ArithmeticRow => ({
      key: `${tax.taxGroupCode}/${tax.code}/${tax.ratePpm}`,
      label: cart.pricesIncludeTax ? tillPay.taxIn(tax.name) : tillPay.taxOn(tax.name),
      detail:
        tax.ratePpm > 0
          ? tillPay.taxOf(formatPercent(tax.ratePpm, locale), money(tax.netMinor))
          : null,
      amountMinor: tax.taxMinor,
      tone: cart.pricesIncludeTax ? "inside" : "plain",
    }),
  );
  return [{ label: till.netBeforeTax, amountMinor: cart.netMinor, tone: "inside" }, ...taxes];
}

function moneyRows(cart: CartView, { till, tillPay }: Messages): ArithmeticRow[] {
  const rows: ArithmeticRow[] = [];
  if (cart.tipMinor !== 0) {
    rows.push({ label: tillPay.tip, amountMinor: cart.tipMinor });
  }
  const depositMinor = cart.heldFrom?.paidMinor ?? ZERO_MINOR;
  if (depositMinor !== 0) {
    rows.push({ label: tillPay.depositPaid, amountMinor: negateMinor(depositMinor) });
  }
  for (const payment of cart.payments) {
    rows.push({
      key: payment.paymentId,
      label: payment.foreign
        ? tillPay.foreignCash(payment.foreign.currency)
        : till.methods[payment.method],
      amountMinor: negateMinor(payment.amountMinor),
    });
  }
  return rows;
}

function useSumRows(cart: CartView): ArithmeticRow[] {
  const messages = useMessages();
  const { till, tillPay } = messages;
  const locale = useFormatLocale();
  const figures = useFigures();
  const reductions = reductionRows(cart, messages, locale);
  const moved = moneyRows(cart, messages);
  const loud = loudAmount(cart, messages);
  const subtotal = { label: tillPay.subtotal, amountMinor: cart.subtotalMinor };
  const rows: ArithmeticRow[] = [
    subtotal,
    ...reductions,
    ...taxRows(cart, messages, locale, figures.money),
    { label: till.totalWord, amountMinor: cart.totalMinor, tone: "sum" },
    ...moved,
  ];
  if (paidBeforeMinor(cart) !== 0 || cart.tipMinor !== 0) {
    rows.push({ key: "left", label: loud.label, amountMinor: loud.amountMinor, tone: "sum" });
  }
  if (cart.points !== 0) {
    rows.push({ label: tillPay.points, text: tillPay.pointsEarned(figures.count(cart.points)) });
  }
  return rows;
}

/** Every figure of the sale in the order in which it adds up. */
export function SumsPanel({ onClose }: { onClose: () => void }) {
  const { till, tillPay } = useMessages();
  const cart = useCart();
  const { openPanel } = useSellPanel();
  const rows = useSumRows(cart);
  return (
    <PanelFrame
      title={tillPay.sumsTitle}
      onClose={onClose}
      layer={{ keys: { t: onClose } }}
      footer={
        <div className="grid grid-cols-2 gap-2">
          <TillButton onPress={() => openPanel("discount", "sale")}>
            {tillPay.saleDiscount}
          </TillButton>
          <TillButton onPress={() => openPanel("discount", "coupon")}>
            {tillPay.scopeCoupon}
          </TillButton>
          <TillButton className="col-span-2" onPress={() => openPanel("note", "sale")}>
            {tillPay.saleNote}
          </TillButton>
        </div>
      }
    >
      <ArithmeticRows rows={rows} currency={cart.currency} />
      {cart.note && (
        <p className="pt-3 text-till-key">
          <span className="text-text-muted">{till.note}: </span>
          {cart.note}
        </p>
      )}
    </PanelFrame>
  );
}
