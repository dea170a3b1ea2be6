import { addMinor, type Minor } from "../money/minor";
import type { RatePpm } from "../tax/rate";
import type { TaxPart } from "../tax/stacked-tax";

/** One tax over the cart; `netMinor` is what it was taken on, gross = net + tax. */
export type TaxTotal = {
  readonly taxGroupCode: string;
  readonly code: string;
  readonly name: string;
  readonly ratePpm: RatePpm;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
};

type RankedTotal = { readonly total: TaxTotal; readonly rank: number };

/**
 * Tax totals by group, tax and rate, ordered by group code, then as within the group [CT6]. Lines
 * may carry one group at two rates, as when goods come back after a change of the law.
 */
export function sumTaxes(
  lines: readonly { readonly taxGroupCode: string; readonly taxes: readonly TaxPart[] }[],
): TaxTotal[] {
  const totals = new Map<string, RankedTotal>();
  for (const { taxGroupCode, taxes } of lines) {
    taxes.forEach((tax, rank) => {
      const key = `${taxGroupCode}\n${tax.code}\n${tax.ratePpm}`;
      const known = totals.get(key);
      const netMinor = known ? addMinor(known.total.netMinor, tax.netMinor) : tax.netMinor;
      const taxMinor = known ? addMinor(known.total.taxMinor, tax.taxMinor) : tax.taxMinor;
      const { code, name, ratePpm } = tax;
      const grossMinor = addMinor(netMinor, taxMinor);
      totals.set(key, {
        total: { taxGroupCode, code, name, ratePpm, netMinor, taxMinor, grossMinor },
        rank: known?.rank ?? rank,
      });
    });
  }
  return [...totals.values()].sort(byGroupThenRank).map((ranked) => ranked.total);
}

function byGroupThenRank(left: RankedTotal, right: RankedTotal): number {
  return (
    compareText(left.total.taxGroupCode, right.total.taxGroupCode) ||
    left.rank - right.rank ||
    compareText(left.total.code, right.total.code) ||
    left.total.ratePpm - right.total.ratePpm
  );
}

// Not localeCompare: every machine must sort alike.
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
