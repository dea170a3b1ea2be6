import { type Minor, minor, negateMinor, sumMinor } from "../../core/money/minor";
import { ONE_UNIT, type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import { computeReturn } from "../../core/sale/return-line";
import type { SaleLine } from "../../core/sale/sale-document";
import type { ReturnableSale } from "../../till/react/till-state";

export type ReturnableLine = ReturnableSale["lines"][number];

/** How much of each line comes back, by line; what is not named stays with the customer. */
export type ReturnDraft = ReadonlyMap<string, QuantityMilli>;

export const NOTHING_BACK: ReturnDraft = new Map();

/** Lines that were sold; what came back in the same ticket cannot come back again. */
export function soldLines(sale: ReturnableSale): readonly ReturnableLine[] {
  return sale.lines.filter(({ line }) => line.quantityMilli > 0);
}

/** All that is left of every line. */
export function allBack(sale: ReturnableSale): ReturnDraft {
  const left = soldLines(sale).filter(({ leftMilli }) => leftMilli > 0);
  return new Map(left.map(({ line, leftMilli }) => [line.lineId, leftMilli]));
}

export function chosenOf(draft: ReturnDraft, { line }: ReturnableLine): QuantityMilli {
  return draft.get(line.lineId) ?? quantityMilli(0);
}

/** One line at another quantity, within what is left of it. */
export function withLine(
  draft: ReturnDraft,
  entry: ReturnableLine,
  thousandths: number,
): ReturnDraft {
  const next = new Map(draft);
  const within = Math.min(Math.max(0, thousandths), entry.leftMilli);
  if (within === 0) {
    next.delete(entry.line.lineId);
  } else {
    next.set(entry.line.lineId, quantityMilli(within));
  }
  return next;
}

/** One piece more or less; a weighed line comes and goes as a whole. */
export function stepLine(draft: ReturnDraft, entry: ReturnableLine, by: 1 | -1): ReturnDraft {
  if (entry.line.unit === "kg") {
    return withLine(draft, entry, by > 0 ? entry.leftMilli : 0);
  }
  return withLine(draft, entry, chosenOf(draft, entry) + by * ONE_UNIT);
}

/** All of a line when it does not come back yet, none when it does. */
export function toggleLine(draft: ReturnDraft, entry: ReturnableLine): ReturnDraft {
  return withLine(draft, entry, chosenOf(draft, entry) > 0 ? 0 : entry.leftMilli);
}

/** What the customer gets for a quantity of a line, in minor units and with tax: its stored share. */
export function lineBackMinor(entry: ReturnableLine, chosen: QuantityMilli): Minor {
  if (chosen === 0) {
    return minor(0);
  }
  const { line, leftMilli } = entry;
  const back = computeReturn(
    {
      saleId: line.lineId,
      lineId: line.lineId,
      receiptNumber: "",
      soldQuantityMilli: line.quantityMilli,
      returnedBeforeMilli: line.quantityMilli - leftMilli,
      sold: soldFiguresOf(line),
    },
    chosen,
  );
  return negateMinor(back.grossMinor);
}

function soldFiguresOf(line: SaleLine) {
  const { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes } = line;
  return { subtotalMinor, discountMinor, netMinor, taxMinor, grossMinor, points, taxes };
}

/** What goes back for the whole draft, before cash is rounded. */
export function draftBackMinor(sale: ReturnableSale, draft: ReturnDraft): Minor {
  return sumMinor(soldLines(sale).map((entry) => lineBackMinor(entry, chosenOf(draft, entry))));
}
