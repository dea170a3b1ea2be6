import { type Minor, negateMinor } from "../../core/money/minor";
import type { CartLineView } from "../../till/react/till-state";
import type { Messages } from "../messages/messages";
import { formatPercent } from "../money/percent-text";

/** What happened to a line's price, or was said about it. */
export type LineFact = {
  kind: "promotion" | "discount" | "note";
  text: string;
  /** What it takes off, with its sign; null where it is words alone. */
  amountMinor: Minor | null;
};

/** Promotions by name, the discount by hand, the note: in the order in which they count. */
export function lineFacts(
  line: CartLineView,
  words: Messages["tillPay"],
  locale: string,
): LineFact[] {
  const facts: LineFact[] = line.promotions.map(({ name, amountMinor }) => ({
    kind: "promotion",
    text: name,
    amountMinor: negateMinor(amountMinor),
  }));
  const discount = line.lineDiscount;
  if (discount) {
    facts.push({
      kind: "discount",
      text:
        discount.kind === "percent"
          ? words.lineDiscountPercent(formatPercent(discount.percentPpm, locale))
          : words.lineDiscount,
      amountMinor: negateMinor(line.lineDiscountMinor),
    });
  }
  if (line.note) {
    facts.push({ kind: "note", text: line.note, amountMinor: null });
  }
  return facts;
}
