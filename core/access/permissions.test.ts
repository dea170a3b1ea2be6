import { describe, expect, it } from "vitest";
import { limitsOf } from "./limits";
import { PERMISSIONS, permissionsOf, ROLES } from "./permissions";

describe("permissionsOf", () => {
  it("[AC1] gives an owner everything and an unknown role nothing", () => {
    expect([...permissionsOf("owner")].sort()).toEqual(Object.keys(PERMISSIONS).sort());
    expect(permissionsOf("stranger")).toEqual([]);
    expect(permissionsOf("constructor")).toEqual([]);
  });

  it("[AC1] lets nobody but those who sell touch money", () => {
    const sellers = ROLES.filter((role) => permissionsOf(role).includes("sale.record"));
    expect(sellers).toEqual(["owner", "admin", "supervisor", "cashier"]);
  });
});

describe("limitsOf", () => {
  it("[AC2] lets an owner do anything, a cashier a little, a stranger nothing", () => {
    expect(limitsOf("owner")).toMatchObject({ discountPpm: 1_000_000, payOutMinor: null });
    expect(limitsOf("cashier")).toMatchObject({
      discountPpm: 50_000,
      refundWithoutReceiptMinor: 0,
    });
    expect(new Set(Object.values(limitsOf("stranger")))).toEqual(new Set([0]));
  });
});
