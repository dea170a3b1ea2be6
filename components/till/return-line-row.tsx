"use client";

import { Minus, Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import type { QuantityMilli } from "../../core/quantity/quantity";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { lineBackMinor, type ReturnableLine } from "./return-draft";
import { releaseAfterPointer } from "./till-button";
import { useFigures } from "./use-figures";

export type ReturnLineRowProps = {
  entry: ReturnableLine;
  currency: string;
  chosenMilli: QuantityMilli;
  isCurrent: boolean;
  onToggle: () => void;
  onMore: () => void;
  onLess: () => void;
};

const END =
  "icon-20 flex w-12 shrink-0 items-center justify-center transition-colors hover:bg-surface-hover active:bg-surface-sunken disabled:opacity-45 focus-inset";

function Stepper(props: ReturnLineRowProps) {
  const { entry, chosenMilli, onMore, onLess } = props;
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { name } = entry.line;
  const act = (run: () => void) => (event: React.MouseEvent<HTMLElement>) => {
    releaseAfterPointer(event);
    run();
  };
  return (
    <div className="flex h-12 w-34 shrink-0 items-stretch rounded-till border border-border-strong bg-surface-raised">
      <button
        type="button"
        tabIndex={-1}
        aria-label={tillCounter.returnLess(name)}
        disabled={chosenMilli === 0}
        onClick={act(onLess)}
        className={classNames(END, "rounded-s-till")}
      >
        <Minus aria-hidden="true" />
      </button>
      <output
        aria-live="off"
        className={classNames(
          "flex min-w-0 flex-1 items-center justify-center text-till-amount tabular-nums",
          chosenMilli === 0 && "text-text-muted",
        )}
      >
        {figures.quantity(chosenMilli)}
      </output>
      <button
        type="button"
        tabIndex={-1}
        aria-label={tillCounter.returnMore(name)}
        disabled={chosenMilli >= entry.leftMilli}
        onClick={act(onMore)}
        className={classNames(END, "rounded-e-till")}
      >
        <Plus aria-hidden="true" />
      </button>
    </div>
  );
}

/** One line of a receipt: how much comes back on the left, what it gives back on the right. */
export function ReturnLineRow(props: ReturnLineRowProps) {
  const { entry, currency, chosenMilli, isCurrent, onToggle } = props;
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) {
      row.current?.scrollIntoView({ block: "nearest" });
    }
  }, [isCurrent]);
  const { line, leftMilli } = entry;
  const isGone = leftMilli === 0;
  const left = figures.quantity(leftMilli);
  const sold = figures.quantity(line.quantityMilli as QuantityMilli);
  return (
    <li
      ref={row}
      aria-current={isCurrent}
      className={classNames(
        "relative flex min-h-18 items-center gap-3 border-border border-b px-6 py-2 last:border-b-0 max-md:px-4",
        isCurrent &&
          "bg-accent-soft before:absolute before:inset-y-0 before:start-0 before:w-1 before:bg-accent",
      )}
    >
      {!isGone && <Stepper {...props} />}
      <button
        type="button"
        disabled={isGone}
        aria-pressed={chosenMilli > 0}
        aria-label={tillCounter.returnToggle(line.name, figures.quantity(chosenMilli), left)}
        onClick={(event) => {
          releaseAfterPointer(event);
          onToggle();
        }}
        className="flex min-h-12 min-w-0 flex-1 select-none items-center gap-3 rounded-control text-start"
      >
        <span className="flex min-w-0 flex-1 flex-col">
          <span
            className={classNames(
              "line-clamp-2 text-balance text-tile",
              isGone && "text-text-muted",
            )}
          >
            {line.name}
          </span>
          <span className="text-text-muted text-till-small tabular-nums">
            {isGone ? tillCounter.returnWasSold(sold) : tillCounter.returnLeft(left, sold)}
          </span>
        </span>
        {isGone ? (
          <Badge size="till">
            {entry.returnedMilli > 0 ? tillCounter.returnGone : tillCounter.returnInSale}
          </Badge>
        ) : (
          <MoneyText
            amountMinor={lineBackMinor(entry, chosenMilli)}
            currency={currency}
            size="line"
            className={chosenMilli === 0 ? "text-text-muted" : "text-text"}
          />
        )}
      </button>
    </li>
  );
}
