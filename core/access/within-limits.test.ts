import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PPM } from "../tax/rate";
import { isPayOutWithin, isPriceWithin } from "./within-limits";

const seed = 20_260_413;
const amount = fc.integer({ min: 0, max: 10 ** 12 });
const ratePpm = fc.integer({ min: 0, max: PPM });

describe("a price by hand", () => {
  test("[AC7] is never below the list's without a limit, and with a whole one as low as nothing", () => {
    fc.assert(
      fc.property(amount, amount, (listMinor, statedMinor) => {
        const price = { listMinor, statedMinor };
        expect(isPriceWithin(price, { priceOverridePpm: 0 })).toBe(statedMinor >= listMinor);
        expect(isPriceWithin(price, { priceOverridePpm: PPM })).toBe(true);
      }),
      { seed },
    );
  });

  test("[AC7] that is allowed stays so with a higher price and with a wider limit", () => {
    fc.assert(
      fc.property(amount, amount, ratePpm, amount, ratePpm, (...given) => {
        const [listMinor, statedMinor, priceOverridePpm, more, wider] = given;
        if (!isPriceWithin({ listMinor, statedMinor }, { priceOverridePpm })) return;
        const higher = { listMinor, statedMinor: statedMinor + more };
        expect(isPriceWithin(higher, { priceOverridePpm })).toBe(true);
        const limits = { priceOverridePpm: Math.min(PPM, priceOverridePpm + wider) };
        expect(isPriceWithin({ listMinor, statedMinor }, limits)).toBe(true);
      }),
      { seed },
    );
  });

  test.each([
    [10_000, 9_000, 100_000, true],
    [10_000, 8_999, 100_000, false],
    [999, 899, 100_000, true],
    [999, 898, 100_000, false],
  ])("of %d at %d under %d ppm: %s", (listMinor, statedMinor, priceOverridePpm, isAllowed) => {
    expect(isPriceWithin({ listMinor, statedMinor }, { priceOverridePpm })).toBe(isAllowed);
  });
});

test("[AC8] money is given out up to the limit and no further", () => {
  fc.assert(
    fc.property(amount, amount, (amountMinor, payOutMinor) => {
      expect(isPayOutWithin(amountMinor, { payOutMinor })).toBe(amountMinor <= payOutMinor);
      expect(isPayOutWithin(amountMinor, { payOutMinor: null })).toBe(true);
    }),
    { seed },
  );
});
