import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "./permissions";
import { isProgramScope, PROGRAM_SCOPES, parseScopeText, readScopes } from "./scopes";

describe("scopes [AP1]", () => {
  test("are permissions, but for those that give access to others", () => {
    const left = Object.keys(PERMISSIONS).filter((code) => !isProgramScope(code));
    expect(left).toEqual([
      "staff.write",
      "role.write",
      "access.write",
      "api.manage",
      "audit.export",
    ]);
    expect(PROGRAM_SCOPES).toContain("sale.record");
  });

  test("that mean nothing to this release give nothing", () => {
    const stored = ["sale.read", "sale.teleport", "api.manage", 7, null, "toString"];
    expect(readScopes(stored)).toEqual(["sale.read"]);
    for (const other of [null, undefined, "sale.read", { 0: "sale.read" }]) {
      expect(readScopes(other)).toEqual([]);
    }
  });
});

describe("a list of scopes in a request", () => {
  const allowed = ["sale.read", "store.read"] as const;

  test.each([
    ["sale.read", ["sale.read"]],
    ["store.read sale.read", ["store.read", "sale.read"]],
    [" sale.read  sale.read ", ["sale.read"]],
  ])("%j is read", (text, scopes) => {
    expect(parseScopeText(text, allowed)).toEqual(scopes);
  });

  test.each(["", " ", "sale.record", "sale.read sale.record", "sale.read,store.read", "*"])(
    "%j is refused",
    (text) => {
      expect(parseScopeText(text, allowed)).toBeNull();
    },
  );
});
