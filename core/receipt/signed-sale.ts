import type { SaleDocument, SaleLine, SalePayment } from "../sale/sale-document";
import type { Instant } from "../time";

/** A sold line as a receipt's code carries it: its figures, and its name only where no product has one. */
export type SignedLine = Pick<
  SaleLine,
  | "lineId"
  | "productId"
  | "unit"
  | "isStocked"
  | "pricesIncludeTax"
  | "quantityMilli"
  | "unitPriceMinor"
  | "subtotalMinor"
  | "promotionMinor"
  | "discountMinor"
  | "netMinor"
  | "taxMinor"
  | "grossMinor"
  | "taxGroupCode"
  | "taxes"
  | "points"
> & { readonly name: string | null };

export type SignedPayment = Pick<
  SalePayment,
  "method" | "amountMinor" | "changeMinor" | "foreign" | "reference"
>;

/** What the code of a signed receipt says of its sale [RC10]; signed like the document. */
export type SignedSale = Pick<
  SaleDocument,
  | "saleId"
  | "kind"
  | "receiptNumber"
  | "currency"
  | "pricesIncludeTax"
  | "isTaxExempt"
  | "taxRounding"
  | "originalSaleId"
  | "heldCartId"
  | "totalMinor"
  | "roundingMinor"
  | "tipMinor"
  | "points"
  | "taxes"
> & {
  /** The terminal that made the sale, the place of its event in that terminal's log, and its hash. */
  readonly terminalCode: string;
  readonly sequence: number;
  readonly hash: string;
  readonly soldAt: Instant;
  readonly businessDate: string;
  /** Net of all lines of each tax group, in the order of their codes. */
  readonly groups: readonly { readonly code: string; readonly netMinor: number }[];
  readonly payments: readonly SignedPayment[];
  /** Null in the short form, which tells totals only. */
  readonly lines: readonly SignedLine[] | null;
};

export type SignedSource = {
  readonly sale: SaleDocument;
  readonly terminalCode: string;
  readonly sequence: number;
  readonly hash: string;
  readonly soldAt: Instant;
  readonly businessDate: string;
};

/**
 * What a code can say of a sale. Lines are those of plain sales: goods that came back carry what
 * they were sold as, for which a code has no room.
 */
export function signedSaleOf(source: SignedSource): SignedSale {
  const { sale, terminalCode, sequence, hash, soldAt, businessDate } = source;
  const isPlain = sale.kind === "sale" && sale.lines.every((line) => line.quantityMilli > 0);
  return {
    terminalCode,
    sequence,
    hash,
    soldAt,
    businessDate,
    saleId: sale.saleId,
    kind: sale.kind,
    receiptNumber: sale.receiptNumber,
    currency: sale.currency,
    pricesIncludeTax: sale.pricesIncludeTax,
    isTaxExempt: sale.isTaxExempt,
    taxRounding: sale.taxRounding,
    originalSaleId: sale.originalSaleId,
    heldCartId: sale.heldCartId,
    totalMinor: sale.totalMinor,
    roundingMinor: sale.roundingMinor,
    tipMinor: sale.tipMinor,
    points: sale.points,
    taxes: sale.taxes,
    groups: groupsOf(sale),
    payments: sale.payments.map(({ method, amountMinor, changeMinor, foreign, reference }) => ({
      method,
      amountMinor,
      changeMinor,
      foreign,
      reference,
    })),
    lines: isPlain ? sale.lines.map(signedLineOf) : null,
  };
}

function groupsOf(sale: SaleDocument): SignedSale["groups"] {
  const nets = new Map<string, number>();
  for (const { taxGroupCode, netMinor } of sale.lines) {
    nets.set(taxGroupCode, (nets.get(taxGroupCode) ?? 0) + netMinor);
  }
  const codes = [...nets.keys()].sort();
  return codes.map((code) => ({ code, netMinor: nets.get(code) ?? 0 }));
}

function signedLineOf(line: SaleLine): SignedLine {
  return {
    lineId: line.lineId,
    productId: line.productId,
    name: line.productId === null ? line.name : null,
    unit: line.unit,
    isStocked: line.isStocked,
    pricesIncludeTax: line.pricesIncludeTax,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: line.unitPriceMinor,
    subtotalMinor: line.subtotalMinor,
    promotionMinor: line.promotionMinor,
    discountMinor: line.discountMinor,
    netMinor: line.netMinor,
    taxMinor: line.taxMinor,
    grossMinor: line.grossMinor,
    taxGroupCode: line.taxGroupCode,
    taxes: line.taxes,
    points: line.points,
  };
}
