import type { Quote } from "../cart/quote-cart";
import type { TraceStep } from "../pricing/price-trace";
import type { Deposit, SaleDocument, SaleLine } from "../sale/sale-document";
import type { StoreChange } from "../sync/protocol-v1";
import type { Instant } from "../time";
import type { ReceiptProof } from "./receipt-payload";

export type ReceiptStore = Pick<
  StoreChange,
  | "tenantName"
  | "name"
  | "addressLines"
  | "taxNumber"
  | "language"
  | "timezone"
  | "receiptFooter"
  | "isDemo"
>;

/** Where, when and by whom, of every kind of slip. */
export type ReceiptFrame = {
  readonly store: ReceiptStore;
  readonly registerName: string;
  readonly terminalCode: string;
  readonly shiftNumber: number | null;
  readonly cashierName: string;
  readonly customerName: string | null;
  readonly soldAt: Instant;
  readonly isCopy: boolean;
  readonly isTraining: boolean;
};

/** The event that a receipt is of. */
export type ReceiptRecord = {
  /** Place of the event in its terminal's log. */
  readonly sequence: number;
  /** First 8 hex digits of the event's hash. */
  readonly hashShort: string;
  /** The code of a signed receipt [RC9]; left out where nothing signs, and then RC2 is printed. */
  readonly signedCode?: string | null;
};

/** The receipt of a sale, refund, exchange or void. */
export type SaleReceiptInput = ReceiptFrame &
  ReceiptRecord & {
    readonly sale: SaleDocument;
    /** Of the sale that a refund or void takes back; null when unknown or none. */
    readonly originalReceiptNumber: string | null;
  };

/** The slip of a deposit on a layaway, or of giving it back. */
export type DepositReceiptInput = ReceiptFrame &
  ReceiptRecord & {
    readonly deposit: Deposit;
    /** What was put aside; null when it is not known. */
    readonly goods: ReceiptGoods | null;
  };

/** A quote's slip: prices that hold until a day, no sale and no tax receipt. */
export type QuoteReceiptInput = ReceiptFrame & {
  readonly quote: {
    readonly number: string;
    /** Last business date on which it holds, `YYYY-MM-DD`. */
    readonly expiresOn: string | null;
    readonly note: string | null;
    readonly goods: ReceiptGoods;
  };
};

export type ReceiptInput = SaleReceiptInput | DepositReceiptInput | QuoteReceiptInput;

export type ReceiptLine = Pick<
  SaleLine,
  | "name"
  | "unit"
  | "quantityMilli"
  | "unitPriceMinor"
  | "subtotalMinor"
  | "promotionMinor"
  | "discountMinor"
  | "netMinor"
  | "taxGroupCode"
  | "note"
> & {
  readonly trace: { readonly steps: readonly TraceStep[] } | null;
  readonly returned: { readonly receiptNumber: string } | null;
};

/** Lines with their sums and taxes: what a sale document and a quoted cart have in common. */
export type ReceiptGoods = Pick<
  SaleDocument,
  | "kind"
  | "currency"
  | "pricesIncludeTax"
  | "subtotalMinor"
  | "promotionMinor"
  | "discountMinor"
  | "netMinor"
  | "taxMinor"
  | "totalMinor"
> & {
  readonly taxGroups: readonly SaleDocument["taxGroups"][number][];
  readonly taxes: readonly SaleDocument["taxes"][number][];
  readonly orderDiscount: Pick<
    NonNullable<SaleDocument["orderDiscount"]>,
    "percentPpm" | "amountMinor"
  > | null;
  readonly lines: readonly ReceiptLine[];
};

export type QuotedGoods = {
  readonly quote: Quote;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  /** The order's discount in parts per million, where it was asked for as a percentage. */
  readonly orderPercentPpm: number | null;
  /** In the order of the quote's lines. */
  readonly lines: readonly (Pick<ReceiptLine, "name" | "unit" | "note"> & {
    readonly returned?: ReceiptLine["returned"];
  })[];
};

/** A quoted cart as a slip prints it. */
export function quotedGoods(cart: QuotedGoods): ReceiptGoods {
  const { quote, currency, pricesIncludeTax, orderPercentPpm } = cart;
  const { subtotalMinor, promotionMinor, discountMinor, netMinor, taxMinor, totalMinor } = quote;
  return {
    kind: "sale",
    currency,
    pricesIncludeTax,
    taxGroups: quote.taxGroups.map((group) => ({ ...group, rates: [...group.rates] })),
    taxes: quote.taxes,
    orderDiscount:
      quote.orderDiscountMinor === 0
        ? null
        : { percentPpm: orderPercentPpm, amountMinor: quote.orderDiscountMinor },
    lines: quote.lines.map((line, index) => ({
      ...line,
      name: cart.lines[index]?.name ?? "",
      unit: cart.lines[index]?.unit ?? "each",
      note: cart.lines[index]?.note ?? null,
      trace: { steps: line.trace },
      returned: cart.lines[index]?.returned ?? null,
    })),
    ...{ subtotalMinor, promotionMinor, discountMinor, netMinor, taxMinor, totalMinor },
  };
}

/** The number under which a slip's document is known. */
export function receiptNumberOf(input: ReceiptInput): string {
  if ("sale" in input) return input.sale.receiptNumber;
  return "deposit" in input ? input.deposit.receiptNumber : input.quote.number;
}

/** The sale or deposit that a slip is of; null for a quote, which is no event. */
export function receiptDocumentId(input: ReceiptInput): string | null {
  if ("sale" in input) return input.sale.saleId;
  return "deposit" in input ? input.deposit.depositId : null;
}

/** What the QR code of a slip says; null for a quote, which is no event. */
export function receiptProofOf(input: ReceiptInput): ReceiptProof | null {
  if ("quote" in input) return null;
  const { terminalCode, sequence, hashShort } = input;
  if ("sale" in input) return { sale: input.sale, terminalCode, sequence, hashShort };
  const { receiptNumber, currency, amountMinor: totalMinor } = input.deposit;
  return { sale: { receiptNumber, currency, totalMinor }, terminalCode, sequence, hashShort };
}
