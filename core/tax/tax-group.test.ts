import { describe, expect, it } from "vitest";
import { taxGroupSchema, taxRateSchema } from "./tax-group";

const VAT = { code: "VAT", name: "VAT 16%", ratePpm: 160_000, kind: "percent", isCompound: false };
const LEVY = { ...VAT, code: "LEVY", ratePpm: 0, kind: "fixed_per_unit", amountMinor: 25 };

describe("taxRateSchema", () => {
  it.each([VAT, LEVY])("[TX15] takes %o", (rate) => {
    expect(taxRateSchema.parse(rate)).toEqual(rate);
  });

  it.each([
    ["a rate with an amount", { ...VAT, amountMinor: 25 }],
    ["a duty without one", { ...LEVY, amountMinor: undefined }],
    ["a duty with a rate", { ...LEVY, ratePpm: 1 }],
    ["a negative rate", { ...VAT, ratePpm: -1 }],
    ["a fraction of a part per million", { ...VAT, ratePpm: 0.5 }],
    ["an unknown kind", { ...VAT, kind: "per_litre" }],
    ["a field it does not know", { ...VAT, price: 1 }],
  ])("[TX15] refuses %s", (_, rate) => {
    expect(taxRateSchema.safeParse(rate).success).toBe(false);
  });
});

describe("taxGroupSchema", () => {
  it("[TX15] takes a group with no tax and refuses one tax code twice", () => {
    const group = { code: "B", name: "Standard" };
    expect(taxGroupSchema.safeParse({ ...group, rates: [] }).success).toBe(true);
    expect(taxGroupSchema.safeParse({ ...group, rates: [VAT, LEVY] }).success).toBe(true);
    expect(taxGroupSchema.safeParse({ ...group, rates: [VAT, VAT] }).success).toBe(false);
  });

  const takes = (...rates: readonly object[]) =>
    taxGroupSchema.safeParse({ code: "B", name: "Standard", rates }).success;

  it("[TX16] takes a code twice when the periods do not overlap", () => {
    const old = { ...VAT, validUntil: "2026-07-01" };
    expect(takes(old, { ...VAT, validFrom: "2026-07-01" })).toBe(true);
    expect(takes({ ...VAT, validFrom: "2026-07-01", validUntil: null }, old)).toBe(true);
    expect(takes(old, { ...VAT, validFrom: "2026-06-30" })).toBe(false);
    expect(takes(old, VAT)).toBe(false);
    expect(takes({ ...VAT, validFrom: "2026-07-01", validUntil: "2026-07-01" })).toBe(false);
    expect(takes({ ...VAT, validFrom: "2026-02-30" })).toBe(false);
  });

  it("[TX18] division taxes in force together stay below the whole", () => {
    const half = { ...VAT, kind: "division", ratePpm: 500_000 };
    expect(takes(half, { ...half, code: "MORE", ratePpm: 499_999 })).toBe(true);
    expect(takes(half, { ...half, code: "MORE" })).toBe(false);
    expect(takes({ ...half, validUntil: "2026-07-01" }, { ...half, validFrom: "2026-07-01" })).toBe(
      true,
    );
    expect(takes({ ...half, isCompound: true })).toBe(false);
  });

  it("[TX15] has at most eight taxes", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...VAT, code: String(index) }));
    expect(takes(...many.slice(1))).toBe(true);
    expect(takes(...many)).toBe(false);
  });

  it("[TX17] takes taxes that say whether they are inside the price and in later bases", () => {
    expect(takes({ ...VAT, isIncluded: true, isInLaterBases: false })).toBe(true);
  });
});
