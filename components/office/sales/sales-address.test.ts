import { describe, expect, it } from "vitest";
import { hasFilters, parseSalesAddress, salesHref } from "./sales-address";

describe("the address of the list of sales", () => {
  it("comes back as it was written", () => {
    const address = {
      store: "KLM",
      from: "2026-11-01",
      to: "2026-11-21",
      kind: "refund",
      tender: "mpesa",
      receipt: "A1-0",
    } as const;
    const query = new URL(salesHref(address), "http://office.test").searchParams;
    expect(parseSalesAddress(Object.fromEntries(query))).toEqual(address);
  });

  it.each([
    ["no such day", { from: "2026-02-30" }],
    ["not a day", { to: "yesterday" }],
    ["no such kind", { kind: "gift" }],
    ["no such tender", { tender: "shells" }],
    ["given twice", { store: ["A", "B"] }],
    ["empty", { receipt: "" }],
  ])("leaves out what is %s", (_name, params) => {
    expect(parseSalesAddress(params)).toEqual({});
  });

  it("is plain without filters", () => {
    expect(salesHref({})).toBe("/office/sales");
  });

  it("knows a filter from a turned page", () => {
    expect(hasFilters({ cursor: "abc", direction: "older" })).toBe(false);
    expect(hasFilters({ cursor: "abc", kind: "sale" })).toBe(true);
  });
});
