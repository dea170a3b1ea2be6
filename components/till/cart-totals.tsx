"use client";

import { type Minor, negateMinor, ZERO_MINOR } from "../../core/money/minor";
import type { CartView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";

const TOTAL_PX = 216;
const NARROW_PX = 164;

type SumRow = { label: string; amountMinor: Minor; tone?: string };

function rowsOf(cart: CartView, till: ReturnType<typeof useMessages>["till"]): SumRow[] {
  const rows: SumRow[] = [];
  if (cart.discountMinor !== 0) {
    const amountMinor = negateMinor(cart.discountMinor);
    rows.push({ label: till.discount, amountMinor, tone: "text-positive font-figure" });
  }
  if (cart.cashRoundingMinor !== 0) {
    rows.push({ label: till.cashRounding, amountMinor: cart.cashRoundingMinor });
  }
  rows.push({ label: till.netBeforeTax, amountMinor: cart.netMinor });
  rows.push({
    label: cart.pricesIncludeTax ? till.taxIncluded : till.taxAdded,
    amountMinor: cart.taxMinor,
  });
  return rows;
}

/** Sums stand on the base line of the total; a discount joins above them and moves nothing. */
export function CartTotals({ isNarrow = false }: { isNarrow?: boolean }) {
  const { till } = useMessages();
  const cart = useCart();
  const rows = cart.lines.length === 0 ? [] : rowsOf(cart, till);
  return (
    <section
      aria-label={till.totals}
      className="flex h-27 shrink-0 items-end justify-between gap-4 px-4 pt-2 pb-3"
    >
      <dl className="grid w-44 shrink-0 grid-cols-[minmax(0,1fr)_auto] gap-x-2 text-statement leading-6.5">
        {rows.map((row) => (
          <div key={row.label} className="contents">
            <dt className="truncate text-text-muted">{row.label}</dt>
            <dd className={row.tone ?? "text-text"}>
              <MoneyText
                amountMinor={row.amountMinor}
                currency={cart.currency}
                className="block text-end"
              />
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-col items-end">
        <span className="text-statement text-text-muted">{till.total(cart.currency)}</span>
        <MoneyText
          amountMinor={cart.lines.length === 0 ? ZERO_MINOR : cart.totalMinor}
          currency={cart.currency}
          size="total"
          availablePx={isNarrow ? NARROW_PX : TOTAL_PX}
        />
      </div>
    </section>
  );
}
