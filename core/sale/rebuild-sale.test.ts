import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cash, GROUPS, sale, uuid } from "../../tests/escpos/sample-parts";
import { newReceiptKey, recoveryOf } from "../../tests/factories/signed-recovery";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import { signedSaleOf } from "../receipt/signed-sale";
import { sealEnvelope } from "../sync/envelope";
import { instant } from "../time";
import { projectFact } from "./project-event";
import { readFact } from "./read-fact";
import { rebuildSale } from "./rebuild-sale";
import type { SaleDocument } from "./sale-document";
import { verifyRebuiltSale } from "./verify-sale-document";

const SOLD_AT = instant(Date.UTC(2026, 10, 21, 20, 46, 22));

const sourceOf = (document: SaleDocument) => ({
  sale: document,
  terminalCode: "A3",
  sequence: 412,
  hash: "9f3a00c1".repeat(8),
  soldAt: SOLD_AT,
  businessDate: "2026-11-21",
});

function known() {
  let ids = 500;
  return {
    findProduct: (productId: string) =>
      productId === uuid(1_001) ? { sku: "TEA", name: "Tea, today's name" } : null,
    taxGroups: GROUPS,
    newId: () => {
      ids += 1;
      return uuid(ids);
    },
  };
}

function rebuilt(document: SaleDocument, isShort = false): SaleDocument {
  const signed = signedSaleOf(sourceOf(document));
  return rebuildSale(isShort ? { ...signed, lines: null } : signed, known());
}

const FIGURES = [
  "saleId",
  "kind",
  "receiptNumber",
  "currency",
  "netMinor",
  "taxMinor",
  "totalMinor",
  "roundingMinor",
  "tipMinor",
  "paidMinor",
  "changeMinor",
  "points",
  "taxes",
] as const;

const figuresOf = (document: SaleDocument) =>
  Object.fromEntries(FIGURES.map((field) => [field, document[field]]));

const sketches = fc.record({
  name: fc.constantFrom("Tea", "Beer"),
  quantity: fc.integer({ min: 1, max: 9 }).map((units) => units * 1_000),
  price: fc.integer({ min: 0, max: 200_000 }),
  taxGroupCode: fc.constantFrom("A", "B", "C", "beer"),
  productId: fc.constantFrom(uuid(1_001), uuid(1_002), null),
});

describe("a sale rebuilt from its code", () => {
  it("[RC12] has the figures of its document, in the long form and in the short one", () => {
    fc.assert(
      fc.property(
        fc.array(sketches, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        (goods, pricesIncludeTax, isShort) => {
          const document = sale(goods, { pricesIncludeTax, cashIncrementMinor: minor(100) });
          const back = rebuilt(document, isShort);
          verifyRebuiltSale(back);
          expect(figuresOf(back)).toEqual(figuresOf(document));
        },
      ),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it("[RC12] names goods as the catalogue has them today, and never leaves them nameless", () => {
    const line = { quantity: 1_000, price: 500 };
    const document = sale([
      { ...line, name: "Tea", productId: uuid(1_001) },
      { ...line, name: "Gone", productId: uuid(1_002) },
      { ...line, name: "By hand", productId: null },
    ]);
    expect(rebuilt(document).lines.map(({ sku, name }) => [sku, name])).toEqual([
      ["TEA", "Tea, today's name"],
      ["", uuid(1_002)],
      ["", "By hand"],
    ]);
  });

  it("[RC12] in the short form is one line for each tax group, which moves no stock", () => {
    const goods = [
      { name: "Tea", quantity: 2_000, price: 19_500, productId: uuid(1_001) },
      { name: "Flour", quantity: 1_000, price: 16_500, taxGroupCode: "C" },
      { name: "Sugar", quantity: 3_000, price: 15_500 },
    ];
    const short = rebuilt(sale(goods), true);
    expect(short.lines).toMatchObject([
      { name: "Standard", grossMinor: 85_500, isStocked: false, productId: null },
      { name: "Zero rated", grossMinor: 16_500, isStocked: false, productId: null },
    ]);
    const back = sale(
      goods.map((line) => ({ ...line, quantity: -line.quantity })),
      { kind: "refund" },
    );
    expect(rebuilt(back).lines.map((line) => line.quantityMilli)).toEqual([-1_000, -1_000]);
    verifyRebuiltSale(rebuilt(back));
  });
});

describe("SALE_RECOVERED", () => {
  const PLACE = {
    storeId: uuidFrom("store"),
    registerId: uuidFrom("register"),
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 0,
    enrolledAt: instant(Date.UTC(2026, 9, 1)),
    receivedAt: instant(Date.UTC(2026, 10, 25, 10, 0)),
  };
  const document = sale([{ name: "Tea", quantity: 2_000, price: 19_500, productId: uuid(1_001) }], {
    payments: [cash(50_000)],
  });
  const payload = recoveryOf(
    {
      terminalId: uuidFrom("lost"),
      sequence: 412,
      hash: "9f3a00c1".repeat(8),
      createdAt: "2026-11-21T20:46:22.000Z",
      businessDate: "2026-11-21",
      payload: document,
    },
    { terminalCode: "A3", key: newReceiptKey(), known: known() },
  );

  function seal(change: object) {
    return sealEnvelope(
      {
        v: 1,
        eventId: uuidFrom("event"),
        terminalId: uuidFrom("terminal"),
        sequence: 7,
        type: "SALE_RECOVERED",
        typeVersion: 1,
        createdAt: "2026-11-25T09:59:00.000Z",
        clock: { bootId: "b", monoMs: 0, lastServerTime: null, lastServerMonoMs: null },
        businessDate: "2026-11-25",
        shiftId: uuidFrom("shift"),
        cashierId: uuidFrom("cashier"),
        catalogRev: "1",
        appVersion: "0.1.0",
        payload: { ...payload, ...change },
      },
      "a".repeat(64),
    );
  }

  it("[RC13] is booked as the sale that it was, in nobody's drawer, with the place it stands for", () => {
    const envelope = seal({});
    const rows = projectFact(envelope, readFact(envelope), PLACE);
    expect(rows.sale).toMatchObject({
      id: document.saleId,
      businessOn: "2026-11-21",
      soldAt: "2026-11-21T20:46:22.000Z",
      localHour: 23,
      shiftId: null,
      terminalId: uuidFrom("terminal"),
      sequence: 7,
      totalMinor: 39_000,
      isLate: true,
    });
    expect(rows.journalLines.every((line) => line["businessOn"] === "2026-11-21")).toBe(true);
    expect(rows.stockMovements).toMatchObject([{ quantityMilli: -2_000 }]);
    expect(rows.operatorActions).toMatchObject([
      { kind: "sale_recovered", subject: document.receiptNumber, businessOn: "2026-11-25" },
    ]);
    expect(rows.recovered).toEqual({
      terminalId: uuidFrom("lost"),
      sequence: 412,
      hash: payload.hash,
      saleId: document.saleId,
    });
  });

  it.each([
    ["a sum", { totalMinor: 39_001 }],
    ["a payment", { payments: payload.sale.payments.map((each) => ({ ...each, amountMinor: 1 })) }],
    ["a line's tax", { lines: payload.sale.lines.map((line) => ({ ...line, taxMinor: 1 })) }],
  ])("[RC13] with %s that does not add up is set aside", (_what, change) => {
    const envelope = seal({ sale: { ...payload.sale, ...change } });
    expect(() => readFact(envelope)).toThrowError(
      expect.objectContaining({ code: "event_totals_mismatch" }),
    );
  });
});
