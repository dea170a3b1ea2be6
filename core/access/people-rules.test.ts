import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PPM } from "../tax/rate";
import { type Holder, mayManage } from "./people-rules";
import { type Permission, ROLES } from "./permissions";
import { ALL_PERMISSIONS, accessOf, mayGrant, OWNER } from "./roles";

const seed = 20_260_411;

const maxMinor = fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null });
const access = fc.record({
  permissions: fc.subarray([...ALL_PERMISSIONS] as Permission[]),
  limits: fc.record({
    discountPpm: fc.integer({ min: 0, max: PPM }),
    refundWithoutReceiptMinor: maxMinor,
    priceOverridePpm: fc.integer({ min: 0, max: PPM }),
    payOutMinor: maxMinor,
  }),
});
const storeIds = fc.option(fc.subarray(["a", "b", "c"]), { nil: null });
const other: fc.Arbitrary<Holder> = fc.record({
  role: fc.constantFrom("admin", "cashier", "barista"),
  access,
  storeIds,
});
const owner: fc.Arbitrary<Holder> = fc.record({
  role: fc.constant(OWNER),
  access: fc.constant(accessOf(OWNER, null)),
  storeIds,
});
const holder = fc.oneof(other, owner);

describe("who manages whom", () => {
  test("[PE1] an owner is managed by owners alone, whatever others may do", () => {
    fc.assert(
      fc.property(other, owner, (manager, person) => !mayManage(manager, person)),
      { seed },
    );
    const everywhere = { role: OWNER, access: accessOf(OWNER, null), storeIds: null };
    for (const role of ROLES) {
      const admin = { ...everywhere, role };
      expect(mayManage(admin, everywhere)).toBe(role === OWNER);
    }
  });

  test("[PE2] who works in some stores manages nobody who works in another, in all or in none", () => {
    fc.assert(
      fc.property(holder, holder, (manager, person) => {
        const { storeIds: bounds } = manager;
        if (bounds === null || !mayManage(manager, person)) return true;
        const { storeIds: worksIn } = person;
        return worksIn !== null && worksIn.length > 0 && worksIn.every((id) => bounds.includes(id));
      }),
      { seed },
    );
  });

  test("[PE3] nobody manages who may do more than they", () => {
    fc.assert(
      fc.property(
        holder,
        holder,
        (manager, person) => !mayManage(manager, person) || mayGrant(manager.access, person.access),
      ),
      { seed },
    );
  });

  test("an owner of all stores manages everybody", () => {
    const manager = { role: OWNER, access: accessOf(OWNER, null), storeIds: null };
    fc.assert(
      fc.property(holder, (person) => mayManage(manager, person)),
      { seed },
    );
  });
});
