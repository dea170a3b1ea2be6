import { assert } from "../../core/assert";
import { priceCart } from "../../core/cart/price-cart";
import { uuidFrom } from "../../core/ids";
import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import { lineAmount, quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument, type SaleLineRequest } from "../../core/sale/build-sale-document";
import type { PaymentMethod, StockAdjusted } from "../../core/sale/sale-document";
import type { Envelope, EventType } from "../../core/sync/envelope";
import { taxGroupSchema } from "../../core/tax/tax-group";
import { type ReplayTax, taxGroupOf } from "./build-catalog";
import { type Invoice, isGoods } from "./build-invoices";
import { exactAmount, wholeUnitPrice } from "./exact-price";
import type { Oddity, Row } from "./read-rows";
import { type ReplayPlace, type ReplayTerminal, TerminalLog } from "./terminal-log";

/**
 * Seal a terminal's invoices as its events, in the order given. Ids, times and hashes are
 * functions of the file and the terminal, so that sealing again gives the same bytes. A shift
 * opens with the first invoice of each day and closes after its last.
 */
export function buildEvents(
  invoices: readonly Invoice[],
  terminal: ReplayTerminal,
  place: ReplayPlace & { oddities: Oddity[] },
): readonly Envelope[] {
  const log = new TerminalLog(terminal, place);
  for (const invoice of invoices) {
    log.enterDay(invoice.soldAt);
    if (invoice.rows.length > 0)
      log.say(eventTypeOf(invoice), invoice, "sale", saleOf(log, invoice));
    if (invoice.writeOffs.length > 0) {
      log.say("STOCK_ADJUSTED", invoice, "stock", adjustmentOf(place, invoice));
    }
  }
  log.closeShift();
  return log.events;
}

function eventTypeOf(invoice: Invoice): EventType {
  return invoice.kind === "refund" ? "REFUND" : "SALE";
}

function saleOf(log: TerminalLog, invoice: Invoice): unknown {
  const { place } = log;
  const lines = invoice.rows.map((row) => lineOf(log, row));
  const [first] = invoice.rows;
  const method = methodOf(first?.tender ?? "");
  const build = (amountMinor: Minor) =>
    buildSaleDocument({
      saleId: log.idOf("sale", invoice.number),
      kind: invoice.kind === "refund" ? "refund" : "sale",
      receiptNumber: "-",
      currency: place.currency,
      pricesIncludeTax: place.tax !== "exclusive",
      taxGroups: [taxGroupSchema.parse(withKinds(place.tax))],
      cashIncrementMinor: minor(1),
      cashRoundingMode: "HALF_UP",
      customerId: place.customerIds.get(first?.customer ?? "") ?? null,
      note: `Invoice ${invoice.number}`,
      lines,
      orderDiscountMinor: ZERO_MINOR,
      payments:
        amountMinor === 0
          ? []
          : [
              {
                paymentId: log.idOf("payment", invoice.number),
                method,
                amountMinor,
                reference: invoice.number,
              },
            ],
    });
  const document = build(totalOf(lines, place));
  if (method === "cash") log.takeCash(document.paidMinor);
  return { ...document, receiptNumber: log.nextReceiptNumber() };
}

/** What the lines come to, so that the payment can name it. */
function totalOf(lines: readonly SaleLineRequest[], place: ReplayPlace): Minor {
  const taxGroup = taxGroupSchema.parse(withKinds(place.tax));
  return priceCart({
    currency: place.currency,
    pricesIncludeTax: place.tax !== "exclusive",
    taxRounding: "line",
    orderDiscountMinor: ZERO_MINOR,
    lines: lines.map((line) => ({ ...line, taxGroup })),
  }).totalMinor;
}

function withKinds(mode: ReplayTax) {
  const group = taxGroupOf(mode);
  return {
    ...group,
    rates: group.rates.map((rate) => ({ ...rate, kind: "percent", isCompound: false })),
  };
}

/**
 * A row as a line. A negative price sells a negative quantity, which is the same money. A price
 * that no whole minor unit can state is rounded away from zero, and the discount takes the line
 * back to its exact amount, rounded once.
 */
function lineOf(log: TerminalLog, row: Row): SaleLineRequest {
  const { place } = log;
  const isNegativePrice = row.price.units < 0n;
  const milli = Math.round(row.quantity * 1000) * (isNegativePrice ? -1 : 1);
  const price = isNegativePrice ? { ...row.price, units: -row.price.units } : row.price;
  const amount = exactAmount(price, milli, place.exponent);
  const { unitPriceMinor, isExact } = wholeUnitPrice(price, place.exponent);
  const atUnitPrice = lineAmount(minor(unitPriceMinor), quantityMilli(milli), "HALF_UP");
  if (!isExact) {
    const booked = `booked ${amount.minor}, exact remainder ${amount.remainder} minor units`;
    place.oddities.push({
      kind: "sub_minor_price",
      line: row.line,
      detail: `${row.sku}: ${booked}`,
    });
  }
  return {
    lineId: log.idOf("line", row.invoice, String(row.line)),
    productId: place.productIds.get(row.sku) ?? null,
    sku: row.sku,
    name: row.description || place.names.get(row.sku) || row.sku,
    unit: "each",
    quantityMilli: quantityMilli(milli),
    unitPriceMinor: minor(unitPriceMinor),
    discountMinor: minor(Math.abs(atUnitPrice) - Math.abs(amount.minor)),
    taxGroupCode: taxGroupOf(place.tax).code,
    isStocked: isGoods(row.sku) && !isNegativePrice,
    note: row.country === "" ? null : row.country,
  };
}

function adjustmentOf(place: ReplayPlace, invoice: Invoice): StockAdjusted {
  return {
    adjustmentId: uuidFrom(place.fileSha256, "adjustment", invoice.number),
    reason: "adjustment",
    note: `Invoice ${invoice.number}`,
    lines: invoice.writeOffs.map((row) => {
      const productId = place.productIds.get(row.sku);
      assert(productId !== undefined, "every stock code of the file is in the catalogue");
      return {
        productId,
        sku: row.sku,
        quantityMilli: Math.round(row.quantity * 1000),
        note: row.description === "" ? null : row.description.slice(0, 200),
      };
    }),
  };
}

const METHODS: Readonly<Record<string, PaymentMethod>> = {
  cash: "cash",
  card: "card",
  "m-pesa": "mpesa",
  mpesa: "mpesa",
};

function methodOf(tender: string): PaymentMethod {
  return METHODS[tender] ?? "other";
}
