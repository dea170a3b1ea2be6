import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor, sumMinor } from "../money/minor";
import { computeTaxByLine, computeTaxOnDocument, spreadDocumentTax } from "./document-tax";
import { ratePpm } from "./rate";

function rated(amounts: readonly number[], ppm: number, pricesIncludeTax: boolean) {
  const amountsMinor = amounts.map((amount) => minor(amount));
  return { amountsMinor, ratePpm: ratePpm(ppm), pricesIncludeTax, rounding: "HALF_UP" } as const;
}

describe("tax by line and on the document", () => {
  it.each([
    [[105, 105, 105], 70_000, false, [7, 7, 7], 22],
    [[8, 8, 8], 190_000, false, [2, 2, 2], 5],
    [[199, 249, 349], 200_000, true, [33, 42, 58], 133],
    [[-8, -8, -8], 190_000, false, [-2, -2, -2], -5],
    [[], 190_000, false, [], 0],
  ])("[TX5] taxes %j at %s ppm", (amounts, ppm, isInclusive, byLine, onDocument) => {
    expect(computeTaxByLine(rated(amounts, ppm, isInclusive))).toEqual(byLine);
    expect(computeTaxOnDocument(rated(amounts, ppm, isInclusive))).toBe(onDocument);
  });

  it("[TX6] spreads the document's tax so that the lines add up, ties to the first", () => {
    expect(spreadDocumentTax(minor(22), [minor(105), minor(105), minor(105)])).toEqual([8, 7, 7]);
    expect(spreadDocumentTax(minor(-5), [minor(-8), minor(-8), minor(-8)])).toEqual([-2, -2, -1]);
  });

  it("[TX6] the lines' parts add up to the tax on the document", () => {
    const nets = fc.array(fc.integer({ min: 1, max: 10 ** 7 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(nets, fc.integer({ min: 0, max: 500_000 }), (amounts, ppm) => {
        const input = rated(amounts, ppm, false);
        const tax = computeTaxOnDocument(input);
        expect(sumMinor(spreadDocumentTax(tax, input.amountsMinor))).toBe(tax);
      }),
      { seed: 20_260_430 },
    );
  });
});
