import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssertionError } from "../assert";
import { formatPercent, parsePercent, RATE_PPM_MAX, ratePpm } from "./rate";

describe("rates", () => {
  it.each([
    ["16", 160_000],
    ["8.25", 82_500],
    ["8.875", 88_750],
    ["0", 0],
    ["0.0001", 1],
    ["1000", RATE_PPM_MAX],
  ])("[TX14] reads %s %%", (text, expected) => {
    expect(parsePercent(text)).toBe(expected);
  });

  it.each(["", "-1", "16%", "8,25", "8.", ".5", "1e1", "0.00001", "1000.0001", "99999"])(
    "[TX14] refuses %j",
    (text) => {
      expect(parsePercent(text)).toBeNull();
    },
  );

  it("[TX14] reads back every rate it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: RATE_PPM_MAX }), (rate) => {
        expect(parsePercent(formatPercent(ratePpm(rate)))).toBe(rate);
      }),
      { seed: 20_260_430 },
    );
  });

  it.each([-1, 0.5, RATE_PPM_MAX + 1, Number.NaN])("[TX14] is a bug to brand %s", (rate) => {
    expect(() => ratePpm(rate)).toThrow(AssertionError);
  });
});
