"use client";

import type { RecentSale } from "../../till/react/till-state";
import { MoneyText } from "../money/money-text";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";

export type SaleRowProps = { sale: RecentSale; onPress?: () => void };

const ROW = "flex w-full items-center gap-6 text-start text-till-key";

function SaleFacts({ sale }: { sale: RecentSale }) {
  const figures = useFigures();
  return (
    <>
      <span className="font-regular text-text-muted tabular-nums">{figures.time(sale.soldAt)}</span>
      <span className="font-medium">{sale.receiptNumber}</span>
      <MoneyText
        amountMinor={sale.totalMinor}
        currency={sale.currency}
        className="ms-auto font-amount"
      />
    </>
  );
}

/** Time, number and amount of one sale; a key where it can be opened. */
export function SaleRow({ sale, onPress }: SaleRowProps) {
  return (
    <li className="border-border border-b">
      {onPress ? (
        <button
          type="button"
          onClick={(event) => {
            releaseAfterPointer(event);
            onPress();
          }}
          className={`${ROW} min-h-12 px-2 hover:bg-surface-hover active:bg-surface-sunken focus-inset`}
        >
          <SaleFacts sale={sale} />
        </button>
      ) : (
        <div className={`${ROW} min-h-10`}>
          <SaleFacts sale={sale} />
        </div>
      )}
    </li>
  );
}
