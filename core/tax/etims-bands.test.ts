import { describe, expect, it } from "vitest";
import { minor } from "../money/minor";
import { computeEtimsTotals } from "./etims-bands";

const NONE = { netMinor: 0, taxMinor: 0, grossMinor: 0 };

describe("computeEtimsTotals", () => {
  it("[TX13] sums tax-inclusive lines by band", () => {
    const totals = computeEtimsTotals([
      { band: "B", grossMinor: minor(1_050_000) },
      { band: "A", grossMinor: minor(20_000) },
      { band: "C", grossMinor: minor(50_000) },
    ]);
    expect(totals).toStrictEqual({
      bands: {
        A: { netMinor: 20_000, taxMinor: 0, grossMinor: 20_000 },
        B: { netMinor: 905_172, taxMinor: 144_828, grossMinor: 1_050_000 },
        C: { netMinor: 50_000, taxMinor: 0, grossMinor: 50_000 },
        D: NONE,
        E: NONE,
      },
      totalMinor: 1_120_000,
      taxMinor: 144_828,
    });
  });

  it("[TX13] rounds the tax of every line, so that a band is the sum of its lines", () => {
    const lines = [5, 5, 5].map((gross) => ({ band: "B", grossMinor: minor(gross) }) as const);
    expect(computeEtimsTotals(lines).bands.B.taxMinor).toBe(3);
    const reduced = computeEtimsTotals([{ band: "E", grossMinor: minor(10_800) }]);
    expect(reduced.bands.E).toStrictEqual({ netMinor: 10_000, taxMinor: 800, grossMinor: 10_800 });
  });
});
