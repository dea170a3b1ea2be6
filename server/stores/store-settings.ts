import { z } from "zod";
import { measureLayoutSchema } from "../../core/barcode/measure-layout";
import { exchangeMoney } from "../../core/money/exchange";
import { minor } from "../../core/money/minor";
import { PPM } from "../../core/tax/rate";
import { TAX_ROUNDINGS } from "../../core/tax/tax-lines";

const exchangeRate = z
  .strictObject({
    currency: z.string().length(3),
    /** Home units for one foreign unit, an exact decimal. */
    rate: z.string().max(20),
  })
  .refine(isExchangeable, { error: "is no currency with a rate" });

/** How a store sells; what is left out is as every store starts. */
export const storeSettings = z.strictObject({
  taxRounding: z.enum(TAX_ROUNDINGS).optional(),
  exchangeRates: z.array(exchangeRate).max(40).optional(),
  measureLayouts: z.array(measureLayoutSchema).max(100).optional(),
  takesTips: z.boolean().optional(),
  /** Loyalty points for each minor unit paid, in parts per million. */
  pointsPpm: z.number().int().min(0).max(PPM).optional(),
  quoteDays: z.number().int().min(1).max(3_650).optional(),
  layawayDays: z.number().int().min(1).max(3_650).optional(),
  /** Smallest first deposit of a layaway, in parts per million of its total. */
  depositPpm: z.number().int().min(0).max(PPM).optional(),
});
export type StoreSettings = z.infer<typeof storeSettings>;

/** The settings among what a store is given; those left out keep the column's default. */
export function settingsOf(store: StoreSettings): StoreSettings {
  const names = Object.keys(storeSettings.shape) as (keyof StoreSettings)[];
  return Object.fromEntries(names.map((name) => [name, store[name]]));
}

function isExchangeable({ currency, rate }: { currency: string; rate: string }): boolean {
  try {
    exchangeMoney(minor(1), { rate, from: currency, to: currency });
    return true;
  } catch {
    return false;
  }
}
