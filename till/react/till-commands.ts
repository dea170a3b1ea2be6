import type { Minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { PaymentMethod } from "../../core/sale/sale-document";
import type { EnrolRequest, EnrolResponse } from "../../core/sync/protocol-v1";
import type { PaidSale, PrinterKind, ProductPrompt, RecentSale } from "./till-state";

/** What a scan came to. Sounds follow it: bad for `unknown`, good for the rest. */
export type ScanOutcome =
  | { readonly kind: "added" | "raised"; readonly lineId: string; readonly productId: string }
  | { readonly kind: "asks"; readonly prompt: ProductPrompt }
  | { readonly kind: "receipt"; readonly receiptNumber: string }
  | { readonly kind: "unknown"; readonly code: string }
  /** Nobody is selling (locked, no shift): the code was heard and dropped with a bad sound. */
  | { readonly kind: "ignored" };

/**
 * What a screen may ask. Cart commands act at once and are kept in the background; the others
 * resolve when they are durable. All refuse by throwing DomainError with one of the named codes.
 */
export type TillCommands = {
  /** Ask the server to make this browser a register; needs the office session or an access token. */
  enrolDevice(request: EnrolRequest, options?: { accessToken?: string }): Promise<void>;
  /** Become the register that an answer names (when the screen asked the server itself). */
  enrol(answer: EnrolResponse): Promise<void>;
  /** @throws invalid_credentials | pin_locked | permission_denied | not_found */
  unlock(request: { staffId: string; pin: string }): Promise<void>;
  /** Another cashier takes over; the open cart stays. Refuses as `unlock`. */
  switchCashier(request: { staffId: string; pin: string }): Promise<void>;
  lock(): void;
  /** @throws shift_already_open | permission_denied | invalid_money */
  openShift(request: { floatMinor: Minor }): Promise<void>;
  /** @throws shift_not_open | cart_not_empty | permission_denied | invalid_money */
  closeShift(request: { countedCashMinor: Minor | null }): Promise<void>;

  /** Add one, or the typed multiplier; weighed or unpriced goods raise `cart.prompt` instead. */
  addProduct(request: {
    productId: string;
    quantityMilli?: QuantityMilli;
    unitPriceMinor?: Minor;
  }): ScanOutcome;
  /** Something that has no product: an unknown code sold by hand. */
  addOpenItem(request: {
    name: string;
    unitPriceMinor: Minor;
    taxGroupCode: string;
    quantityMilli?: QuantityMilli;
    code?: string;
  }): void;
  /** A scanned or typed code, with or without `3*` before it. Never throws. */
  scan(text: string): ScanOutcome;
  setMultiplier(quantityMilli: QuantityMilli | null): void;
  dismissPrompt(): void;
  dismissUnknownScan(): void;
  /** Zero removes the line. @throws invalid_quantity | quantity_not_whole */
  setQuantity(request: { lineId: string; quantityMilli: QuantityMilli }): void;
  /** @throws price_not_valid | discount_exceeds_amount */
  changeLine(request: {
    lineId: string;
    unitPriceMinor?: Minor;
    discountMinor?: Minor;
    note?: string | null;
  }): void;
  removeLine(request: { lineId: string }): void;
  clearCart(): void;
  setNote(note: string | null): void;

  /**
   * Take the money and make the sale durable. Cash without `tenderedMinor` is exact.
   *
   * @throws cart_empty | payment_below_total | shift_not_open | permission_denied |
   *         sale_already_recorded (another window sold this cart) | storage_failed
   */
  takePayment(request: {
    method: PaymentMethod;
    tenderedMinor?: Minor;
    reference?: string;
  }): Promise<PaidSale>;
  /** Leave the Paid screen without a scan. */
  startNextSale(): void;

  listRecentSales(limit: number): Promise<readonly RecentSale[]>;
  /** The receipt again, marked as a copy; null when this till never made that sale. */
  readReceipt(saleId: string): Promise<ReceiptInput | null>;
  /** Print through the chosen printer; the second time of a sale says COPY. */
  printReceipt(saleId: string): Promise<void>;
  /** The cashier's answer about a job that was under way when the till stopped. */
  settlePrintJob(request: { jobId: string; cameOut: boolean }): Promise<void>;
  choosePrinter(kind: PrinterKind): Promise<void>;

  /** Try to send and fetch at once. */
  syncNow(): void;
};
