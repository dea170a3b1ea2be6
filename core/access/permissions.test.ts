import { describe, expect, it } from "vitest";
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
