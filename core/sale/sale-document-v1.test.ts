import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { saleDocumentSchema } from "./sale-document";
import { type SaleDocumentV1, saleDocumentV1Schema, upcastSaleV1 } from "./sale-document-v1";
import { verifySaleDocument } from "./verify-sale-document";

const SOLD: SaleDocumentV1 = {
  saleId: uuidFrom("sale"),
  kind: "sale",
  receiptNumber: "2026-04-30-A1-01",
  currency: "KES",
  pricesIncludeTax: true,
  taxRounding: "line",
  taxGroups: [
    {
      code: "B",
      name: "Standard",
      rates: [
        { code: "VAT", name: "VAT", ratePpm: 160_000, kind: "percent", isCompound: false },
      ] as never,
    },
  ],
  customerId: null,
  originalSaleId: null,
  reason: null,
  note: null,
  lines: [
    {
      lineId: uuidFrom("line"),
      productId: uuidFrom("tea"),
      sku: "TEA",
      name: "Tea",
      unit: "each",
      quantityMilli: 2000,
      unitPriceMinor: 6000,
      subtotalMinor: 12_000,
      discountMinor: 400,
      netMinor: 10_000,
      taxMinor: 1600,
      grossMinor: 11_600,
      taxGroupCode: "B",
      taxes: [{ code: "VAT", name: "VAT", ratePpm: 160_000, netMinor: 10_000, taxMinor: 1600 }],
      isStocked: true,
      originalLineId: null,
      note: null,
    },
  ],
  taxes: [
    {
      taxGroupCode: "B",
      code: "VAT",
      name: "VAT",
      ratePpm: 160_000,
      netMinor: 10_000,
      taxMinor: 1600,
      grossMinor: 11_600,
    },
  ],
  subtotalMinor: 12_000,
  discountMinor: 400,
  netMinor: 10_000,
  taxMinor: 1600,
  totalMinor: 11_600,
  roundingMinor: 0,
  paidMinor: 11_600,
  changeMinor: 400,
  payments: [
    {
      paymentId: uuidFrom("payment"),
      method: "cash",
      amountMinor: 11_600,
      tenderedMinor: 12_000,
      changeMinor: 400,
      currency: "KES",
      reference: null,
    },
  ],
};

describe("upcastSaleV1", () => {
  it("[SA5] reads a sale of version 1 in today's form, with the same figures", () => {
    const document = upcastSaleV1(saleDocumentV1Schema.parse(SOLD));
    expect(saleDocumentSchema.parse(document)).toEqual(document);
    verifySaleDocument(document);
    expect(document).toMatchObject({ totalMinor: 11_600, tipMinor: 0, paidMinor: 11_600 });
  });

  it("[SA5] keeps the sold line of goods that came back, and takes it from no later version", () => {
    const [line] = SOLD.lines;
    if (!line) throw new Error("a sale has a line");
    const back = { ...line, originalLineId: uuidFrom("sold"), lineId: uuidFrom("back") };
    const document = upcastSaleV1({ ...SOLD, lines: [back] });
    expect(document.lines[0]).toMatchObject({ returned: null, soldLineId: uuidFrom("sold") });
    expect(saleDocumentSchema.safeParse(document).success).toBe(false);
  });

  it("[SA5] still finds a figure that was altered", () => {
    const document = upcastSaleV1({ ...SOLD, taxMinor: 1601 });
    expect(() => verifySaleDocument(document)).toThrow("event_totals_mismatch");
  });
});
