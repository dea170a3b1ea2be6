import { allocateOrderDiscount, computePercentDiscount } from "../cart/discount";
import { sumTaxes } from "../cart/sum-taxes";
import { DomainError } from "../errors";
import { addMinor, minor, sumMinor } from "../money/minor";
import { runTrace, type TraceResult } from "../pricing/run-trace";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "../tax/rate";
import type { StackedTaxes } from "../tax/stacked-tax";
import type { TaxGroup } from "../tax/tax-group";
import { taxLines } from "../tax/tax-lines";
import { mismatch, requireEqual, requireFit } from "./require-figures";
import { computeReturn } from "./return-line";
import type { SaleDocument, SaleLine } from "./sale-document";
import { verifyCircumstances, verifyPayments } from "./verify-payments";

/**
 * Whether a document's figures are what the engine makes of its own lines [SA4]: every trace is
 * executed again, the order's discount spread again, every tax computed again, every return taken
 * again from what was sold. The server runs this on every event before it books one.
 *
 * @throws DomainError event_totals_mismatch naming the first figure that differs |
 *         event_schema_invalid naming what cannot be true of such a document |
 *         validation_failed (a tax group that the document does not carry) | return_exceeds_sold.
 */
export function verifySaleDocument(document: SaleDocument): void {
  const sold = document.lines.filter((line) => line.returned === null);
  const runs = sold.map((line, index) => runLine(line, index));
  verifyOrderDiscount(document, runs);
  const taxed = taxSold(document, sold, runs);
  for (const [index, line] of sold.entries()) verifySold(line, runs[index], taxed[index]);
  for (const line of document.lines) if (line.returned) verifyReturned(line);
  verifySums(document);
  verifyTaxes(document);
  verifyCircumstances(document);
  verifyPayments(document);
}

function runLine(line: SaleLine, index: number): TraceResult {
  if (line.trace === null) mismatch(`lines.${index}.trace`, 0, null);
  return runTrace({
    trace: line.trace,
    quantityMilli: quantityMilli(line.quantityMilli),
    pricesIncludeTax: line.pricesIncludeTax,
  });
}

function verifyOrderDiscount(document: SaleDocument, runs: readonly TraceResult[]): void {
  const { orderDiscount } = document;
  const before = runs.map((run) => addMinor(run.amountMinor, run.orderDiscountMinor));
  const wholeMinor = minor(Math.abs(sumMinor(before)));
  const asked =
    orderDiscount === null
      ? minor(0)
      : orderDiscount.percentPpm === null
        ? minor(orderDiscount.askedMinor ?? 0)
        : computePercentDiscount(wholeMinor, ratePpm(orderDiscount.percentPpm), "HALF_UP");
  const shares = allocateOrderDiscount(before, asked);
  runs.forEach((run, index) => {
    requireEqual(`lines.${index}.orderDiscount`, run.orderDiscountMinor, shares[index]);
  });
  const amountMinor = Math.abs(sumMinor(shares));
  requireEqual("orderDiscount.amountMinor", orderDiscount?.amountMinor ?? 0, amountMinor);
}

function taxSold(
  document: SaleDocument,
  sold: readonly SaleLine[],
  runs: readonly TraceResult[],
): readonly StackedTaxes[] {
  const groups = new Map(document.taxGroups.map((group) => [group.code, group as TaxGroup]));
  return taxLines({
    lines: sold.map((line, index) => {
      const group = groups.get(line.taxGroupCode);
      if (!group) {
        throw new DomainError("validation_failed", {
          field: "taxGroupCode",
          code: line.taxGroupCode,
        });
      }
      return {
        taxGroupCode: line.taxGroupCode,
        rates: group.rates,
        amountMinor: runs[index]?.amountMinor ?? minor(0),
        quantityMilli: quantityMilli(
          line.unitPriceMinor < 0 ? 0 - line.quantityMilli : line.quantityMilli,
        ),
        pricesIncludeTax: line.pricesIncludeTax,
      };
    }),
    rounding: "HALF_UP",
    taxRounding: document.taxRounding,
  });
}

function verifySold(
  line: SaleLine,
  run: TraceResult | undefined,
  taxed: StackedTaxes | undefined,
): void {
  const at = (field: string) => `lines.${line.lineId}.${field}`;
  requireEqual(at("unitPriceMinor"), line.unitPriceMinor, run?.unitPriceMinor);
  requireEqual(at("subtotalMinor"), line.subtotalMinor, run?.subtotalMinor);
  requireEqual(at("promotionMinor"), line.promotionMinor, run?.promotionMinor);
  requireEqual(at("discountMinor"), line.discountMinor, run?.discountMinor);
  requireEqual(at("netMinor"), line.netMinor, taxed?.netMinor);
  requireEqual(at("taxMinor"), line.taxMinor, taxed?.taxMinor);
  requireEqual(at("grossMinor"), line.grossMinor, taxed?.grossMinor);
  requireTaxes(line, taxed?.taxes ?? []);
}

function verifyReturned(line: SaleLine): void {
  if (!line.returned) return;
  const figures = computeReturn(line.returned, quantityMilli(0 - line.quantityMilli));
  const at = (field: string) => `lines.${line.lineId}.${field}`;
  for (const field of RETURNED_FIGURES) requireEqual(at(field), line[field], figures[field]);
  requireEqual(at("promotionMinor"), line.promotionMinor, 0);
  requireTaxes(line, figures.taxes);
}

const RETURNED_FIGURES = [
  "subtotalMinor",
  "discountMinor",
  "netMinor",
  "taxMinor",
  "grossMinor",
  "points",
] as const;

function requireTaxes(line: SaleLine, computed: StackedTaxes["taxes"]): void {
  const at = (field: string) => `lines.${line.lineId}.taxes.${field}`;
  requireEqual(at("length"), line.taxes.length, computed.length);
  line.taxes.forEach((tax, index) => {
    requireEqual(at(`${index}.netMinor`), tax.netMinor, computed[index]?.netMinor);
    requireEqual(at(`${index}.taxMinor`), tax.taxMinor, computed[index]?.taxMinor);
    requireEqual(at(`${index}.ratePpm`), tax.ratePpm, computed[index]?.ratePpm);
  });
}

/**
 * Whether a document that was rebuilt from the code of a receipt adds up [RC13]: its lines have
 * no traces to execute, so sums, taxes and payments are all that can be checked.
 *
 * @throws DomainError event_totals_mismatch | event_schema_invalid
 */
export function verifyRebuiltSale(document: SaleDocument): void {
  for (const line of document.lines) {
    const at = (field: string) => `lines.${line.lineId}.${field}`;
    const taxMinor = line.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);
    requireEqual(at("taxMinor"), line.taxMinor, taxMinor);
    requireEqual(at("grossMinor"), line.grossMinor, line.netMinor + line.taxMinor);
    requireFit(at("returned"), line.returned === null && line.trace === null);
  }
  verifySums(document);
  verifyTaxes(document);
  verifyPayments(document);
}

const SUMS = [
  ["subtotalMinor", "subtotalMinor"],
  ["promotionMinor", "promotionMinor"],
  ["discountMinor", "discountMinor"],
  ["netMinor", "netMinor"],
  ["taxMinor", "taxMinor"],
  ["totalMinor", "grossMinor"],
  ["points", "points"],
] as const;

function verifySums(document: SaleDocument): void {
  for (const [whole, part] of SUMS) {
    const sum = document.lines.reduce((total, line) => total + line[part], 0);
    requireEqual(whole, document[whole], sum);
  }
}

function verifyTaxes(document: SaleDocument): void {
  const computed = sumTaxes(document.lines as never);
  requireEqual("taxes.length", document.taxes.length, computed.length);
  document.taxes.forEach((tax, index) => {
    const known = computed[index];
    const isSame = tax.taxGroupCode === known?.taxGroupCode && tax.code === known.code;
    requireFit(`taxes.${index}.code`, isSame && tax.ratePpm === known.ratePpm);
    requireEqual(`taxes.${index}.taxMinor`, tax.taxMinor, computed[index]?.taxMinor);
    requireEqual(`taxes.${index}.netMinor`, tax.netMinor, computed[index]?.netMinor);
    requireEqual(`taxes.${index}.grossMinor`, tax.grossMinor, computed[index]?.grossMinor);
  });
}
