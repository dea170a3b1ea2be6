"use client";

import { type Minor, negateMinor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import type { CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import type { Messages } from "../messages/messages";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { classNames } from "../ui/class-names";
import { useSellPanel } from "./sell-state";
import { releaseAfterPointer } from "./till-button";
import { useKeys } from "./use-keys";

const TOTAL_PX = 216;
const NARROW_PX = 164;
type SumRow = { label: string; amountMinor: Minor; tone?: string };

const SAVED = "text-positive font-figure";

/** Taken before this moment: parts of a split tender and the deposits of a layaway. */
export function paidBeforeMinor(cart: CartView): Minor {
  return sumMinor([
    ...cart.payments.map((payment) => payment.amountMinor),
    cart.heldFrom?.paidMinor ?? ZERO_MINOR,
  ]);
}

function savedRow(cart: CartView, { till, tillPay }: Messages): SumRow[] {
  const amountMinor = negateMinor(cart.discountMinor);
  if (amountMinor === 0) {
    return [];
  }
  return amountMinor < 0
    ? [{ label: tillPay.youSave, amountMinor, tone: SAVED }]
    : [{ label: till.discount, amountMinor }];
}

/** How the loud figure came about once money has moved. */
function movedRows(cart: CartView, messages: Messages): SumRow[] {
  const { till, tillPay } = messages;
  const paidMinor = paidBeforeMinor(cart);
  const rows: SumRow[] = [{ label: till.totalWord, amountMinor: cart.totalMinor }];
  if (cart.tipMinor !== 0) {
    rows.push({ label: tillPay.tip, amountMinor: cart.tipMinor });
  }
  if (paidMinor !== 0) {
    rows.push({ label: tillPay.paidSoFar, amountMinor: negateMinor(paidMinor) });
  }
  return [...savedRow(cart, messages), ...rows];
}

/** How the total came about. */
function priceRows(cart: CartView, messages: Messages): SumRow[] {
  const { till, tillPay } = messages;
  const saved = savedRow(cart, messages);
  const first: SumRow =
    saved.length > 0
      ? { label: tillPay.subtotal, amountMinor: cart.subtotalMinor }
      : { label: till.netBeforeTax, amountMinor: cart.netMinor };
  const rounding: SumRow[] =
    cart.cashRoundingMinor === 0
      ? []
      : [{ label: tillPay.rounding, amountMinor: cart.cashRoundingMinor }];
  const taxLabel = cart.pricesIncludeTax ? till.taxIncluded : till.taxAdded;
  return [first, ...saved, ...rounding, { label: taxLabel, amountMinor: cart.taxMinor }];
}

function rowsOf(cart: CartView, messages: Messages): SumRow[] {
  const hasMoved = paidBeforeMinor(cart) !== 0 || cart.tipMinor !== 0;
  return (hasMoved ? movedRows : priceRows)(cart, messages);
}

/** The one loud figure: the total, or what is left of it once a part is paid. */
export function loudAmount(cart: CartView, { till, tillPay }: Messages) {
  if (cart.isPayout) {
    return {
      label: tillPay.toGiveBack(cart.currency),
      amountMinor: negateMinor(cart.leftMinor),
      isTotal: false,
    };
  }
  const isPartPaid = paidBeforeMinor(cart) !== 0 || cart.tipMinor !== 0;
  return isPartPaid
    ? { label: tillPay.leftToPay(cart.currency), amountMinor: cart.leftMinor, isTotal: false }
    : { label: till.total(cart.currency), amountMinor: cart.totalMinor, isTotal: true };
}

function SumRows({ rows, currency }: { rows: readonly SumRow[]; currency: string }) {
  return (
    <dl
      className={classNames(
        "grid w-44 shrink-0 grid-cols-[minmax(0,1fr)_auto] gap-x-2 text-statement",
        rows.length > 3 ? "leading-5.5" : "leading-6.5",
      )}
    >
      {rows.map((row) => (
        <div key={row.label} className="contents">
          <dt className="truncate text-text-muted">{row.label}</dt>
          <dd className={row.tone ?? "text-text"}>
            <MoneyText
              amountMinor={row.amountMinor}
              currency={currency}
              className="block text-end"
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Sums stand on the base line of the total; a press shows all of them. */
export function CartTotals({ isNarrow = false }: { isNarrow?: boolean }) {
  const messages = useMessages();
  const { till, tillPay } = messages;
  const cart = useCart();
  const { openPanel } = useSellPanel();
  const isEmpty = cart.lines.length === 0;
  const loud = loudAmount(cart, messages);
  useKeys({ keys: { t: () => (isEmpty ? false : openPanel("sums")) } });
  return (
    <section
      aria-label={till.totals}
      className="relative flex h-27 shrink-0 items-end justify-between gap-4 px-4 pt-2 pb-3"
    >
      <SumRows rows={isEmpty ? [] : rowsOf(cart, messages)} currency={cart.currency} />
      <div className="flex flex-col items-end">
        <span className="text-statement text-text-muted">
          {isEmpty ? till.total(cart.currency) : loud.label}
        </span>
        <MoneyText
          amountMinor={isEmpty ? ZERO_MINOR : loud.amountMinor}
          currency={cart.currency}
          size="total"
          availablePx={isNarrow ? NARROW_PX : TOTAL_PX}
        />
      </div>
      {!isEmpty && (
        <button
          type="button"
          aria-label={tillPay.sumsOpen}
          aria-keyshortcuts="T"
          onClick={(event) => {
            releaseAfterPointer(event);
            openPanel("sums");
          }}
          className="absolute inset-0 focus-inset hover:bg-text/3"
        />
      )}
    </section>
  );
}
