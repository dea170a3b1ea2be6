import { describe, expect, it } from "vitest";
import { GROUPS, sale, uuid } from "../../tests/escpos/sample-parts";
import { newReceiptKey, recoveryOf } from "../../tests/factories/signed-recovery";
import { uuidFrom } from "../ids";
import { requireCodeOf } from "./matches-code";
import type { SaleDocument } from "./sale-document";
import type { SaleRecovered } from "./sale-recovered";

const KEY = newReceiptKey();

function recoveredOf(payload: SaleDocument): SaleRecovered {
  let ids = 500;
  return recoveryOf(
    {
      terminalId: uuidFrom("lost"),
      sequence: 412,
      hash: "9f3a00c1".repeat(8),
      createdAt: "2026-11-21T20:46:22.000Z",
      businessDate: "2026-11-21",
      payload,
    },
    {
      terminalCode: "A3",
      key: KEY,
      known: {
        findProduct: (productId) =>
          productId === uuid(1_001) ? { sku: "TEA", name: "Tea, today's name" } : null,
        taxGroups: GROUPS,
        newId: () => {
          ids += 1;
          return uuid(ids);
        },
      },
    },
  );
}

const GOODS = [
  { name: "Tea", quantity: 2_000, price: 19_500, productId: uuid(1_001) },
  { name: "Gone", quantity: 1_000, price: 500, productId: uuid(1_002) },
  { name: "By hand", quantity: 1_000, price: 700, taxGroupCode: "C" },
];
const long = recoveredOf(sale(GOODS));
const short = recoveredOf(
  sale(
    GOODS.map((line) => ({ ...line, quantity: -line.quantity })),
    { kind: "refund" },
  ),
);
const INVALID = (path: string) =>
  expect.objectContaining({ code: "receipt_code_invalid", details: { path } });

describe("a recovery and its code", () => {
  it("[RC13] agree in the long form and in the short one, whatever the till calls the goods", () => {
    expect([long.isItemised, short.isItemised]).toEqual([true, false]);
    for (const recovered of [long, short]) {
      requireCodeOf(recovered);
      requireCodeOf(JSON.parse(JSON.stringify(recovered)) as SaleRecovered);
    }
  });

  it.each([
    ["terminalCode", { terminalCode: "A4" }],
    ["sequence", { sequence: 413 }],
    ["hash", { hash: "0".repeat(64) }],
    ["businessDate", { businessDate: "2026-11-22" }],
    ["soldAt", { soldAt: "2026-11-21T20:46:23.000Z" }],
    ["isItemised", { isItemised: false }],
  ])("[RC13] with another %s is refused", (path, change) => {
    expect(() => requireCodeOf({ ...long, ...change })).toThrowError(INVALID(path));
  });

  it.each([
    ["sum", { totalMinor: long.sale.totalMinor + 1 }],
    ["id", { saleId: uuid(7) }],
    ["number", { receiptNumber: "2026-11-21-A3-99" }],
    ["customer", { customerId: uuid(8) }],
    ["line's id", { lines: long.sale.lines.map((line) => ({ ...line, lineId: uuid(9) })) }],
    ["number of lines", { lines: long.sale.lines.slice(1) }],
    ["kind of payment", { payments: long.sale.payments.map(asCard) }],
  ])("[RC13] of a sale with another %s is refused", (_what, change) => {
    const altered = { ...long, sale: { ...long.sale, ...change } };
    expect(() => requireCodeOf(altered)).toThrowError(INVALID("sale"));
  });

  it("[RC13] of the short form with a line more than tax groups is refused", () => {
    const lines = [...short.sale.lines, ...short.sale.lines];
    const altered = { ...short, sale: { ...short.sale, lines } };
    expect(() => requireCodeOf(altered)).toThrowError(INVALID("sale"));
  });

  it("[RC13] that is unsigned or damaged is refused", () => {
    const unsigned = "KAUNTA1:S:1:2:3:4:2026-11-21-A3-412";
    for (const code of [unsigned, "KAUNTA2:", "", `${long.code}A`]) {
      expect(() => requireCodeOf({ ...long, code })).toThrowError(INVALID("code"));
    }
  });
});

function asCard(payment: SaleDocument["payments"][number]) {
  return { ...payment, method: "card" as const };
}
