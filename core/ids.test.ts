import { describe, expect, it } from "vitest";
import { isUuid, tenantIdOf, uuidFrom } from "./ids";

describe("uuidFrom", () => {
  it("gives the same id for the same words, and a well-formed one", () => {
    expect(uuidFrom("a", "b")).toBe(uuidFrom("a", "b"));
    expect(isUuid(uuidFrom("a", "b"))).toBe(true);
    expect(uuidFrom("a", "b")).toMatch(/^.{14}8.{4}[89ab]/);
  });

  it("does not mix up where one word ends and the next begins", () => {
    expect(uuidFrom("ab", "c")).not.toBe(uuidFrom("a", "bc"));
    expect(uuidFrom("a|1:b")).not.toBe(uuidFrom("a", "b"));
  });
});

describe("tenantIdOf", () => {
  it("[TN1] is a function of the code alone, whatever its case", () => {
    expect(tenantIdOf("duka")).toBe(tenantIdOf("DUKA"));
    expect(tenantIdOf("duka")).not.toBe(tenantIdOf("bright"));
  });
});
