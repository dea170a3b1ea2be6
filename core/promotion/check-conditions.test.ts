import { describe, expect, it } from "vitest";
import {
  newPromotion,
  newSellingContext,
  newTarget,
} from "../../tests/factories/random-promotions";
import { minor } from "../money/minor";
import type { SellingContext } from "../pricing/selling-context";
import { quantityMilli } from "../quantity/quantity";
import { instant } from "../time";
import { applyPromotions, type PromotionLine } from "./apply-promotions";
import { compilePromotions } from "./compile-promotions";
import { type Promotion, promotionSchema } from "./promotion";

const MILK = "00000000-0000-4000-8000-0000000000b1";
const BREAD = "00000000-0000-4000-8000-0000000000b2";
const DAIRY = "00000000-0000-4000-8000-0000000000c1";
const HERE = "00000000-0000-4000-8000-00000000000a";
const THERE = "00000000-0000-4000-8000-00000000000b";
const STAFF = "00000000-0000-4000-8000-0000000000d1";

const MILK_LINE: PromotionLine = {
  lineId: "milk",
  productId: MILK,
  categoryId: DAIRY,
  tags: ["cold", "fresh"],
  unit: "each",
  quantityMilli: quantityMilli(1000),
  unitPriceMinor: minor(1000),
  isExcluded: false,
};

const TENTH = { kind: "percent_off", percentPpm: 100_000 } as const;
const MONEY_OFF = { kind: "amount_off", amountMinor: minor(100) } as const;

function apply(
  given: Partial<Promotion>,
  context: Partial<SellingContext> = {},
  line: Partial<PromotionLine> = {},
) {
  const promotion = promotionSchema.parse(newPromotion({ effect: TENTH, ...given }));
  return applyPromotions(
    compilePromotions([promotion]),
    [{ ...MILK_LINE, ...line }],
    newSellingContext(context),
  );
}

const isTaken = (...given: Parameters<typeof apply>) => apply(...given).discountMinor === 100;

describe("conditions", () => {
  const from = "2026-04-29T09:00:00Z";
  const start = Date.parse(from);

  it.each([
    ["at its first instant", { validFrom: from }, start, true],
    ["just before it", { validFrom: from }, start - 1, false],
    ["just before its end", { validUntil: from }, start - 1, true],
    ["at its end", { validUntil: from }, start, false],
    ["by an offset", { validFrom: "2026-04-29T12:00:00+03:00" }, start, true],
  ])("[PR2] period: %s", (_, given, at, expected) => {
    expect(isTaken(given, { at: instant(at) })).toBe(expected);
  });

  const happyHour = { fromMinutes: 1020, untilMinutes: 1140 };
  const late = { fromMinutes: 1320, untilMinutes: 120, weekdays: [5] };
  it.each([
    ["before the hour", happyHour, 3, 1019, false],
    ["from the hour", happyHour, 3, 1020, true],
    ["to its last minute", happyHour, 3, 1139, true],
    ["not at its end", happyHour, 3, 1140, false],
    ["open to the end of the day", { fromMinutes: 1020 }, 3, 1439, true],
    ["open from its start", { untilMinutes: 60 }, 3, 0, true],
    ["Friday before midnight", late, 5, 1380, true],
    ["Friday's after midnight", late, 6, 60, true],
    ["over at its end", late, 6, 120, false],
    ["not the morning of Friday", late, 5, 60, false],
    ["not on Saturday night", late, 6, 1380, false],
    ["Sunday's into Monday", { ...late, weekdays: [7] }, 1, 30, true],
    ["a whole day", { fromMinutes: 600, untilMinutes: 600 }, 3, 30, true],
    ["another weekday", { weekdays: [1, 2] }, 3, 720, false],
    ["its weekday", { weekdays: [3] }, 3, 720, true],
  ])("[PR2] hours: %s", (_, given, weekday, localMinutes, expected) => {
    expect(isTaken(given, { weekday, localMinutes })).toBe(expected);
  });

  it("[PR3] counts at its stores and for its customer groups", () => {
    expect(isTaken({ storeIds: [HERE] })).toBe(true);
    expect(isTaken({ storeIds: [THERE] })).toBe(false);
    expect(isTaken({ customerGroupIds: [STAFF] })).toBe(false);
    expect(isTaken({ customerGroupIds: [STAFF] }, { customerGroupIds: [THERE, STAFF] })).toBe(true);
  });

  it("[PR3] keeps money to its currency and percentages to none", () => {
    expect(isTaken({ effect: MONEY_OFF })).toBe(true);
    expect(isTaken({ effect: MONEY_OFF, currency: "USD" })).toBe(false);
    expect(isTaken({ currency: "USD" })).toBe(true);
    expect(isTaken({ currency: "USD", minimumSpendMinor: minor(0) })).toBe(false);
  });

  it("[PR3] asks for the minimum spend on its target's lines", () => {
    expect(isTaken({ minimumSpendMinor: minor(1000) })).toBe(true);
    expect(isTaken({ minimumSpendMinor: minor(1001) })).toBe(false);
  });

  it.each([
    ["its product", { productIds: [MILK] }, true],
    ["another product", { productIds: [BREAD] }, false],
    ["its category", { categoryIds: [DAIRY] }, true],
    ["its tag", { tags: ["fresh"] }, true],
    ["any of several", { productIds: [BREAD], tags: ["cold", "fresh"] }, true],
    ["all but it", { excludedProductIds: [MILK] }, false],
    ["its category without it", { categoryIds: [DAIRY], excludedProductIds: [MILK] }, false],
    ["every product", {}, true],
  ])("[PR5] targets %s", (_, target, expected) => {
    expect(isTaken({ target: newTarget(target) })).toBe(expected);
  });

  it.each([
    ["goods that come back", { quantityMilli: quantityMilli(-1000) }],
    ["an open item", { productId: null }],
    ["a price set by hand", { isExcluded: true }],
    ["nothing", { quantityMilli: quantityMilli(0) }],
    ["a negative price", { unitPriceMinor: minor(-1000) }],
  ])("[PR7] leaves out %s", (_, line) => {
    expect(apply({}, {}, line)).toEqual({ applications: [], discountMinor: 0, coupons: [] });
  });
});

describe("coupons", () => {
  const coupon = { code: " Spring ", usesMax: 5, usesPerCustomerMax: 1 };
  const given = { couponCodes: ["spring"] };
  const statusOf = (promotion: Partial<Promotion>, context: Partial<SellingContext> = {}) =>
    apply({ coupon, ...promotion }, { ...given, ...context }).coupons;

  it("[PR4] takes nothing without the code", () => {
    expect(apply({ coupon }).discountMinor).toBe(0);
    expect(apply({ coupon }, given)).toMatchObject({
      discountMinor: 100,
      applications: [{ couponCode: "SPRING" }],
    });
  });

  it.each([
    ["applied", {}, {}],
    ["applied", {}, { couponUses: new Map([["spring", 4]]) }],
    ["used_up", {}, { couponUses: new Map([["SPRING", 5]]) }],
    ["used_up", {}, { customerCouponUses: new Map([["SPRING", 1]]) }],
    ["expired", { validUntil: "2026-04-29T09:00:00Z" }, {}],
    ["not_yet", { validFrom: "2026-04-29T09:00:01Z" }, {}],
    ["not_for_customer", { customerGroupIds: [STAFF] }, {}],
    ["no_effect", { minimumSpendMinor: minor(1001) }, {}],
    ["no_effect", { weekdays: [1] }, {}],
    ["no_effect", { target: newTarget({ productIds: [BREAD] }) }, {}],
  ] as const)("[PR4] is %s: %o %o", (status, promotion, context) => {
    const changed = promotion as Partial<Promotion>;
    expect(statusOf(changed, context)).toEqual([{ code: "spring", status }]);
    expect(apply({ coupon, ...changed }, { ...given, ...context }).discountMinor).toBe(
      status === "applied" ? 100 : 0,
    );
  });

  it("[PR4] answers each code in the order given", () => {
    expect(statusOf({}, { couponCodes: ["AUTUMN", "SPRING", "spring "] })).toEqual([
      { code: "AUTUMN", status: "unknown" },
      { code: "SPRING", status: "applied" },
      { code: "spring ", status: "applied" },
    ]);
  });

  it("[PR4] gives the best answer of promotions that share a code", () => {
    const shared = [
      newPromotion({ effect: TENTH, coupon, validUntil: "2026-01-01T00:00:00Z", code: "A" }),
      newPromotion({ effect: TENTH, coupon, code: "B", id: THERE }),
    ];
    const outcome = applyPromotions(
      compilePromotions(shared),
      [MILK_LINE],
      newSellingContext(given),
    );
    expect(outcome.coupons).toEqual([{ code: "spring", status: "applied" }]);
  });
});
