import { describe, expect, it } from "vitest";
import { minor } from "../money/minor";
import { ratePpm } from "./rate";
import { computeInclusiveRateGroups } from "./rate-groups";

function compute(lines: readonly (readonly [gross: number, ppm: number])[], discount: number) {
  return computeInclusiveRateGroups({
    lines: lines.map(([gross, ppm]) => ({ grossMinor: minor(gross), ratePpm: ratePpm(ppm) })),
    discountMinor: minor(discount),
    rounding: "HALF_UP",
  });
}

describe("computeInclusiveRateGroups", () => {
  it("[TX12] discounts the lines, then taxes each rate's sum", () => {
    const groups = compute(
      [
        [1190, 190_000],
        [1070, 70_000],
      ],
      226,
    );
    expect(groups).toStrictEqual({
      lineDiscountsMinor: [119, 107],
      breakdown: [
        { ratePpm: 190_000, netMinor: 900, taxMinor: 171, grossMinor: 1071 },
        { ratePpm: 70_000, netMinor: 900, taxMinor: 63, grossMinor: 963 },
      ],
      totalMinor: 2034,
      taxMinor: 234,
    });
  });

  it("[TX12] rounds the tax of a rate once, not line by line", () => {
    const groups = compute(
      [
        [10, 190_000],
        [10, 190_000],
        [10, 190_000],
      ],
      0,
    );
    expect(groups.taxMinor).toBe(5);
  });

  it("[TX12] takes no more off than there is", () => {
    const groups = compute([[500, 190_000]], 900);
    expect(groups).toMatchObject({ lineDiscountsMinor: [500], totalMinor: 0, taxMinor: 0 });
  });
});
