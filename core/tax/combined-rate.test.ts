import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor, sumMinor } from "../money/minor";
import { computeCombinedTax } from "./combined-rate";
import { ratePpm } from "./rate";

function compute(nets: readonly number[], rates: readonly number[], level: "document" | "line") {
  return computeCombinedTax({
    taxableNetsMinor: nets.map((net) => minor(net)),
    componentRatesPpm: rates.map((rate) => ratePpm(rate)),
    level,
  });
}

describe("computeCombinedTax", () => {
  it.each([
    ["document", [1999], [40_000, 45_000, 3750], 177, [80, 90, 7]],
    ["line", [45, 45, 45], [60_000, 10_000], 9, [8, 1]],
    ["line", [15, 15], [50_000, 50_000], 4, [2, 2]],
    ["document", [15, 15], [50_000, 50_000], 3, [2, 1]],
    ["document", [-1999], [40_000, 45_000, 3750], -177, [-80, -90, -7]],
    ["document", [], [40_000], 0, [0]],
  ] as const)("[TX8] rounds on the %s for %j", (level, nets, rates, tax, components) => {
    expect(compute(nets, rates, level)).toEqual({ taxMinor: tax, componentsMinor: components });
  });

  it("[TX8] the jurisdictions' parts add up to the tax", () => {
    const nets = fc.array(fc.integer({ min: 0, max: 10 ** 6 }), { maxLength: 10 });
    const rates = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(nets, rates, fc.constantFrom("document", "line"), (amounts, ppms, level) => {
        const { taxMinor, componentsMinor } = compute(amounts, ppms, level);
        expect(sumMinor(componentsMinor)).toBe(taxMinor);
      }),
      { seed: 20_260_430 },
    );
  });
});
