import { describe, expect, test } from "vitest";
import { mayUpdate, type UpdateFacts } from "./update-rule";

const AWAY: UpdateFacts = {
  status: "locked",
  isCartFree: true,
  isPanelOpen: false,
  isTraining: false,
  isAsked: false,
  unsentEventCount: 0,
  readyForMs: 0,
  idleForMs: 0,
};
const HOUR_MS = 3_600_000;

describe("[TW2] a new version", () => {
  test.each(["locked", "shift_closed", "not_enrolled", "wiped"] as const)(
    "is taken at once while nobody is signed in: %s",
    (status) => {
      expect(mayUpdate({ ...AWAY, status })).toBe(true);
    },
  );

  test.each([
    ["the till is starting", { status: "loading" }],
    ["goods are in the cart", { isCartFree: false }],
    ["a panel or a payment is open", { isPanelOpen: true }],
    ["somebody practises", { isTraining: true }],
    ["somebody has just sold", { status: "selling", idleForMs: 599_999 }],
    ["change is being given", { status: "paid", idleForMs: 60_000 }],
    ["sales are unsent", { unsentEventCount: 1 }],
    ["sales are unsent since yesterday", { unsentEventCount: 1, readyForMs: 24 * HOUR_MS - 1 }],
  ] as [string, Partial<UpdateFacts>][])("waits while %s", (_name, change) => {
    expect(mayUpdate({ ...AWAY, idleForMs: HOUR_MS, ...change })).toBe(false);
  });

  test("is taken while somebody is signed in who has not touched the till for ten minutes", () => {
    expect(mayUpdate({ ...AWAY, status: "selling", idleForMs: 600_000 })).toBe(true);
  });

  test("waits for unsent sales for a day, no longer: the log outlives the update", () => {
    expect(mayUpdate({ ...AWAY, unsentEventCount: 3, readyForMs: 24 * HOUR_MS })).toBe(true);
  });

  test("that the server asks for is taken after ten idle seconds, unsent sales or not", () => {
    const asked = { ...AWAY, status: "selling", isAsked: true, unsentEventCount: 5 } as const;
    expect(mayUpdate({ ...asked, idleForMs: 9_999 })).toBe(false);
    expect(mayUpdate({ ...asked, idleForMs: 10_000 })).toBe(true);
  });

  test.each([{ isCartFree: false }, { isPanelOpen: true }, { isTraining: true }])(
    "that the server asks for waits for %j all the same",
    (change) => {
      const asked = { ...AWAY, isAsked: true, idleForMs: HOUR_MS, readyForMs: 48 * HOUR_MS };
      expect(mayUpdate({ ...asked, ...change })).toBe(false);
    },
  );
});
