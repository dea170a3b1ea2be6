import type { TaxGroup, TaxRate } from "./tax-group";

/**
 * The group with the rates in force on a business date, in their order and without their periods
 * [TX16]: what a line of that day is taxed by and what its document keeps.
 *
 * @param businessDate YYYY-MM-DD.
 */
export function ratesOn(group: TaxGroup, businessDate: string): TaxGroup {
  if (!group.rates.some(hasPeriod)) return group;
  return {
    ...group,
    rates: group.rates.filter((rate) => isInForce(rate, businessDate)).map(withoutPeriod),
  };
}

function hasPeriod(rate: TaxRate): boolean {
  return rate.validFrom !== undefined || rate.validUntil !== undefined;
}

function isInForce({ validFrom, validUntil }: TaxRate, businessDate: string): boolean {
  return (!validFrom || validFrom <= businessDate) && (!validUntil || businessDate < validUntil);
}

function withoutPeriod({ validFrom, validUntil, ...rate }: TaxRate): TaxRate {
  return rate;
}
