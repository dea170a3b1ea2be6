import { describe, expect, it } from "vitest";
import { computePriceCheckDigit } from "./price-check-digit";

describe("computePriceCheckDigit", () => {
  it.each([
    ["2875", 9],
    ["0000", 0],
    ["14685", 6],
    ["00000", 0],
  ])("[BC5] %s is checked by %s", (field, digit) => {
    expect(computePriceCheckDigit(field)).toBe(digit);
  });

  it.each(["287", "287500", "28a5", ""])("[BC5] refuses %j", (field) => {
    expect(computePriceCheckDigit(field)).toBeNull();
  });

  it("[BC5] catches every single wrong digit of a price", () => {
    for (const [length, count] of [
      [4, 10_000],
      [5, 10_000],
    ] as const) {
      for (let price = 0; price < count; price += 7) {
        const field = String(price).padStart(length, "0");
        const right = computePriceCheckDigit(field);
        for (let at = 0; at < length; at += 1) {
          const wrongDigit = (Number(field[at]) + 3) % 10;
          const wrong = `${field.slice(0, at)}${wrongDigit}${field.slice(at + 1)}`;
          expect(computePriceCheckDigit(wrong)).not.toBe(right);
        }
      }
    }
  });
});
