"use client";

import { Scale } from "lucide-react";
import { memo } from "react";
import { ONE_UNIT } from "../../core/quantity/quantity";
import type { CartLineView } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { QuantityText } from "../money/quantity-text";
import { classNames } from "../ui/class-names";
import { splitName } from "./split-name";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";

export type CartLineRowProps = {
  line: CartLineView;
  currency: string;
  isCurrent: boolean;
  /** Grows when the same line is touched again: the row flashes. */
  flash: number;
  onChoose: (lineId: string) => void;
};

function SecondLine({ line, tail }: { line: CartLineView; tail: string }) {
  const { till } = useMessages();
  const figures = useFigures();
  const price = figures.money(line.unitPriceMinor);
  const isSingle = line.unit === "each" && line.quantityMilli === ONE_UNIT;
  return (
    <span className="icon-16 flex min-w-0 items-center gap-1.5 text-text-muted text-till-small">
      {tail !== "" && <span className="truncate text-text">{tail}</span>}
      {line.unit === "kg" && <Scale aria-hidden="true" />}
      {!(isSingle && tail !== "") && (
        <span className="shrink-0 tabular-nums">
          {line.unit === "kg" ? till.kilogramPrice(price) : till.eachPrice(price)}
        </span>
      )}
      {line.note && <span className="truncate font-medium text-accent-text">{line.note}</span>}
    </span>
  );
}

function LineAmount({ line, currency }: { line: CartLineView; currency: string }) {
  const isReduced = line.discountMinor !== 0;
  return (
    <span className="flex shrink-0 flex-col items-end">
      <MoneyText amountMinor={line.amountMinor} currency={currency} size="line" />
      {isReduced && (
        <s className="text-text-muted text-till-small">
          <MoneyText amountMinor={line.subtotalMinor} currency={currency} />
        </s>
      )}
    </span>
  );
}

/** Fifty-six high, without keys of its own: those stand in one bar under the list. */
export const CartLineRow = memo(function CartLineRow(props: CartLineRowProps) {
  const { line, currency, isCurrent, flash, onChoose } = props;
  const { till } = useMessages();
  const figures = useFigures();
  const quantity = figures.quantity(line.quantityMilli);
  const { head, tail } = splitName(line.name, figures.money(line.amountMinor));
  return (
    <li className="h-14 shrink-0 border-border border-b">
      <button
        key={flash}
        type="button"
        aria-current={isCurrent}
        aria-label={till.lineName(line.name, quantity, figures.money(line.amountMinor))}
        onClick={(event) => {
          releaseAfterPointer(event);
          onChoose(line.lineId);
        }}
        className={classNames(
          "relative flex h-full w-full select-none items-center gap-3 px-4 text-start focus-inset",
          isCurrent
            ? "bg-accent-soft before:absolute before:inset-y-0 before:start-0 before:w-1 before:bg-accent"
            : "hover:bg-surface-hover",
          flash > 0 && "animate-flash",
        )}
      >
        <span
          className={classNames(
            "flex h-10 w-14 shrink-0 items-center justify-center rounded-control tabular-nums",
            isCurrent ? "bg-surface-raised" : "bg-surface",
            quantity.length > 4 ? "font-amount text-till-key" : "text-till-amount",
          )}
        >
          <QuantityText quantityMilli={line.quantityMilli} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate text-till">{head}</span>
          <SecondLine line={line} tail={tail} />
        </span>
        <LineAmount line={line} currency={currency} />
      </button>
    </li>
  );
});
