import { uuidFrom } from "../../core/ids";
import { type Minor, minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import {
  buildSaleDocument,
  type PaymentRequest,
  type SaleLineItem,
} from "../../core/sale/build-sale-document";
import type { SaleDocument, StockReason } from "../../core/sale/sale-document";
import { formatReceiptNumber } from "../../core/sync/envelope";
import type { Instant } from "../../core/time";
import type { DemoBasket } from "../../db/seed/demo-history";
import { computeCashTendered } from "../../db/seed/demo-payment";
import { createEventLog, type EventLog } from "../event-log";
import { type DemoShop, quoteDemoCart, returnedOf } from "./quote-demo-cart";

export type DemoTillFacts = DemoShop & {
  readonly terminalId: string;
  readonly code: string;
  readonly genesisHash: string;
  readonly productIds: ReadonlyMap<string, string>;
  readonly floatMinor: number;
};

type OpenShift = { id: string; number: number; cashierId: string; businessDate: string };

/** A register of the demo: it does what a till does and seals it as a till would. */
export class DemoTill {
  readonly log: EventLog;
  private readonly facts: DemoTillFacts;
  private shift: OpenShift | null = null;
  private shiftCount = 0;
  private cashMinor = 0;
  private receiptCount = 0;

  constructor(facts: DemoTillFacts) {
    this.facts = facts;
    this.log = createEventLog({ ...facts, appVersion: "0.1.0" });
  }

  openShift(at: Instant, cashierId: string, businessDate: string): void {
    this.shiftCount += 1;
    const id = uuidFrom(this.facts.terminalId, "shift", String(this.shiftCount));
    this.shift = { id, number: this.shiftCount, cashierId, businessDate };
    this.cashMinor = this.facts.floatMinor;
    this.receiptCount = 0;
    this.seal("SHIFT_OPENED", at, {
      shiftId: id,
      shiftNumber: this.shiftCount,
      currency: this.facts.currency,
      floatMinor: this.facts.floatMinor,
    });
  }

  /** Now and then a drawer is short, as drawers are. */
  closeShift(at: Instant, differenceMinor: number): void {
    if (this.shift === null) return;
    this.seal("SHIFT_CLOSED", at, {
      shiftId: this.shift.id,
      currency: this.facts.currency,
      expectedCashMinor: this.cashMinor,
      countedCashMinor: this.cashMinor + differenceMinor,
    });
    this.shift = null;
  }

  takeStock(
    at: Instant,
    reason: StockReason,
    lines: readonly { sku: string; quantityMilli: number }[],
  ): void {
    const known = lines.flatMap((line) => {
      const productId = this.facts.productIds.get(line.sku);
      return productId === undefined || line.quantityMilli === 0
        ? []
        : [{ productId, sku: line.sku, quantityMilli: line.quantityMilli, note: null }];
    });
    if (known.length === 0) return;
    this.seal("STOCK_ADJUSTED", at, {
      adjustmentId: this.nextId("adjustment"),
      reason,
      note: null,
      lines: known,
    });
  }

  sell(at: Instant, basket: DemoBasket, original: SaleDocument | null): SaleDocument {
    this.receiptCount += 1;
    const businessDate = this.shift?.businessDate ?? "";
    const lines = basket.lines.map((line, index) => this.lineOf(line, original, index));
    const { currency, pricesIncludeTax } = this.facts;
    const quote = quoteDemoCart(this.facts, { at, businessDate, lines });
    const document = buildSaleDocument({
      saleId: this.nextId("sale"),
      kind: original === null ? "sale" : "refund",
      receiptNumber: formatReceiptNumber(businessDate, this.facts.code, this.receiptCount),
      currency,
      pricesIncludeTax,
      taxGroups: this.facts.taxGroups,
      cashIncrementMinor: minor(1),
      cashRoundingMode: "HALF_UP",
      originalSaleId: original?.saleId ?? null,
      reason: original === null ? null : "Damaged",
      lines,
      quote,
      orderDiscount: null,
      payments: [this.paymentOf(basket, quote.totalMinor)],
    });
    const cash = document.payments.filter((payment) => payment.method === "cash");
    this.cashMinor += cash.reduce((sum, payment) => sum + payment.amountMinor, 0);
    this.seal(original === null ? "SALE" : "REFUND", at, document);
    return document;
  }

  private lineOf(
    line: DemoBasket["lines"][number],
    original: SaleDocument | null,
    index: number,
  ): SaleLineItem {
    const product = this.facts.products.get(line.sku);
    if (!product) throw new Error(`the demo sells ${line.sku}, which it does not have`);
    const sign = original === null ? 1 : -1;
    return {
      lineId: this.nextId("line", String(index)),
      productId: this.facts.productIds.get(line.sku) ?? null,
      sku: product.sku,
      name: product.name,
      unit: product.unit,
      quantityMilli: quantityMilli(line.quantityMilli * sign),
      taxGroupCode: product.taxGroupCode,
      // What comes back damaged does not go on the shelf again.
      isStocked: sign === 1,
      returned: original && returnedOf(original, line.sku),
    };
  }

  private paymentOf(basket: DemoBasket, totalMinor: Minor): PaymentRequest {
    const paymentId = this.nextId("payment");
    if (basket.tender !== "cash") {
      const { tender: method, reference = null } = basket;
      return { paymentId, method, amountMinor: totalMinor, reference };
    }
    const rule = basket.cashTenderedRule;
    if (totalMinor < 0 || rule === undefined) return { paymentId, method: "cash" };
    return {
      paymentId,
      method: "cash",
      tenderedMinor: minor(computeCashTendered(totalMinor, rule)),
    };
  }

  private nextId(...words: string[]): string {
    return uuidFrom(this.facts.terminalId, String(this.log.events.length + 1), ...words);
  }

  private seal(
    type: Parameters<EventLog["seal"]>[0]["type"],
    createdAt: Instant,
    payload: unknown,
  ): void {
    this.log.seal({
      type,
      eventId: this.nextId("event"),
      createdAt,
      businessDate: this.shift?.businessDate ?? "",
      shiftId: this.shift?.id ?? null,
      cashierId: this.shift?.cashierId ?? "",
      payload,
    });
  }
}
