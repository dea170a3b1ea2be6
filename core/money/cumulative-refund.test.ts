import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { type QuantityMilli, quantityMilli } from "../quantity/quantity";
import { computeCumulativeRefund, type RefundAmounts } from "./cumulative-refund";
import { addMinor, type Minor, minor } from "./minor";

const SEED = 20_260_430;

describe("computeCumulativeRefund", () => {
  it("[RF1] gives back what should have gone back by now less what has", () => {
    const thirds = refundInParts({ soldMilli: 3000, gross: 1000, tax: 160 }, [1000, 1000, 1000]);
    expect(thirds.map((part) => [part.grossMinor, part.taxMinor])).toEqual([
      [333, 53],
      [334, 54],
      [333, 53],
    ]);
    const weighed = refundInParts({ soldMilli: 1250, gross: 56_250, tax: 7759 }, [500, 750]);
    expect(weighed.map((part) => [part.grossMinor, part.taxMinor])).toEqual([
      [22_500, 3104],
      [33_750, 4655],
    ]);
  });

  it("[RF2] returning a line in any parts closes to the sold amounts exactly", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 });
    const money = fc.integer({ min: 0, max: 10 ** 9 });
    fc.assert(
      fc.property(parts, money, money, (quantities, gross, tax) => {
        const soldMilli = quantities.reduce((sum, quantity) => sum + quantity, 0);
        const refunds = refundInParts({ soldMilli, gross, tax }, quantities);
        expect(refunds.reduce((sum, part) => sum + part.grossMinor, 0)).toBe(gross);
        expect(refunds.reduce((sum, part) => sum + part.taxMinor, 0)).toBe(tax);
        for (const part of refunds) {
          expect(part.netMinor + part.taxMinor).toBe(part.grossMinor);
          expect(part.grossMinor).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it("[RF3] refuses more than is left and nothing at all", () => {
    const line = { soldMilli: 2000, gross: 1000, tax: 100 };
    expect(() => refundInParts(line, [1500, 501])).toThrow(
      new DomainError("invalid_quantity", { leftMilli: 500, requestedMilli: 501 }),
    );
    expect(() => refundInParts(line, [0])).toThrow(new DomainError("quantity_not_positive"));
    expect(() => refundInParts(line, [-1])).toThrow(new DomainError("quantity_not_positive"));
  });
});

type Sold = { soldMilli: number; gross: number; tax: number };

function refundInParts(sold: Sold, quantities: readonly number[]): RefundAmounts[] {
  let refundedQuantityMilli: QuantityMilli = quantityMilli(0);
  let refundedGrossMinor: Minor = minor(0);
  let refundedTaxMinor: Minor = minor(0);
  return quantities.map((quantity) => {
    const part = computeCumulativeRefund(
      {
        soldQuantityMilli: quantityMilli(sold.soldMilli),
        soldGrossMinor: minor(sold.gross),
        soldTaxMinor: minor(sold.tax),
        refundedQuantityMilli,
        refundedGrossMinor,
        refundedTaxMinor,
      },
      quantityMilli(quantity),
    );
    refundedQuantityMilli = quantityMilli(refundedQuantityMilli + quantity);
    refundedGrossMinor = addMinor(refundedGrossMinor, part.grossMinor);
    refundedTaxMinor = addMinor(refundedTaxMinor, part.taxMinor);
    return part;
  });
}
