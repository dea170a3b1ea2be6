import { expect, test } from "vitest";
import { exchangeMoney } from "../../core/money/exchange";
import { minor } from "../../core/money/minor";
import { neededForeignMinor } from "./foreign-need";

test.each([
  { homeMinor: 184_500, rate: "129.35", from: "USD", to: "KES", neededMinor: 1_427 },
  { homeMinor: 12_935, rate: "129.35", from: "USD", to: "KES", neededMinor: 100 },
  { homeMinor: 1_000, rate: "0.0067", from: "JPY", to: "USD", neededMinor: 1_493 },
  { homeMinor: 1_500, rate: "13.2", from: "USD", to: "JPY", neededMinor: 11_364 },
  { homeMinor: 0, rate: "129.35", from: "USD", to: "KES", neededMinor: 0 },
])("$neededMinor of $from are needed for $homeMinor of $to at $rate", (row) => {
  const { homeMinor, neededMinor, ...exchange } = row;
  expect(neededForeignMinor(minor(homeMinor), exchange)).toBe(neededMinor);
  expect(exchangeMoney(minor(neededMinor), exchange)).toBeGreaterThanOrEqual(homeMinor);
});
