import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import { decideEvent } from "../sync/decide-event";
import { type Envelope, sealEnvelope } from "../sync/envelope";
import { ratePpm } from "../tax/rate";
import { instant } from "../time";
import { buildCorrectedSale, type ConfirmedSale } from "./build-corrected-sale";
import { projectFact, projectSuspense } from "./project-event";
import { projectRetried, projectRetry } from "./project-retried";
import type { Projection } from "./projection";
import { readAsideSale } from "./read-aside-sale";
import { readFact } from "./read-fact";

const PLACE = {
  storeId: uuidFrom("store"),
  registerId: uuidFrom("server register"),
  timezone: "Africa/Nairobi",
  dayEndsAtMinutes: 0,
  enrolledAt: instant(Date.UTC(2026, 4, 10)),
  receivedAt: instant(Date.UTC(2026, 4, 10, 10, 0, 5)),
  mayCorrect: true,
};

const STANDARD = {
  code: "B",
  name: "Standard",
  rates: [
    { code: "VAT", name: "VAT 14%", kind: "percent" as const, isCompound: false },
    { code: "VAT", name: "VAT 16%", kind: "percent" as const, isCompound: false },
  ].map((rate, index) => ({
    ...rate,
    ratePpm: ratePpm(index === 0 ? 140_000 : 160_000),
    ...(index === 0 ? { validUntil: "2026-01-01" } : { validFrom: "2026-01-01" }),
  })),
};
const EXEMPT = { code: "A", name: "Exempt", rates: [] };

let count = 0;
const newId = () => {
  count += 1;
  return uuidFrom("id", String(count));
};

function seal(type: string, payload: unknown, terminal = "till"): Envelope {
  return sealEnvelope(
    {
      v: 1,
      eventId: uuidFrom("event", type, terminal),
      terminalId: uuidFrom(terminal),
      sequence: 7,
      type,
      typeVersion: type === "CORRECTION" ? 1 : 2,
      createdAt: "2026-04-30T10:00:00.000Z",
      clock: { bootId: "b", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
      businessDate: terminal === "till" ? "2026-04-30" : "2026-05-10",
      shiftId: uuidFrom("shift of", terminal),
      cashierId: uuidFrom("cashier of", terminal),
      catalogRev: "1",
      appVersion: "0.1.0",
      payload,
    },
    "a".repeat(64),
  );
}

const LINE = {
  productId: uuidFrom("milk"),
  sku: "MILK",
  name: "Milk",
  unit: "each",
  quantityMilli: 2_000,
  unitPriceMinor: 5_800,
  discountMinor: 600,
  taxGroupCode: "B",
  isStocked: true,
};

const POISON = {
  saleId: uuidFrom("sale"),
  receiptNumber: "2026-04-30-A1-07",
  currency: "KES",
  pricesIncludeTax: true,
  paidMinor: 11_000,
  totalMinor: "eleven thousand",
  payments: [{ method: "mpesa", amountMinor: 11_000 }],
  lines: [LINE],
};

function build(confirmed: ConfirmedSale, payload: unknown = POISON) {
  const read = readAsideSale(seal("SALE", payload));
  if (!read) throw new Error("a sale can be read");
  return buildCorrectedSale({
    confirmed,
    read,
    saleId: uuidFrom("new sale"),
    receiptNumber: "2026-05-10-S1-01",
    businessDate: "2026-04-30",
    reason: "read from the receipt",
    store: {
      currency: "KES",
      pricesIncludeTax: true,
      taxRounding: "line",
      cashIncrementMinor: minor(100),
    },
    taxGroups: new Map([STANDARD, EXEMPT].map((group) => [group.code, group])),
    lineName: "Not itemised",
    newId,
  });
}

function sealCorrection(sale: unknown, suspended: unknown, by = "server"): Envelope {
  const of = seal("SALE", POISON);
  const { terminalId, sequence, eventId, hash, type } = of;
  const { createdAt, businessDate, shiftId, cashierId } = of;
  return seal(
    "CORRECTION",
    {
      correctionId: uuidFrom("correction"),
      of: {
        ...{ terminalId, sequence, eventId, hash, type },
        ...{ createdAt, businessDate, shiftId, cashierId },
        registerId: uuidFrom("till register"),
      },
      reason: "read from the receipt",
      suspended,
      sale,
    },
    by,
  );
}

const SUSPENDED = { amountMinor: 11_000, currency: "KES" };

const project = (envelope: Envelope) => projectFact(envelope, readFact(envelope), PLACE);

/** What the accounts come to over several projections. */
function balances(...projections: readonly Pick<Projection, "journalLines">[]) {
  const sums: Record<string, number> = {};
  for (const { journalLines } of projections) {
    for (const line of journalLines) {
      const account = String(line["account"]);
      sums[account] = (sums[account] ?? 0) + Number(line["amountMinor"]);
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amountMinor]) => amountMinor !== 0));
}

describe("readAsideSale", () => {
  it("[CO2] reads each field by itself, and lines all or none", () => {
    const read = readAsideSale(seal("SALE", { ...POISON, receiptNumber: 7 }));
    expect(read).toMatchObject({ receiptNumber: null, paidMinor: 11_000, method: "mpesa" });
    expect(read?.lines).toEqual([LINE]);
    const broken = { ...POISON, lines: [LINE, { ...LINE, quantityMilli: 0 }] };
    expect(readAsideSale(seal("SALE", broken))?.lines).toEqual([]);
  });

  it("[CO2] reads nothing of what is no object, and is not asked about other facts", () => {
    expect(readAsideSale(seal("SALE", "nonsense"))).toMatchObject({ paidMinor: null, lines: [] });
    expect(readAsideSale(seal("SHIFT_CLOSED", POISON))).toBeNull();
  });
});

describe("buildCorrectedSale", () => {
  it("[CO2] takes the lines over at the rates of their day, with the engine's figures", () => {
    const sale = build({ kind: "lines", taxGroupCodes: ["B"], method: "cash" });
    expect(sale).toMatchObject({
      saleId: uuidFrom("sale"),
      receiptNumber: "2026-04-30-A1-07",
      kind: "sale",
      totalMinor: 11_000,
      netMinor: 9_483,
      taxMinor: 1_517,
      paidMinor: 11_000,
    });
    expect(sale.taxes).toMatchObject([{ name: "VAT 16%" }]);
  });

  it("[CO2] makes one line with tax of a total, of either sign, in the tender it was paid by", () => {
    const sold = build({ kind: "total", totalMinor: 11_650, taxGroupCode: "B", method: "mpesa" });
    expect(sold).toMatchObject({ kind: "sale", totalMinor: 11_650, roundingMinor: 0 });
    expect(sold.payments).toMatchObject([{ method: "mpesa", amountMinor: 11_650 }]);
    const back = build({ kind: "total", totalMinor: -4_000, taxGroupCode: "A", method: "cash" });
    expect(back).toMatchObject({ kind: "refund", totalMinor: -4_000, paidMinor: -4_000 });
  });

  it("[CO2] gives numbers of its own to what has none", () => {
    const sale = build({ kind: "total", totalMinor: 100, taxGroupCode: "A", method: "cash" }, {});
    expect(sale.saleId).toBe(uuidFrom("new sale"));
    expect(sale.receiptNumber).toBe("2026-05-10-S1-01");
  });

  it("[CO2] refuses no lines, no money and a tax group that nobody knows", () => {
    const method = "cash";
    expect(() => build({ kind: "lines", taxGroupCodes: ["B"], method }, {})).toThrow("validation");
    const none = { kind: "total", totalMinor: 0, taxGroupCode: "B", method } as const;
    expect(() => build(none)).toThrow("validation");
    expect(() => build({ ...none, totalMinor: 5, taxGroupCode: "X" })).toThrow("validation");
  });
});

describe("a correction", () => {
  it("[CO2] empties suspense and books the sale where and when it happened", () => {
    const sale = build({ kind: "lines", taxGroupCodes: ["B"], method: "mpesa" });
    const booked = project(sealCorrection(sale, SUSPENDED));
    expect(booked.sale).toMatchObject({
      terminalId: uuidFrom("till"),
      registerId: uuidFrom("till register"),
      sequence: 7,
      shiftId: uuidFrom("shift of", "till"),
      cashierId: uuidFrom("cashier of", "till"),
      businessOn: "2026-04-30",
      sourceEventId: uuidFrom("event", "CORRECTION", "server"),
      isLate: true,
    });
    expect(booked.operatorActions).toMatchObject([
      { kind: "event_corrected", cashierId: uuidFrom("cashier of", "server"), saleId: sale.saleId },
    ]);
    const suspense = projectSuspense(seal("SALE", POISON), PLACE);
    expect(balances(suspense, booked)).toEqual({ "1020": 11_000, "2200": -1_517, "4000": -9_483 });
    const days = new Set([suspense, booked].flatMap((each) => each.journalLines.map(dayOf)));
    expect([...days]).toEqual(["2026-04-30"]);
  });

  it("[CO3] without a sale leaves the cash and calls it over", () => {
    const booked = project(sealCorrection(null, SUSPENDED));
    expect(booked.sale).toBeNull();
    const suspense = projectSuspense(seal("SALE", POISON), PLACE);
    expect(balances(suspense, booked)).toEqual({ "1000": 11_000, "7910": -11_000 });
    expect(project(sealCorrection(null, null)).journalLines).toEqual([]);
  });

  it("[CO2] is the server's alone, and its sale is checked like any other", () => {
    const sale = build({ kind: "lines", taxGroupCodes: ["B"], method: "cash" });
    const decide = (envelope: Envelope, mayCorrect: boolean) =>
      decideEvent(
        { sequence: 7, eventId: envelope.eventId, receivedAt: envelope.createdAt, envelope },
        { hash: null, recovered: null },
        { ...PLACE, mayCorrect },
      );
    const right = sealCorrection(sale, SUSPENDED);
    expect(decide(right, true)).toMatchObject({ booked: { aside: null } });
    expect(decide(right, false)).toMatchObject({
      booked: { aside: { code: "event_schema_invalid" } },
    });
    const wrong = sealCorrection({ ...sale, totalMinor: 12_000 }, SUSPENDED);
    expect(decide(wrong, true)).toMatchObject({
      booked: { aside: { code: "event_totals_mismatch" } },
    });
  });
});

describe("an event that is booked after all", () => {
  const sale = build({ kind: "lines", taxGroupCodes: ["B"], method: "cash" });
  const envelope = seal("SALE", sale);
  const own = project(envelope);

  it("[CO1] has its suspense, the suspense taken back and its own rows, numbered on", () => {
    const whole = projectRetried(envelope, own, PLACE);
    expect(whole.journalLines.map((line) => line["lineNumber"])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(balances(whole)).toEqual(balances(own));
    expect(whole.sale).toEqual(own.sale);
    expect(projectRetried(envelope, own, PLACE)).toEqual(whole);
  });

  it("[CO1] adds to the rows that stand already exactly those that are missing", () => {
    const stands = projectSuspense(envelope, PLACE).journalLines;
    const added = projectRetry(envelope, own, PLACE).journalLines;
    expect([...stands, ...added]).toEqual(projectRetried(envelope, own, PLACE).journalLines);
  });

  it("[CO1] adds nothing but itself when no money could be read from it", () => {
    const silent = seal("STOCK_ADJUSTED", {});
    expect(projectRetried(silent, own, PLACE)).toEqual(own);
  });
});

const dayOf = (line: Readonly<Record<string, unknown>>) => line["businessOn"];
