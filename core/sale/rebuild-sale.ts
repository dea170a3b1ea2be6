import type { SignedLine, SignedSale } from "../receipt/signed-sale";
import type { TaxGroup } from "../tax/tax-group";
import type { SaleDocument, SaleLine } from "./sale-document";

/** What a code does not say and the shop knows. */
export type KnownGoods = {
  readonly findProduct: (productId: string) => { sku: string; name: string } | null;
  readonly taxGroups: readonly TaxGroup[];
  readonly newId: () => string;
};

/**
 * The document of a sale as far as the code of its receipt tells it [RC12]: figures as they were,
 * names as the catalogue has them today, no traces. The short form becomes one line for each tax
 * group, which moves no stock.
 */
export function rebuildSale(signed: SignedSale, known: KnownGoods): SaleDocument {
  const lines = signed.lines
    ? signed.lines.map((line) => itemisedLine(line, known))
    : groupLines(signed, known);
  const sum = (field: "subtotalMinor" | "promotionMinor" | "discountMinor" | "netMinor") =>
    lines.reduce((total, line) => total + line[field], 0);
  const paidMinor = signed.payments.reduce((total, payment) => total + payment.amountMinor, 0);
  const { saleId, kind, receiptNumber, currency, pricesIncludeTax, taxRounding } = signed;
  const { isTaxExempt, originalSaleId, heldCartId, totalMinor, roundingMinor, tipMinor } = signed;
  return {
    ...{ saleId, kind, receiptNumber, currency, pricesIncludeTax, taxRounding, isTaxExempt },
    ...{ originalSaleId, heldCartId, totalMinor, roundingMinor, tipMinor },
    taxGroups: signed.groups.map(({ code }) => groupOf(code, known)) as SaleDocument["taxGroups"],
    customerId: null,
    reason: null,
    note: null,
    coupons: [],
    orderDiscount: null,
    voidedLines: [],
    approvals: [],
    lines,
    taxes: [...signed.taxes],
    subtotalMinor: sum("subtotalMinor"),
    promotionMinor: sum("promotionMinor"),
    discountMinor: sum("discountMinor"),
    netMinor: sum("netMinor"),
    taxMinor: lines.reduce((total, line) => total + line.taxMinor, 0),
    paidMinor,
    changeMinor: signed.payments.reduce((total, payment) => total + payment.changeMinor, 0),
    points: signed.points,
    payments: signed.payments.map((payment) => ({
      ...payment,
      paymentId: known.newId(),
      tenderedMinor: payment.amountMinor + payment.changeMinor,
      currency,
    })),
  };
}

function groupOf(code: string, known: KnownGoods): TaxGroup {
  const { name = code, rates = [] } = known.taxGroups.find((group) => group.code === code) ?? {};
  return { code, name, rates };
}

function itemisedLine(line: SignedLine, known: KnownGoods): SaleLine {
  const { name, productId, ...figures } = line;
  const product = productId === null ? null : known.findProduct(productId);
  return {
    ...figures,
    productId,
    sku: product?.sku ?? "",
    // Goods that the catalogue has lost are still goods of this sale.
    name: (product?.name ?? name) || (productId ?? line.lineId),
    taxes: [...line.taxes],
    trace: null,
    returned: null,
    note: null,
  };
}

function groupLines(signed: SignedSale, known: KnownGoods): SaleLine[] {
  return signed.groups.map(({ code, netMinor }, index) => {
    const taxes = signed.taxes.filter((tax) => tax.taxGroupCode === code);
    const taxMinor = taxes.reduce((total, tax) => total + tax.taxMinor, 0);
    const amountMinor = signed.pricesIncludeTax ? netMinor + taxMinor : netMinor;
    return {
      lineId: known.newId(),
      productId: null,
      sku: "",
      name: groupOf(code, known).name,
      unit: "each",
      quantityMilli: amountMinor < 0 || signed.kind !== "sale" ? -1_000 : 1_000,
      unitPriceMinor: Math.abs(amountMinor),
      pricesIncludeTax: signed.pricesIncludeTax,
      subtotalMinor: amountMinor,
      promotionMinor: 0,
      discountMinor: 0,
      netMinor,
      taxMinor,
      grossMinor: netMinor + taxMinor,
      taxGroupCode: code,
      taxes: taxes.map((tax) => ({
        code: tax.code,
        name: tax.name,
        ratePpm: tax.ratePpm,
        netMinor: tax.netMinor,
        taxMinor: tax.taxMinor,
      })),
      points: index === 0 ? signed.points : 0,
      isStocked: false,
      trace: null,
      returned: null,
      note: null,
    };
  });
}
