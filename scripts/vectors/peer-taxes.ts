import { z } from "zod";
import { parsePercent, type RatePpm, ratePpm } from "../../core/tax/rate";
import { type TaxRate, taxGroupSchema } from "../../core/tax/tax-group";
import { type MoneyUnit, parseUnits } from "./unit-money";

export const peerTaxField = z.strictObject({
  kind: z.enum(["percent", "fixed", "division"]),
  amount: z.string(),
  price_includes_tax: z.boolean(),
  adds_to_next_base: z.boolean(),
  is_base_affected: z.boolean().default(true),
});

export type PeerTax = z.output<typeof peerTaxField>;

/** Taxes as other programs state them, in the same order; null when they make no tax group here. */
export function readPeerTaxes(taxes: readonly PeerTax[], unit: MoneyUnit): TaxRate[] | null {
  const rates = taxes.map((tax, index) => {
    const isCompound =
      tax.is_base_affected && taxes.slice(0, index).some((earlier) => earlier.adds_to_next_base);
    return readPeerTax(tax, { unit, index, isCompound });
  });
  const readable = rates.filter((rate) => rate !== null);
  const group = taxGroupSchema.safeParse({ code: "case", name: "case", rates: readable });
  return readable.length === taxes.length && group.success ? readable : null;
}

function readPeerTax(
  tax: PeerTax,
  place: { readonly unit: MoneyUnit; readonly index: number; readonly isCompound: boolean },
): TaxRate | null {
  const { unit, index, isCompound } = place;
  const common = {
    code: String(index),
    name: tax.kind === "fixed" ? tax.amount : `${tax.amount}%`,
    isCompound,
    isIncluded: tax.price_includes_tax,
    isInLaterBases: tax.adds_to_next_base,
  };
  if (tax.kind === "fixed") {
    const amountMinor = parseUnits(tax.amount, unit);
    if (amountMinor === null) return null;
    return { ...common, kind: "fixed_per_unit", ratePpm: ratePpm(0), amountMinor };
  }
  const rate = parsePercent(tax.amount);
  if (rate === null || (tax.kind === "division" && isCompound)) return null;
  return { ...common, kind: tax.kind, ratePpm: rate };
}

/** One percentage that is inside the price or on top of it as it says. */
export function onePercent(rate: RatePpm, isIncluded: boolean): TaxRate {
  const code = String(rate);
  return { code, name: code, ratePpm: rate, kind: "percent", isCompound: false, isIncluded };
}
