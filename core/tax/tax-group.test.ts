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
    ["an unknown kind", { ...VAT, kind: "division" }],
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
});
