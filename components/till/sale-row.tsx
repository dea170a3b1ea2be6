"use client";

import type { RecentSale } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Badge } from "../ui/badge";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";

export type SaleRowProps = { sale: RecentSale; onPress?: () => void };

const ROW = "flex w-full items-center gap-4 text-start text-till-key";

/** What kind of record it is, where it is no plain sale. */
function SaleState({ sale }: { sale: RecentSale }) {
  const { tillCounter } = useMessages();
  if (sale.isVoided) {
    return (
      <Badge tone="danger" size="till">
        {tillCounter.saleVoided}
      </Badge>
    );
  }
  if (sale.kind === "sale") {
    return null;
  }
  return (
    <Badge tone={sale.kind === "training" ? "warning" : "neutral"} size="till">
      {tillCounter.saleKinds[sale.kind]}
    </Badge>
  );
}

function SaleFacts({ sale }: { sale: RecentSale }) {
  const figures = useFigures();
  return (
    <>
      <span className="font-regular text-text-muted tabular-nums">{figures.time(sale.soldAt)}</span>
      <span className="font-medium">{sale.receiptNumber}</span>
      <SaleState sale={sale} />
      <MoneyText
        amountMinor={sale.totalMinor}
        currency={sale.currency}
        className={`ms-auto font-amount ${sale.isVoided ? "text-text-muted line-through" : ""}`}
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
