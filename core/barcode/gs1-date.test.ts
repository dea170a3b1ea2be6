import { describe, expect, it } from "vitest";
import { readGs1Date } from "./gs1-date";

describe("readGs1Date", () => {
  it.each([
    ["261231", "2026-12-31"],
    ["240229", "2024-02-29"],
    ["240200", "2024-02-29"],
    ["260200", "2026-02-28"],
    ["260400", "2026-04-30"],
    ["261200", "2026-12-31"],
    ["760101", "2076-01-01"],
    ["770101", "1977-01-01"],
    ["990630", "1999-06-30"],
  ])("[BC11] reads %s as %s", (digits, date) => {
    expect(readGs1Date(digits, "2026-05-01")).toBe(date);
  });

  it.each(["260001", "261301", "260132", "260229", "260431", "26043", "2604311", "26O431", ""])(
    "[BC11] refuses %j",
    (digits) => {
      expect(readGs1Date(digits, "2026-05-01")).toBeNull();
    },
  );

  it("[BC11] slides the century with today", () => {
    expect(readGs1Date("760101", "2025-05-01")).toBe("1976-01-01");
    expect(readGs1Date("100101", "2061-05-01")).toBe("2110-01-01");
    expect(readGs1Date("120101", "2061-05-01")).toBe("2012-01-01");
    expect(readGs1Date("000200", "2099-12-31")).toBe("2100-02-28");
  });
});
