import { expect, it } from "vitest";
import { minor } from "../money/minor";
import { ratePpm } from "../tax/rate";
import type { TaxRate } from "../tax/tax-group";
import { exemptPrice } from "./exempt-price";

const VAT: TaxRate = {
  code: "VAT",
  name: "VAT",
  ratePpm: ratePpm(160_000),
  kind: "percent",
  isCompound: false,
};
const DUTY: TaxRate = {
  ...VAT,
  code: "DUTY",
  ratePpm: ratePpm(0),
  kind: "fixed_per_unit",
  amountMinor: minor(50),
};

it.each([
  ["a percentage inside", 1_160, [VAT], true, 1_000],
  ["a price without tax", 1_160, [VAT], false, 1_160],
  ["a duty inside", 1_210, [VAT, DUTY], true, 1_000],
  ["a price below its duty", 20, [DUTY], true, 0],
  ["money that goes out", -1_160, [VAT], true, -1_000],
])("[CT8] takes the tax out of %s", (_name, unitPriceMinor, rates, pricesIncludeTax, expected) => {
  expect(exemptPrice({ unitPriceMinor: minor(unitPriceMinor), pricesIncludeTax, rates })).toBe(
    expected,
  );
});
