import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { uuidFrom } from "../../../core/ids";
import { minor } from "../../../core/money/minor";
import { quantityMilli } from "../../../core/quantity/quantity";
import { buildSaleDocument } from "../../../core/sale/build-sale-document";
import type { SaleDocument } from "../../../core/sale/sale-document";
import { ratePpm } from "../../../core/tax/rate";
import { MessagesProvider } from "../../messages/messages-provider";
import type { SaleEvent } from "../office-outputs";
import { Explanation } from "./explain-price";
import { saleDocumentOf } from "./sale-document-of";

const VAT = { code: "VAT", name: "VAT", kind: "percent", isCompound: false } as const;

function newDocument(): SaleDocument {
  return buildSaleDocument({
    saleId: uuidFrom("sale"),
    kind: "sale",
    receiptNumber: "2026-04-30-A3-01",
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: [{ code: "B", name: "Standard", rates: [{ ...VAT, ratePpm: ratePpm(160_000) }] }],
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    lines: [
      {
        lineId: uuidFrom("line"),
        productId: null,
        sku: "TEA",
        name: "Tea",
        unit: "each",
        quantityMilli: quantityMilli(3_000),
        unitPriceMinor: minor(11_600),
        discountMinor: minor(4_800),
        taxGroupCode: "B",
        isStocked: true,
      },
    ],
    orderDiscountMinor: minor(0),
    payments: [{ paymentId: uuidFrom("payment"), method: "cash" }],
  });
}

function eventOf(payload: unknown): SaleEvent {
  return {
    sequence: 1,
    type: "SALE",
    state: "applied",
    hash: "",
    prevHash: "",
    createdAt: "2026-04-30T10:00:00.000Z",
    receivedAt: "2026-04-30T10:00:01.000Z",
    body: { type: "SALE", typeVersion: 2, payload },
  };
}

test("what the till sealed is read, and what was altered is not shown", () => {
  const document = newDocument();
  expect(saleDocumentOf(eventOf(document))?.totalMinor).toBe(30_000);
  const [line] = document.lines;
  const altered = { ...document, lines: [{ ...line, discountMinor: 4_799 }] };
  expect(saleDocumentOf(eventOf(altered))).toBeNull();
  expect(saleDocumentOf(eventOf(null))).toBeNull();
});

test.each(["en", "sw"] as const)("[TR3] a price is explained as a sum in %s", (language) => {
  const document = newDocument();
  const [line] = document.lines;
  if (!line) throw new Error("a sale has its line");
  const markup = renderToStaticMarkup(
    <MessagesProvider language={language}>
      <Explanation document={document} line={line} />
    </MessagesProvider>,
  );
  const figures = markup
    .replace(/<dt.*?<\/dt>/g, "")
    .replace(/<[^>]*>/g, " ")
    .match(/[\u2212\d][\d,.]*/g);
  expect(figures).toEqual(["116.00", "348.00", "\u221248.00", "41.38", "300.00"]);
});
