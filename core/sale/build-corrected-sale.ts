import { DomainError } from "../errors";
import { type Minor, minor, ZERO_MINOR } from "../money/minor";
import { ONE_UNIT, quantityMilli } from "../quantity/quantity";
import { ratesOn } from "../tax/rates-on";
import type { TaxGroup } from "../tax/tax-group";
import { buildSaleDocument, type SaleLineRequest } from "./build-sale-document";
import type { AsideSale } from "./read-aside-sale";
import type { PaymentMethod, SaleDocument } from "./sale-document";

/**
 * What a person says of a sale that is booked by hand: the lines as they were read, each with its
 * tax group, or one line of a total with tax; and how it was paid.
 */
export type ConfirmedSale =
  | {
      readonly kind: "lines";
      readonly taxGroupCodes: readonly string[];
      readonly method: PaymentMethod;
    }
  | {
      readonly kind: "total";
      /** With tax; negative for money that was given back. */
      readonly totalMinor: number;
      readonly taxGroupCode: string;
      readonly method: PaymentMethod;
    };

export type CorrectedSaleInput = {
  readonly confirmed: ConfirmedSale;
  readonly read: AsideSale;
  /** Used when the event's own cannot be read. */
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly businessDate: string;
  readonly reason: string;
  readonly store: {
    readonly currency: string;
    readonly pricesIncludeTax: boolean;
    readonly taxRounding: SaleDocument["taxRounding"];
    readonly cashIncrementMinor: Minor;
  };
  readonly taxGroups: ReadonlyMap<string, TaxGroup>;
  /** What the one line is called when there are none. */
  readonly lineName: string;
  readonly newId: () => string;
};

/**
 * The document of a sale that a person books by hand [CO2]: every figure is the engine's, at the
 * tax rates of the business date, from what the event said or from one total.
 *
 * @throws DomainError validation_failed (no lines to take over, or a tax group that is unknown)
 */
export function buildCorrectedSale(input: CorrectedSaleInput): SaleDocument {
  const { confirmed, store, read } = input;
  const lines = confirmed.kind === "lines" ? linesAsRead(input, confirmed) : oneLine(input);
  const taxGroups = [...new Set(lines.map((line) => line.taxGroupCode))].map((code) =>
    ratesOn(groupOf(input, code), input.businessDate),
  );
  const isBack = lines.every((line) => line.quantityMilli < 0);
  const request = {
    saleId: read.saleId ?? input.saleId,
    kind: isBack ? ("refund" as const) : ("sale" as const),
    receiptNumber: read.receiptNumber ?? input.receiptNumber,
    currency: read.currency ?? store.currency,
    pricesIncludeTax:
      confirmed.kind === "total" ? true : (read.pricesIncludeTax ?? store.pricesIncludeTax),
    taxRounding: store.taxRounding,
    taxGroups,
    // What was paid in one total is what was paid; coins were rounded when it was.
    cashIncrementMinor: confirmed.kind === "total" ? minor(1) : store.cashIncrementMinor,
    cashRoundingMode: "HALF_UP" as const,
    reason: input.reason,
    lines,
    orderDiscountMinor: ZERO_MINOR,
  };
  const payment = { paymentId: input.newId(), method: confirmed.method };
  const atCash = buildSaleDocument({ ...request, payments: [{ ...payment, method: "cash" }] });
  if (confirmed.method === "cash") return atCash;
  const amountMinor = minor(atCash.totalMinor);
  return buildSaleDocument({ ...request, payments: [{ ...payment, amountMinor }] });
}

function linesAsRead(
  input: CorrectedSaleInput,
  { taxGroupCodes }: Extract<ConfirmedSale, { kind: "lines" }>,
): SaleLineRequest[] {
  const { read } = input;
  if (read.lines.length === 0 || read.lines.length !== taxGroupCodes.length) {
    throw new DomainError("validation_failed", { field: "taxGroupCodes" });
  }
  return read.lines.map((line, index) => ({
    ...line,
    lineId: input.newId(),
    quantityMilli: quantityMilli(line.quantityMilli),
    unitPriceMinor: minor(line.unitPriceMinor),
    discountMinor: minor(line.discountMinor),
    taxGroupCode: taxGroupCodes[index] ?? "",
  }));
}

function oneLine(input: CorrectedSaleInput): SaleLineRequest[] {
  const { confirmed } = input;
  if (confirmed.kind !== "total" || confirmed.totalMinor === 0) {
    throw new DomainError("validation_failed", { field: "totalMinor" });
  }
  const { totalMinor, taxGroupCode } = confirmed;
  return [
    {
      lineId: input.newId(),
      productId: null,
      sku: "",
      name: input.lineName,
      unit: "each",
      quantityMilli: totalMinor < 0 ? quantityMilli(0 - ONE_UNIT) : ONE_UNIT,
      unitPriceMinor: minor(Math.abs(totalMinor)),
      discountMinor: ZERO_MINOR,
      taxGroupCode,
      isStocked: false,
    },
  ];
}

function groupOf({ taxGroups }: CorrectedSaleInput, code: string): TaxGroup {
  const group = taxGroups.get(code);
  if (!group) throw new DomainError("validation_failed", { field: "taxGroupCode", code });
  return group;
}
