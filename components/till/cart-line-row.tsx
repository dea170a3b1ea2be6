"use client";

import { Scale, Undo2 } from "lucide-react";
import { memo } from "react";
import { ONE_UNIT } from "../../core/quantity/quantity";
import type { CartLineView } from "../../till/react/till-state";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { QuantityText } from "../money/quantity-text";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { type LineFact, lineFacts } from "./line-facts";
import { splitName } from "./split-name";
import { useFigures } from "./use-figures";
import { useHold } from "./use-hold";

export type CartLineRowProps = {
  line: CartLineView;
  currency: string;
  isCurrent: boolean;
  /** Grows when the same line is touched again: the row flashes. */
  flash: number;
  onChoose: (lineId: string) => void;
  /** How the price came about: a press on the current line, or holding any. */
  onExplain: (lineId: string) => void;
};

function Fact({ fact, currency }: { fact: LineFact; currency: string }) {
  return (
    <span
      className={classNames(
        "flex min-w-0 items-center gap-1.5 font-medium",
        fact.kind === "note" ? "text-accent-text" : "text-positive",
      )}
    >
      <span className="truncate">{fact.text}</span>
      {fact.amountMinor !== null && (
        <MoneyText amountMinor={fact.amountMinor} currency={currency} className="shrink-0" />
      )}
    </span>
  );
}

/** The price of one; a changed one stands beside the list's, struck through. */
function UnitPrice({ line, isShort }: { line: CartLineView; isShort: boolean }) {
  const { till, tillPay } = useMessages();
  const figures = useFigures();
  const price = figures.money(line.unitPriceMinor);
  const { listPriceMinor } = line;
  const wasListed = line.isPriceChanged && listPriceMinor !== null;
  const each = line.unit === "kg" ? till.kilogramPrice(price) : till.eachPrice(price);
  return (
    <span className="flex shrink-0 items-center gap-1.5 tabular-nums">
      {wasListed && (
        <s>
          <span className="sr-only">{tillPay.listPriceWas(figures.money(listPriceMinor))}</span>
          <span aria-hidden="true">{figures.money(listPriceMinor)}</span>
        </s>
      )}
      {isShort && !wasListed ? null : (
        <span className={wasListed ? "font-figure text-text" : ""}>{each}</span>
      )}
    </span>
  );
}

type SecondLineProps = {
  line: CartLineView;
  currency: string;
  tail: string;
  fact: LineFact | undefined;
};

function SecondLine({ line, currency, tail, fact }: SecondLineProps) {
  const { tillPay } = useMessages();
  const isSingle = line.unit === "each" && line.quantityMilli === ONE_UNIT;
  return (
    <span className="icon-16 flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5 text-text-muted text-till-small">
      {line.isReturn && (
        <Badge tone="danger" size="till" icon={<Undo2 aria-hidden="true" />}>
          {tillPay.returnBadge}
        </Badge>
      )}
      {tail !== "" && <span className="truncate text-text">{tail}</span>}
      {line.unit === "kg" && !line.isReturn && <Scale aria-hidden="true" />}
      {line.returned ? (
        <span className="truncate font-medium text-text">
          {tillPay.returnOf(line.returned.receiptNumber)}
        </span>
      ) : (
        <UnitPrice line={line} isShort={isSingle && tail !== ""} />
      )}
      {fact && <Fact fact={fact} currency={currency} />}
    </span>
  );
}

type LineAmountProps = { line: CartLineView; currency: string; className: string };

function LineAmount({ line, currency, className }: LineAmountProps) {
  const isReduced = line.discountMinor !== 0 && !line.returned;
  return (
    <span className={classNames("flex shrink-0 flex-col items-end", className)}>
      <MoneyText amountMinor={line.amountMinor} currency={currency} size="line" />
      {isReduced && (
        <s className="text-text-muted text-till-small">
          <MoneyText amountMinor={line.subtotalMinor} currency={currency} />
        </s>
      )}
    </span>
  );
}

function quantityTone(line: CartLineView, isCurrent: boolean): string {
  if (line.isReturn) {
    return "tone-danger";
  }
  return isCurrent ? "bg-surface-raised" : "bg-surface";
}

function useLineName(line: CartLineView): string {
  const { till, tillPay } = useMessages();
  const figures = useFigures();
  const name = line.isReturn ? tillPay.returnSpoken(line.name) : line.name;
  return till.lineName(name, figures.quantity(line.quantityMilli), figures.money(line.amountMinor));
}

/**
 * Fifty-six high, without keys of its own: those stand in one bar under the list. A second fact
 * about the line takes a line of its own below.
 */
export const CartLineRow = memo(function CartLineRow(props: CartLineRowProps) {
  const { line, currency, isCurrent, flash, onChoose, onExplain } = props;
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  const figures = useFigures();
  const quantity = figures.quantity(line.quantityMilli);
  const { head, tail } = splitName(line.name, figures.money(line.amountMinor));
  const [fact, ...facts] = lineFacts(line, tillPay, locale);
  const place = facts.length > 0 ? "self-start" : "self-center";
  const hold = useHold({
    onHold: () => onExplain(line.lineId),
    onPress: () => (isCurrent ? onExplain(line.lineId) : onChoose(line.lineId)),
  });
  return (
    <li className="min-h-14 shrink-0 border-border border-b">
      <button
        key={flash}
        type="button"
        aria-current={isCurrent}
        aria-label={useLineName(line)}
        {...(isCurrent && { "aria-description": tillPay.holdHint })}
        {...hold}
        className={classNames(
          "relative flex min-h-13.75 w-full touch-manipulation select-none items-center gap-3 px-4 py-1.5 text-start focus-inset",
          isCurrent
            ? "bg-accent-soft before:absolute before:inset-y-0 before:start-0 before:w-1 before:bg-accent"
            : "hover:bg-surface-hover",
          flash > 0 && "animate-flash",
        )}
      >
        <span
          className={classNames(
            "flex h-10 w-14 shrink-0 items-center justify-center rounded-control tabular-nums",
            place,
            quantityTone(line, isCurrent),
            quantity.length > 4 ? "font-amount text-till-key" : "text-till-amount",
          )}
        >
          <QuantityText quantityMilli={line.quantityMilli} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate text-till max-md:line-clamp-2 max-md:text-balance max-md:whitespace-normal">
            {head}
          </span>
          <SecondLine line={line} currency={currency} tail={tail} fact={fact} />
          {facts.map((more) => (
            <span key={more.text} className="flex min-w-0 pt-0.5 text-till-small">
              <Fact fact={more} currency={currency} />
            </span>
          ))}
        </span>
        <LineAmount line={line} currency={currency} className={place} />
      </button>
    </li>
  );
});
