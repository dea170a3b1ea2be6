import { addMinor, type Minor, sumMinor, ZERO_MINOR } from "../money/minor";
import { type RatePpm, ratePpm } from "./rate";
import { splitInclusiveTax, type TaxSplit } from "./split-tax";

/** Tax bands of the Kenya Revenue Authority. */
export const ETIMS_BANDS = ["A", "B", "C", "D", "E"] as const;

export type EtimsBand = (typeof ETIMS_BANDS)[number];

/** A exempt, B standard, C zero-rated, D outside VAT, E reduced. */
export const ETIMS_BAND_RATES: Readonly<Record<EtimsBand, RatePpm>> = {
  A: ratePpm(0),
  B: ratePpm(160_000),
  C: ratePpm(0),
  D: ratePpm(0),
  E: ratePpm(80_000),
};

export type EtimsTotals = {
  readonly bands: Readonly<Record<EtimsBand, TaxSplit>>;
  readonly totalMinor: Minor;
  readonly taxMinor: Minor;
};

/**
 * Sum tax-inclusive lines by band; the tax is split out of every line, half away from zero, and a
 * band's tax is the sum of its lines' [TX13]. Minor units; every band is present.
 */
export function computeEtimsTotals(
  lines: readonly { readonly band: EtimsBand; readonly grossMinor: Minor }[],
): EtimsTotals {
  const none: TaxSplit = { netMinor: ZERO_MINOR, taxMinor: ZERO_MINOR, grossMinor: ZERO_MINOR };
  const bands: Record<EtimsBand, TaxSplit> = { A: none, B: none, C: none, D: none, E: none };
  for (const { band, grossMinor } of lines) {
    const split = splitInclusiveTax(grossMinor, ETIMS_BAND_RATES[band], "HALF_UP");
    bands[band] = {
      netMinor: addMinor(bands[band].netMinor, split.netMinor),
      taxMinor: addMinor(bands[band].taxMinor, split.taxMinor),
      grossMinor: addMinor(bands[band].grossMinor, split.grossMinor),
    };
  }
  return {
    bands,
    totalMinor: sumMinor(ETIMS_BANDS.map((band) => bands[band].grossMinor)),
    taxMinor: sumMinor(ETIMS_BANDS.map((band) => bands[band].taxMinor)),
  };
}
