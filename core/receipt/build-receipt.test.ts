import { expect, test } from "vitest";
import { sampleReceipts } from "../../tests/escpos/sample-receipts";
import { minor } from "../money/minor";
import { instant } from "../time";
import { displayWidth, wrapText } from "./display-width";
import type { ReceiptBlock, ReceiptDocument } from "./receipt-document";
import { receiptAmount, receiptMoment, receiptTotal } from "./receipt-figures";
import { receiptTexts } from "./receipt-texts";

const SAMPLES = sampleReceipts();

function sample(name: string): ReceiptDocument {
  const document = SAMPLES[name];
  if (!document) throw new Error(`no sample ${name}`);
  return document;
}

function block<Kind extends ReceiptBlock["kind"]>(name: string, kind: Kind) {
  const found = sample(name).blocks.find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`${name} has no ${kind}`);
  return found as Extract<ReceiptBlock, { kind: Kind }>;
}

function labels(name: string): string[] {
  return sample(name).blocks.flatMap((candidate) =>
    candidate.kind === "rows" ? candidate.rows.map((row) => `${row.label}: ${row.value}`) : [],
  );
}

test("[RC1] the basket's figures are those of its document", () => {
  expect(labels("basket")).toEqual([
    "Receipt: 2026-11-21-A3-01",
    "Till 2, shift 214: 21 Nov 2026, 13:46",
    "Served by: Wanjiku M.",
    "Customer: Njeri Kamau",
    "Subtotal, 13 items: 1,875.00",
    "You saved: −30.00",
    "Cash: 2,000.00",
    "Change: 155.00",
  ]);
  expect(block("basket", "total")).toMatchObject({ label: "Total KES", amount: "1,845.00" });
  expect(block("basket", "items").items.at(-2)).toEqual({
    name: "Sukuma wiki",
    detail: "0.625 kg × 80.00 /kg",
    amount: "50.00",
    taxClass: "A",
    reductions: [],
    notes: [],
  });
});

test("[RC1] each class of the lines has its row in the tax table, untaxed goods too", () => {
  const taxes = block("basket", "taxes");
  expect(taxes.rows.map((row) => row.label)).toEqual(["A, exempt", "B, 16 %", "C, zero rate"]);
  expect(taxes.total).toMatchObject({ net: "1,688.44", tax: "156.56", gross: "1,845.00" });
  expect(block("stacked-tax", "taxes").rows.map((row) => row.label)).toEqual([
    "A, Excise",
    "A, VAT 16 %",
    "B, VAT 16 %",
  ]);
});

test("[RC1] a shop outside every tax prints no tax table and calls its receipt a receipt", () => {
  const kinds = sample("untaxed").blocks.map((candidate) => candidate.kind);
  expect(kinds).not.toContain("taxes");
  expect(sample("untaxed").title).toBe("Receipt");
});

test("[RC1] prices without tax show the tax before the total", () => {
  expect(labels("exclusive-prices")).toContain("VAT: 62.40");
  expect(block("exclusive-prices", "total").amount).toBe("782.40");
});

test("[RC1] rounded cash shows the rounding and what is to be paid", () => {
  expect(labels("cash-rounded").slice(-4)).toEqual([
    "Cash rounding: 0.36",
    "To pay: 27.00",
    "Cash: 50.00",
    "Change: 23.00",
  ]);
});

test("[RC1] a refund is signed and names the sale that it gives back", () => {
  expect(sample("refund").title).toBe("Refund");
  expect(labels("refund")).toContain("Refund of: 2026-11-21-A3-01");
  expect(block("refund", "total").amount).toBe("−245.00");
});

test("[RC1] copies and training show it first and last", () => {
  const blocks = sample("copy-in-training").blocks;
  const marks = { kind: "marks", marks: ["COPY", "TRAINING", "DEMO"] };
  expect(blocks.at(0)).toEqual(marks);
  expect(blocks.at(-1)).toEqual(marks);
});

test("[RC7] offers and discounts stand under their lines, then once by kind", () => {
  expect(block("offers-and-tenders", "items").items.map((item) => item.reductions)).toEqual([
    [{ label: "Three teas for the price of two", amount: "−195.00" }],
    [{ label: "Karibu coupon (KARIBU10)", amount: "−31.00" }],
    [{ label: "Discount 5 %", amount: "−31.50" }],
    [],
  ]);
  expect(labels("offers-and-tenders").slice(-13)).toEqual([
    "Subtotal, 7 items: 1,575.00",
    "Offers: −226.00",
    "Discount: −31.50",
    "Discount on the sale 10 %: −131.75",
    "Tip: 50.00",
    "Cash rounding: 0.25",
    "To pay: 1,236.00",
    "Card: 200.00",
    "Reference: A1 0042",
    "Cash USD 10.00 × 129.35: 1,293.50",
    "Change: 257.50",
    "You saved: 389.25",
    "Points earned: 1185",
  ]);
});

test("[RC7] goods that come back name their receipt, and titles say what happened", () => {
  expect(sample("exchange").title).toBe("Exchange");
  expect(block("exchange", "items").items[0]?.notes).toEqual(["From receipt 2026-11-21-A3-01"]);
  expect(labels("exchange")).toContain("Subtotal: 435.00");
  expect(sample("void").title).toBe("Void");
  expect(labels("void")).toContain("Void of: 2026-11-21-A3-02");
  expect(labels("returned-part")).toContain("Points taken back: 368");
  expect(sample("copy-in-training").title).toBe("Receipt");
});

test("[RC7] a customer who pays no tax is named as such and charged none", () => {
  expect(labels("tax-exempt")).toContain("Tax-exempt customer: Yes");
  expect(block("tax-exempt", "taxes").total.tax).toBe("0.00");
});

test("[RC8] a quote's slip has prices and an end but no proof, and says that it is no receipt", () => {
  expect(sample("quote-slip").title).toBe("Quote");
  expect(labels("quote-slip")).toContain("Valid until: 5 Dec 2026");
  expect(block("quote-slip", "total").amount).toBe("1,185.75");
  const kinds = sample("quote-slip").blocks.map((candidate) => candidate.kind);
  expect(kinds).not.toContain("proof");
  expect(block("quote-slip", "lines").lines).toContain("This is not a tax receipt");
});

test("[RC8] a deposit's slip says what was paid before, now, and what is left", () => {
  expect(labels("deposit-slip").slice(-5)).toEqual([
    "Price of the goods: 1,373.50",
    "Paid before: 300.00",
    "Cash: 1,000.00",
    "Change: 500.00",
    "Left to pay: 573.50",
  ]);
  expect(block("deposit-slip", "total")).toMatchObject({ label: "Deposit KES", amount: "500.00" });
  expect(block("deposit-slip", "proof").payload).toContain(":KES:50000:");
  expect(labels("deposit-back").some((row) => row.startsWith("Kilichobaki"))).toBe(false);
});

test("[RC2] the QR payload names the sale so that its event can be found", () => {
  expect(block("basket", "proof").payload).toBe(
    "KAUNTA1:A3:412:KES:184500:9F3A00C1:2026-11-21-A3-01",
  );
  expect(block("refund", "proof").payload).toContain(":KES:-24500:");
});

test.each([
  [0, "KES", "0.00"],
  [5, "KES", "0.05"],
  [-5, "KES", "−0.05"],
  [1_284_500_000, "KES", "12,845,000.00"],
  [12_845_000, "JPY", "12,845,000"],
  [-1_234_567, "KWD", "−1,234.567"],
  [99_999, "GBP", "999.99"],
])("%i of %s is %s", (amount, currency, text) => {
  expect(receiptAmount(minor(amount), currency)).toBe(text);
});

test("a total carries its currency once", () => {
  expect(receiptTotal("Total", minor(-1845), "GBP")).toEqual({ label: "Total", amount: "−£18.45" });
  expect(receiptTotal("Jumla", minor(1845), "KES")).toEqual({
    label: "Jumla KES",
    amount: "18.45",
  });
});

test("moments are on the store's wall clock", () => {
  const at = instant(Date.UTC(2026, 4, 31, 21, 5));
  expect(receiptMoment(at, "Africa/Nairobi", receiptTexts("sw"))).toBe("1 Jun 2026, 00:05");
  expect(receiptMoment(at, "America/New_York", receiptTexts("sw"))).toBe("31 Mei 2026, 17:05");
});

test("width counts cells, not code units", () => {
  expect(displayWidth("abc")).toBe(3);
  expect(displayWidth("名前")).toBe(4);
  expect(displayWidth("e\u0301")).toBe(1);
  expect(displayWidth("👨‍👩‍👧")).toBe(2);
});

test("wrapping loses nothing but the spaces at its breaks", () => {
  expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrapText("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]);
  expect(wrapText("名前名前", 5)).toEqual(["名前", "名前"]);
  expect(wrapText("", 5)).toEqual([""]);
});
