import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { type Envelope, sealEnvelope } from "../sync/envelope";
import { instant } from "../time";
import { projectFact, projectSuspense } from "./project-event";
import { readFact } from "./read-fact";

const PLACE = {
  storeId: uuidFrom("store"),
  registerId: uuidFrom("register"),
  timezone: "Africa/Nairobi",
  dayEndsAtMinutes: 0,
  enrolledAt: instant(Date.UTC(2026, 3, 1)),
  receivedAt: instant(Date.UTC(2026, 3, 30, 10, 0, 5)),
};

function seal(type: string, payload: unknown, typeVersion = 1): Envelope {
  return sealEnvelope(
    {
      v: 1,
      eventId: uuidFrom("event"),
      terminalId: uuidFrom("terminal"),
      sequence: 7,
      type,
      typeVersion,
      createdAt: "2026-04-30T10:00:00.000Z",
      clock: { bootId: "b", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
      businessDate: "2026-04-30",
      shiftId: uuidFrom("shift"),
      cashierId: uuidFrom("cashier"),
      catalogRev: "1",
      appVersion: "0.1.0",
      payload,
    },
    "a".repeat(64),
  );
}

const project = (envelope: Envelope) => projectFact(envelope, readFact(envelope), PLACE);

describe("projectFact", () => {
  it("[EV5] opens and closes a shift, posting the difference that was counted", () => {
    const shiftId = uuidFrom("shift");
    const opened = project(
      seal("SHIFT_OPENED", { shiftId, shiftNumber: 3, currency: "KES", floatMinor: 500_000 }),
    );
    expect(opened.shiftOpened).toMatchObject({ id: shiftId, number: 3, floatMinor: 500_000 });
    const closed = project(
      seal("SHIFT_CLOSED", {
        shiftId,
        currency: "KES",
        expectedCashMinor: 700_000,
        countedCashMinor: 695_000,
      }),
    );
    expect(closed.shiftClosed).toMatchObject({ id: shiftId, countedCashMinor: 695_000 });
    expect(closed.journalLines.map((line) => line["amountMinor"])).toEqual([-5_000, 5_000]);
  });

  it("[EV5] moves stock by an adjustment, line by line", () => {
    const adjusted = project(
      seal("STOCK_ADJUSTED", {
        adjustmentId: uuidFrom("adjustment"),
        reason: "damage",
        note: "Wet",
        lines: [
          { productId: uuidFrom("p1"), sku: "A", quantityMilli: -2_000, note: null },
          { productId: uuidFrom("p2"), sku: "B", quantityMilli: -1_000, note: "Torn" },
        ],
      }),
    );
    expect(
      adjusted.stockMovements.map((each) => [each.position, each.quantityMilli, each.note]),
    ).toEqual([
      [1, -2_000, "Wet"],
      [2, -1_000, "Torn"],
    ]);
  });
});

describe("readFact", () => {
  it.each([
    ["a newer kind", seal("TELEPORT", {}), "event_type_unknown"],
    ["a newer version", seal("SALE", {}, 9), "event_type_unknown"],
    ["a payload of another form", seal("SALE", { saleId: 5 }), "event_schema_invalid"],
  ])("[EV4] tells %s by its code", (_name, envelope, code) => {
    expect(() => readFact(envelope)).toThrowError(expect.objectContaining({ code }));
  });
});

describe("projectSuspense", () => {
  it("[LG3] puts a sale's money aside, and none of a training sale: nobody handed it over", () => {
    const payload = { paidMinor: 12_300, currency: "KES" };
    const sums = projectSuspense(seal("SALE", payload), PLACE).journalLines;
    expect(sums.map((line) => line["amountMinor"])).toEqual([12_300, -12_300]);
    expect(projectSuspense(seal("TRAINING_SALE", payload), PLACE).journalLines).toEqual([]);
  });

  it("[LG3] takes the money of an unreadable sale as far as it can be read", () => {
    const readable = projectSuspense(seal("SALE", { paidMinor: 100, currency: "KES" }), PLACE);
    expect(readable.journalLines).toHaveLength(2);
    expect(projectSuspense(seal("SALE", null), PLACE).journalLines).toEqual([]);
    expect(projectSuspense(seal("SALE", { paidMinor: 1.5 }), PLACE).journalLines).toEqual([]);
  });
});

describe("readFact of a deposit", () => {
  const deposit = {
    depositId: uuidFrom("deposit"),
    heldCartId: uuidFrom("layaway"),
    heldNumber: "L-A1-1",
    receiptNumber: "2026-04-30-A1-02",
    kind: "deposit",
    customerId: null,
    currency: "KES",
    totalMinor: 6000,
    paidBeforeMinor: 1000,
    changeMinor: 0,
    cart: null,
    expiresOn: null,
    reason: null,
    approvals: [],
  };
  const paying = (amountMinor: number, change = {}) => ({
    ...deposit,
    amountMinor,
    roundingMinor: 0,
    paidMinor: amountMinor,
    payments: [
      {
        paymentId: uuidFrom("payment"),
        method: "cash",
        amountMinor,
        tenderedMinor: amountMinor,
        changeMinor: 0,
        currency: "KES",
        foreign: null,
        reference: null,
        ...change,
      },
    ],
  });
  const read = (payload: unknown) => readFact(seal("DEPOSIT", payload));

  it("[SA7] takes what is left to pay at most, and a cancellation gives all of it back", () => {
    expect(read(paying(5000)).kind).toBe("deposit");
    expect(read({ ...paying(-1000), kind: "cancellation" }).kind).toBe("deposit");
    const refused = [
      paying(5001),
      paying(-1000),
      { ...paying(-999), kind: "cancellation" },
      paying(500, { method: "deposit" }),
      paying(500, { currency: "USD" }),
    ];
    for (const payload of refused) expect(() => read(payload)).toThrow("event_schema_invalid");
    expect(() => read({ ...paying(500), paidMinor: 501 })).toThrow("event_totals_mismatch");
  });
});
