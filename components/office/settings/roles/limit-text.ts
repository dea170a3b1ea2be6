import { minor } from "../../../../core/money/minor";
import { formatMoney } from "../../../money/format-money";
import { formatPercent } from "../../../money/percent-text";
import { readAmount } from "../../../money/read-amount";
import { type LimitKey, type MoneyFormat, type RoleDraft, readPercentPpm } from "./role-draft";

/** A limit in as few signs as a cell of the matrix has room for; as typed where it cannot be read. */
export function limitText(
  draft: RoleDraft,
  key: LimitKey,
  words: MoneyFormat & { readonly any: string },
): string {
  const { currency, locale, any } = words;
  const text = draft.limitTexts[key];
  if (key === "discountPpm" || key === "priceOverridePpm") {
    const ratePpm = readPercentPpm(text);
    return ratePpm === null ? text : formatPercent(ratePpm, locale);
  }
  if (text.trim() === "") return any;
  const read = readAmount(text, currency, locale);
  return read.ok
    ? formatMoney(minor(read.amountMinor), { currency, locale, cents: "if-any" })
    : text;
}
