import { describe, expect, it } from "vitest";
import { limitsOf } from "./limits";
import { permissionsOf } from "./permissions";
import { ALL_PERMISSIONS, accessOf, mayGrant, narrowTo } from "./roles";

const cashier = accessOf("cashier", null);

describe("accessOf", () => {
  it("[AC3] takes the tenant's own form of a role, and nothing of it that means nothing", () => {
    const limits = { ...cashier.limits, discountPpm: 100_000 };
    const stored = { permissions: ["sale.record", "fly", 7], limits };
    expect(accessOf("cashier", stored)).toEqual({ permissions: ["sale.record"], limits });
    expect(accessOf("night-shift", stored)).toEqual({ permissions: ["sale.record"], limits });
    expect(accessOf("night-shift", null)).toEqual({ permissions: [], limits: limitsOf("") });
    expect(accessOf("cashier", { permissions: "all", limits: { discountPpm: 9e9 } })).toEqual({
      permissions: [],
      limits: limitsOf(""),
    });
  });

  it("[AC3] leaves an owner everything", () => {
    const owner = accessOf("owner", { permissions: [], limits: {} });
    expect([...owner.permissions].sort()).toEqual([...ALL_PERMISSIONS].sort());
    expect(owner.limits).toEqual(limitsOf("owner"));
  });
});

describe("mayGrant", () => {
  it("[AC4] lets nobody hand out what they do not hold", () => {
    const supervisor = accessOf("supervisor", null);
    const owner = accessOf("owner", null);
    expect(mayGrant(owner, supervisor)).toBe(true);
    expect(mayGrant(supervisor, cashier)).toBe(true);
    expect(mayGrant(cashier, supervisor)).toBe(false);
    expect(mayGrant(supervisor, owner)).toBe(false);
    const unlimited = { ...cashier, limits: { ...cashier.limits, discountPpm: 1_000_000 } };
    expect(mayGrant(supervisor, unlimited)).toBe(false);
    const anyRefund = {
      ...cashier,
      limits: { ...cashier.limits, refundWithoutReceiptMinor: null },
    };
    expect(mayGrant(supervisor, anyRefund)).toBe(false);
  });
});

it("[AC5] a program's scopes never reach beyond the person's permissions", () => {
  const scopes = ["sale.read", "audit.read", "all"];
  expect(narrowTo(permissionsOf("cashier"), scopes)).toEqual(["sale.read"]);
});
