import type { SaleDocument } from "../../core/sale/sale-document";

/** What a sale can have that an event of it must go on meaning. */
export const TRAITS_OF_SALES: Readonly<Record<string, (document: SaleDocument) => boolean>> = {
  "promotion of an item": ({ promotionMinor }) => promotionMinor !== 0,
  coupon: ({ coupons }) => coupons.length > 0,
  "order discount": ({ orderDiscount }) => orderDiscount !== null && orderDiscount.amountMinor > 0,
  "line discount": (sale) => hasStep(sale, "line_discount"),
  "price by hand": (sale) => hasStep(sale, "stated"),
  "without tax for the customer": ({ isTaxExempt, kind }) => isTaxExempt && kind === "sale",
  "foreign cash": ({ payments }) => payments.some(({ foreign }) => foreign !== null),
  "split tender": ({ payments }) => payments.length > 1,
  "cash rounding": ({ roundingMinor }) => roundingMinor !== 0,
  tip: ({ tipMinor }) => tipMinor !== 0,
  change: ({ changeMinor }) => changeMinor > 0,
  "weighed goods": ({ lines }) => lines.some(({ unit }) => unit === "kg"),
  "prices without tax": ({ pricesIncludeTax }) => !pricesIncludeTax,
  "tax by document": ({ taxRounding }) => taxRounding === "document",
  "several taxes": ({ lines }) => lines.some(({ taxes }) => taxes.length > 1),
  points: ({ points }) => points > 0,
  exchange: ({ kind, lines }) => kind === "sale" && lines.some(({ returned }) => returned !== null),
  "returned in part": ({ kind, lines }) =>
    kind === "refund" && lines.some(({ returned }) => (returned?.returnedBeforeMilli ?? 0) > 0),
  "without receipt": ({ lines }) =>
    lines.some(({ quantityMilli, returned }) => quantityMilli < 0 && returned === null),
  "taken back whole": ({ kind }) => kind === "void",
};

function hasStep({ lines }: SaleDocument, kind: string): boolean {
  return lines.some(({ trace }) => trace?.steps.some((step) => step.kind === kind));
}
