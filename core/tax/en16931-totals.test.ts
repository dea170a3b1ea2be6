import { describe, expect, it } from "vitest";
import { minor } from "../money/minor";
import { computeEn16931Totals } from "./en16931-totals";
import { ratePpm } from "./rate";

function rated(amount: number, ppm: number) {
  return { amountMinor: minor(amount), ratePpm: ratePpm(ppm) };
}

describe("computeEn16931Totals", () => {
  it("[TX7] rounds the tax once for each rate, highest first", () => {
    const totals = computeEn16931Totals({
      lines: [rated(10_000, 190_000), rated(2550, 70_000), rated(333, 190_000)],
      allowances: [],
      charges: [],
      prepaidMinor: minor(0),
      roundingMinor: minor(0),
    });
    expect(totals).toStrictEqual({
      breakdown: [
        { ratePpm: 190_000, baseMinor: 10_333, taxMinor: 1963 },
        { ratePpm: 70_000, baseMinor: 2550, taxMinor: 179 },
      ],
      lineNetMinor: 12_883,
      allowanceMinor: 0,
      chargeMinor: 0,
      netMinor: 12_883,
      taxMinor: 2142,
      grossMinor: 15_025,
      payableMinor: 15_025,
    });
  });

  it("[TX7] takes allowances off and puts charges on the base of their rate", () => {
    const totals = computeEn16931Totals({
      lines: [rated(10_000, 190_000), rated(5000, 70_000)],
      allowances: [rated(1000, 190_000)],
      charges: [rated(250, 70_000)],
      prepaidMinor: minor(5000),
      roundingMinor: minor(2),
    });
    expect(totals.breakdown).toStrictEqual([
      { ratePpm: 190_000, baseMinor: 9000, taxMinor: 1710 },
      { ratePpm: 70_000, baseMinor: 5250, taxMinor: 368 },
    ]);
    expect(totals.netMinor).toBe(15_000 - 1000 + 250);
    expect(totals.grossMinor).toBe(16_328);
    expect(totals.payableMinor).toBe(16_328 - 5000 + 2);
  });
});
