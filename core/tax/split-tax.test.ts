import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { MINOR_MAX, minor, negateMinor } from "../money/minor";
import { ROUNDING_MODES, type RoundingMode } from "../money/mul-div";
import { lineAmount, quantityMilli } from "../quantity/quantity";
import { RATE_PPM_MAX, type RatePpm, ratePpm } from "./rate";
import { addExclusiveTax, splitInclusiveTax, splitInclusiveTaxByNet } from "./split-tax";

const SEED = 20_260_430;
const rate = fc.integer({ min: 0, max: RATE_PPM_MAX }).map(ratePpm);
const amount = fc
  .oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -(2 ** 47), max: 2 ** 47 }))
  .map(minor);

describe("addExclusiveTax", () => {
  it.each([
    [1999, 3000, 82_500, [5997, 495, 6492]],
    [12_550, 500, 160_000, [6275, 1004, 7279]],
    [1255, 3000, 50_000, [3765, 188, 3953]],
    [105, 1000, 70_000, [105, 7, 112]],
    [-12_550, 500, 160_000, [-6275, -1004, -7279]],
  ])("[TX1] taxes %s times %s thousandths at %s ppm", (price, milli, ppm, expected) => {
    const net = lineAmount(minor(price), quantityMilli(milli), "HALF_UP");
    const split = addExclusiveTax(net, ratePpm(ppm), "HALF_UP");
    expect([split.netMinor, split.taxMinor, split.grossMinor]).toEqual(expected);
  });
});

describe("splitInclusiveTax", () => {
  it.each([
    [10_000, 160_000, "HALF_UP", 1379],
    [299, 40_000, "HALF_UP", 12],
    [1001, 100_000, "HALF_UP", 91],
    [998, 100_000, "FLOOR", 90],
    [998, 100_000, "HALF_UP", 91],
    [25_000, 180_000, "HALF_UP", 3814],
    [200, 200_000, "HALF_UP", 33],
    [-10_000, 160_000, "HALF_UP", -1379],
    [0, 160_000, "HALF_UP", 0],
    [500, 0, "HALF_UP", 0],
  ] as [number, number, RoundingMode, number][])(
    "[TX2] splits %s at %s ppm by %s",
    (gross, ppm, rounding, tax) => {
      const split = splitInclusiveTax(minor(gross), ratePpm(ppm), rounding);
      expect(split).toStrictEqual({
        taxMinor: tax,
        netMinor: gross - tax,
        grossMinor: gross,
      });
    },
  );

  it("[TX2] net and tax add up, under every rate and mode", () => {
    fc.assert(
      fc.property(amount, rate, fc.constantFrom(...ROUNDING_MODES), (gross, ppm, rounding) => {
        for (const split of [
          splitInclusiveTax(gross, ppm, rounding),
          splitInclusiveTaxByNet(gross, ppm, rounding),
        ]) {
          expect(split.netMinor + split.taxMinor).toBe(gross);
          expect(Object.values(split).some((value) => Object.is(value, -0))).toBe(false);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[TX2] splitting what a tax was added to gives the net back within one unit", () => {
    fc.assert(
      fc.property(amount, rate, (net, ppm) => {
        const added = addExclusiveTax(net, ppm, "HALF_UP");
        const split = splitInclusiveTax(added.grossMinor, ppm, "HALF_UP");
        expect(Math.abs(split.netMinor - net)).toBeLessThanOrEqual(1);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[TX2] stays exact at the edge of the range", () => {
    const split = splitInclusiveTax(minor(MINOR_MAX), ratePpm(160_000), "HALF_UP");
    const exact = (BigInt(MINOR_MAX) * 160_000n * 2n + 1_160_000n) / (1_160_000n * 2n);
    expect(BigInt(split.taxMinor)).toBe(exact);
    expect(split.netMinor + split.taxMinor).toBe(MINOR_MAX);
  });

  it("[TX3] the split of the negative is the negative of the split", () => {
    const symmetric = fc.constantFrom<RoundingMode>("HALF_UP", "HALF_DOWN", "HALF_EVEN", "DOWN");
    fc.assert(
      fc.property(amount, rate, symmetric, (gross, ppm, rounding) => {
        for (const split of [splitInclusiveTax, splitInclusiveTaxByNet, addExclusiveTax]) {
          const there = split(gross, ppm, rounding);
          const back = split(negateMinor(gross), ppm, rounding);
          expect(back).toStrictEqual({
            netMinor: negateMinor(there.netMinor),
            taxMinor: negateMinor(there.taxMinor),
            grossMinor: negateMinor(there.grossMinor),
          });
        }
      }),
      { seed: SEED },
    );
  });

  it("[TX2] is a bug to split a fraction or by a fraction", () => {
    const bad = 0.5 as ReturnType<typeof minor> & RatePpm;
    expect(() => splitInclusiveTax(bad, ratePpm(1), "HALF_UP")).toThrow(AssertionError);
    expect(() => splitInclusiveTax(minor(1), bad, "HALF_UP")).toThrow(AssertionError);
  });
});

describe("splitInclusiveTaxByNet", () => {
  it.each([
    [299, 40_000, 288, 11],
    [10_000, 160_000, 8621, 1379],
    [-299, 40_000, -288, -11],
  ])("[TX4] rounds the net of %s at %s ppm", (gross, ppm, net, tax) => {
    const split = splitInclusiveTaxByNet(minor(gross), ratePpm(ppm), "HALF_UP");
    expect(split).toStrictEqual({ netMinor: net, taxMinor: tax, grossMinor: gross });
  });

  it("[TX4] differs from rounding the tax on exact halves only, and by one unit", () => {
    fc.assert(
      fc.property(amount, rate, (gross, ppm) => {
        const byTax = splitInclusiveTax(gross, ppm, "HALF_UP").taxMinor;
        const byNet = splitInclusiveTaxByNet(gross, ppm, "HALF_UP").taxMinor;
        const whole = BigInt(1_000_000 + ppm);
        const isHalf = (BigInt(gross) * BigInt(ppm) * 2n) % whole === 0n;
        const isExact = (BigInt(gross) * BigInt(ppm)) % whole === 0n;
        const gap = isHalf && !isExact ? 1 : 0;
        expect(Math.abs(byTax - byNet)).toBe(gap);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
