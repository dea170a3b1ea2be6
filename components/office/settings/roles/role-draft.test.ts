import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitsOf } from "../../../../core/access/limits";
import { ALL_PERMISSIONS } from "../../../../core/access/roles";
import { minor } from "../../../../core/money/minor";
import type { Role } from "../../office-outputs";
import { PERMISSION_AREAS } from "./permission-areas";
import {
  draftOf,
  isDraftChanged,
  limitsOfDraft,
  type RoleDraft,
  readPercentPpm,
  withPermission,
} from "./role-draft";

const format = { currency: "KES", locale: "en-KE" };
const role: Role = {
  ...{ code: "cashier", name: null, isBuiltIn: true, isChanged: false, version: 0 },
  ...{ permissions: ["sale.record"], limits: limitsOf("cashier"), mayGrant: true, isHeld: true },
};
const draft = draftOf(role, "KES");
const withText = (change: Partial<RoleDraft["limitTexts"]>): RoleDraft => ({
  ...draft,
  limitTexts: { ...draft.limitTexts, ...change },
});

test("every permission stands in one area", () => {
  const shown = PERMISSION_AREAS.flatMap(({ permissions }) => permissions);
  expect(shown.toSorted()).toEqual([...ALL_PERMISSIONS].toSorted());
});

describe("a draft", () => {
  test("says what the role says until it is changed, and again when it is changed back", () => {
    expect(isDraftChanged(draft, role, format)).toBe(false);
    const given = withPermission(draft, "drawer.open", true);
    expect(isDraftChanged(given, role, format)).toBe(true);
    expect(isDraftChanged(withPermission(given, "drawer.open", false), role, format)).toBe(false);
    expect(isDraftChanged(withText({ discountPpm: "5.0" }), role, format)).toBe(false);
    expect(isDraftChanged(withText({ discountPpm: "6" }), role, format)).toBe(true);
  });

  test("of any limits reads back as those limits", () => {
    const ppm = fc.integer({ min: 0, max: 100_000 }).map((each) => each * 10);
    const amount = fc.option(fc.integer({ min: 0, max: 10 ** 12 }).map(minor), { nil: null });
    const limits = fc.record({
      ...{ discountPpm: ppm, priceOverridePpm: ppm },
      ...{ refundWithoutReceiptMinor: amount, payOutMinor: amount },
    });
    fc.assert(
      fc.property(limits, fc.constantFrom("KES", "JPY", "KWD"), (given, currency) => {
        const read = limitsOfDraft(draftOf({ ...role, limits: given }, currency), {
          ...format,
          currency,
        });
        expect(read).toEqual(given);
      }),
      { seed: 20_260_412 },
    );
  });

  test("takes an empty amount for any, and reads none that is below nothing", () => {
    expect(limitsOfDraft(withText({ payOutMinor: " " }), format)?.payOutMinor).toBeNull();
    expect(limitsOfDraft(withText({ payOutMinor: "1,000" }), format)?.payOutMinor).toBe(100_000);
    expect(limitsOfDraft(withText({ payOutMinor: "-1" }), format)).toBeNull();
    expect(limitsOfDraft(withText({ payOutMinor: "much" }), format)).toBeNull();
  });
});

test.each([
  ["0", 0],
  ["7.5", 75_000],
  ["7,5", 75_000],
  ["100", 1_000_000],
  ["100.01", null],
  ["-1", null],
  ["", null],
])("%j percent is %j parts per million", (text, ratePpm) => {
  expect(readPercentPpm(text)).toBe(ratePpm);
});
