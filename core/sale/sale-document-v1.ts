import * as z from "zod";
import { MINOR_MAX } from "../money/minor";
import type { TraceStep } from "../pricing/price-trace";
import { sealTrace } from "../pricing/run-trace";
import { taxGroupSchema } from "../tax/tax-group";
import { type SaleDocument, type SaleLine, UNITS } from "./sale-document";

const minor = z.number().int().min(-MINOR_MAX).max(MINOR_MAX);
const milli = z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000);

const saleLineTaxSchema = z.strictObject({
  code: z.string().max(20),
  name: z.string().max(40),
  ratePpm: z.number().int(),
  netMinor: minor,
  taxMinor: minor,
});

const saleLineSchema = z.strictObject({
  lineId: z.uuid(),
  productId: z.uuid().nullable(),
  sku: z.string().max(64),
  name: z.string().min(1).max(200),
  unit: z.enum(UNITS),
  quantityMilli: milli,
  unitPriceMinor: minor,
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  taxGroupCode: z.string().max(20),
  taxes: z.array(saleLineTaxSchema).max(8),
  isStocked: z.boolean(),
  originalLineId: z.uuid().nullable(),
  note: z.string().max(200).nullable(),
});

const saleTaxSchema = z.strictObject({
  taxGroupCode: z.string().max(20),
  code: z.string().max(20),
  name: z.string().max(40),
  ratePpm: z.number().int(),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
});

const salePaymentSchema = z.strictObject({
  paymentId: z.uuid(),
  method: z.enum(["cash", "card", "mpesa", "other"]),
  amountMinor: minor,
  tenderedMinor: minor,
  changeMinor: minor,
  currency: z.string().length(3),
  reference: z.string().max(120).nullable(),
});

/** What a SALE or REFUND event of version 1 says: prices and discounts without their reasons. */
export const saleDocumentV1Schema = z.strictObject({
  saleId: z.uuid(),
  kind: z.enum(["sale", "refund"]),
  receiptNumber: z.string().min(1).max(40),
  currency: z.string().length(3),
  pricesIncludeTax: z.boolean(),
  taxRounding: z.literal("line"),
  taxGroups: z.array(taxGroupSchema).max(50),
  customerId: z.uuid().nullable(),
  originalSaleId: z.uuid().nullable(),
  reason: z.string().max(200).nullable(),
  note: z.string().max(500).nullable(),
  lines: z.array(saleLineSchema).min(1).max(5_000),
  taxes: z.array(saleTaxSchema).max(100),
  subtotalMinor: minor,
  discountMinor: minor,
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  roundingMinor: minor,
  paidMinor: minor,
  changeMinor: minor,
  payments: z.array(salePaymentSchema).max(50),
});
export type SaleDocumentV1 = z.infer<typeof saleDocumentV1Schema>;

/**
 * A document of version 1 in today's form: its prices and discounts stand as given, so that the
 * engine comes to the same figures. Goods that came back were priced again instead of sharing what
 * their line was sold at; of that line its id is kept, so that they count as returned.
 */
export function upcastSaleV1(document: SaleDocumentV1): SaleDocument {
  return {
    ...document,
    isTaxExempt: false,
    heldCartId: null,
    coupons: [],
    orderDiscount: null,
    lines: document.lines.map((line) => upcastLine(line, document.pricesIncludeTax)),
    voidedLines: [],
    approvals: [],
    promotionMinor: 0,
    tipMinor: 0,
    points: 0,
    payments: document.payments.map((payment) => ({ ...payment, foreign: null })),
  };
}

function upcastLine(line: SaleDocumentV1["lines"][number], pricesIncludeTax: boolean): SaleLine {
  const { originalLineId, ...kept } = line;
  const steps: TraceStep[] = [
    { kind: "stated", why: "given", unitPriceMinor: line.unitPriceMinor, reason: null },
  ];
  if (line.discountMinor !== 0) {
    const askedMinor = Math.abs(line.discountMinor);
    steps.push({
      kind: "line_discount",
      percentPpm: null,
      askedMinor,
      baseMinor: Math.abs(line.subtotalMinor),
      amountMinor: askedMinor,
      reason: null,
    });
  }
  return {
    ...kept,
    pricesIncludeTax,
    promotionMinor: 0,
    points: 0,
    trace: sealTrace(steps),
    returned: null,
    ...(originalLineId === null ? {} : { soldLineId: originalLineId }),
  };
}
