import { type Minor, minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildReceipt } from "../../core/receipt/build-receipt";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import type {
  ReceiptFrame,
  ReceiptRecord,
  ReceiptStore,
  SaleReceiptInput,
} from "../../core/receipt/receipt-input";
import {
  buildSaleDocument,
  type PaymentRequest,
  type SaleLineRequest,
  type SaleRequest,
} from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import { ratePpm } from "../../core/tax/rate";
import type { TaxGroup } from "../../core/tax/tax-group";
import { instant } from "../../core/time";

const VAT = { code: "vat", name: "VAT", kind: "percent", isCompound: false } as const;

export const GROUPS: readonly TaxGroup[] = [
  { code: "A", name: "Exempt", rates: [] },
  { code: "B", name: "Standard", rates: [{ ...VAT, ratePpm: ratePpm(160_000) }] },
  { code: "C", name: "Zero rated", rates: [{ ...VAT, ratePpm: ratePpm(0) }] },
  { code: "standard", name: "Standard", rates: [{ ...VAT, ratePpm: ratePpm(200_000) }] },
  {
    code: "beer",
    name: "Beer",
    rates: [
      {
        code: "excise",
        name: "Excise",
        kind: "fixed_per_unit",
        ratePpm: ratePpm(0),
        amountMinor: minor(500),
        isCompound: false,
      },
      { ...VAT, ratePpm: ratePpm(160_000), isCompound: true },
    ],
  },
];

export const uuid = (number: number) =>
  `01940000-0000-7000-8000-${String(number).padStart(12, "0")}`;

export type LineSketch = Partial<SaleLineRequest> & {
  name: string;
  quantity: number;
  price: number;
};

export function saleLine(sketch: LineSketch, index: number): SaleLineRequest {
  const { quantity, price, ...rest } = sketch;
  return {
    lineId: uuid(index + 1),
    productId: null,
    sku: `SKU-${index + 1}`,
    unit: "each",
    discountMinor: minor(0),
    taxGroupCode: "B",
    isStocked: true,
    quantityMilli: quantityMilli(quantity),
    unitPriceMinor: minor(price),
    ...rest,
  };
}

export const cash = (tendered?: number): PaymentRequest => ({
  paymentId: uuid(900),
  method: "cash",
  ...(tendered === undefined ? {} : { tenderedMinor: minor(tendered) }),
});

/** Everything about a sale but its goods and their prices. */
export type Circumstances = Partial<
  Omit<SaleRequest, "quote" | "lines" | "orderDiscount" | "orderDiscountMinor">
>;

export function circumstances(changes: Circumstances) {
  return {
    saleId: uuid(0),
    kind: "sale" as const,
    receiptNumber: "2026-11-21-A3-01",
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: GROUPS,
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP" as const,
    payments: [cash()],
    ...changes,
  };
}

export function sale(
  lines: readonly LineSketch[],
  {
    orderDiscountMinor = minor(0),
    ...changes
  }: Circumstances & { orderDiscountMinor?: Minor } = {},
): SaleDocument {
  return buildSaleDocument({
    ...circumstances(changes),
    lines: lines.map(saleLine),
    orderDiscountMinor,
  });
}

export const newFrame = (): ReceiptFrame & ReceiptRecord => ({
  store: DUKA,
  registerName: "Till 2",
  terminalCode: "A3",
  sequence: 412,
  hashShort: "9f3a00c1",
  shiftNumber: 214,
  cashierName: "Wanjiku M.",
  customerName: null,
  soldAt: instant(Date.UTC(2026, 10, 21, 10, 46, 22)),
  isCopy: false,
  isTraining: false,
});

export function receipt(
  document: SaleDocument,
  changes: Partial<SaleReceiptInput> = {},
): ReceiptDocument {
  return buildReceipt({ ...newFrame(), sale: document, originalReceiptNumber: null, ...changes });
}

export const DUKA: ReceiptStore = {
  tenantName: "Duka Moja",
  name: "Kilimani",
  addressLines: ["Argwings Kodhek Road", "Nairobi"],
  taxNumber: "P051234567X",
  language: "en",
  timezone: "Africa/Nairobi",
  receiptFooter: ["Returns within 7 days with this receipt", "Asante, karibu tena"],
  isDemo: false,
};
