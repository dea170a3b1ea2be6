import type { Minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { PaymentMethod } from "../../core/sale/sale-document";
import type { EnrolByCodeRequest } from "../../core/sync/enrol-by-code";
import type { EnrolRequest, EnrolResponse } from "../../core/sync/protocol-v1";
import type {
  CustomerView,
  HeldCartView,
  PaidSale,
  PrinterKind,
  ProductPrompt,
  RecentSale,
  ReturnableSale,
  SyncTrouble,
  UnsentFile,
  UnsentView,
} from "./till-state";

/** What a scan came to. Sounds follow it: bad for `unknown`, good for the rest. */
export type ScanOutcome =
  | { readonly kind: "added" | "raised"; readonly lineId: string; readonly productId: string }
  | { readonly kind: "asks"; readonly prompt: ProductPrompt }
  /** `code` is the signed code that was scanned; `findReceipt` takes it in place of the number. */
  | { readonly kind: "receipt"; readonly receiptNumber: string; readonly code: string | null }
  | { readonly kind: "customer"; readonly customerId: string }
  | { readonly kind: "unknown"; readonly code: string }
  /** It may be a badge: `unlockByBadge` says whose. */
  | { readonly kind: "badge" }
  /** Nobody is selling (locked, no shift): the code was heard and dropped with a bad sound. */
  | { readonly kind: "ignored" };

/**
 * What a screen may ask. Cart commands act at once and are kept in the background; the others
 * resolve when they are durable. All refuse by throwing DomainError with one of the named codes.
 */
export type TillCommands = {
  /**
   * Ask the server to make this browser a register; needs the office session or an access token.
   *
   * @throws unsent_events when it is one already and has not sent or saved everything
   */
  enrolDevice(request: EnrolRequest, options?: { accessToken?: string }): Promise<void>;
  /**
   * Become the register that a code from the office is for; nobody signs in. After a lost answer the
   * same code works again on this device.
   *
   * @param request the code as `readEnrolmentCode` gives it.
   * @throws enrolment_code_invalid | register_in_use (ask again with `replaceActive`) |
   *         unsent_events
   */
  enrolByCode(request: Pick<EnrolByCodeRequest, "code" | "replaceActive">): Promise<void>;
  /** Become the register that an answer names (when the screen asked the server itself). */
  enrol(answer: EnrolResponse): Promise<void>;
  /** @throws invalid_credentials | pin_locked | permission_denied | not_found */
  unlock(request: { staffId: string; pin: string }): Promise<void>;
  /** Another cashier takes over; the open cart stays. Refuses as `unlock`. */
  switchCashier(request: { staffId: string; pin: string }): Promise<void>;
  /** Whoever's badge this is sells from now on. @throws badge_unknown | pin_locked | permission_denied */
  unlockByBadge(code: string): Promise<void>;
  lock(): void;
  /** @throws shift_already_open | permission_denied | invalid_money */
  openShift(request: { floatMinor: Minor }): Promise<void>;
  /** @throws shift_not_open | cart_not_empty | permission_denied | invalid_money */
  closeShift(request: {
    countedCashMinor: Minor | null;
    /** Cash of other currencies, as far as somebody counted it. */
    countedForeign?: readonly { readonly currency: string; readonly countedMinor: Minor }[];
  }): Promise<void>;

  /**
   * Add one, or the typed multiplier; weighed or unpriced goods, and articles of which a size or
   * colour must be chosen, raise `cart.prompt` instead.
   */
  addProduct(request: {
    productId: string;
    /** This very variant was chosen: do not ask for another. */
    isVariantChosen?: boolean;
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
  /** Zero is refused: a line goes by `removeLine`. @throws invalid_quantity | quantity_not_whole */
  setQuantity(request: { lineId: string; quantityMilli: QuantityMilli }): void;
  setLineNote(request: { lineId: string; note: string | null }): void;
  /**
   * Off one line, or null for none. Above the cashier's limit `cart.approval` asks for somebody
   * who may, and this throws approval_required; after `approve` it has happened.
   *
   * @throws discount_exceeds_amount | reason_required | approval_required
   */
  setLineDiscount(request: {
    lineId: string;
    discount: { percentPpm: number } | { amountMinor: Minor } | null;
    reason: string | null;
  }): void;
  /** As `setLineDiscount`, off the whole sale. */
  setOrderDiscount(request: {
    discount: { percentPpm: number } | { amountMinor: Minor } | null;
    reason: string | null;
  }): void;
  /** Null takes the list's price again. @throws price_not_valid | reason_required | approval_required */
  overridePrice(request: {
    lineId: string;
    unitPriceMinor: Minor | null;
    reason: string | null;
  }): void;
  /** Take a line out; the reason goes with the sale into the operator's log. */
  removeLine(request: { lineId: string; reason: string }): void;
  /** Empty the cart for good; recorded with its reason unless nothing was in it. */
  voidCart(request: { reason: string }): Promise<void>;
  setNote(note: string | null): void;

  searchCustomers(text: string, limit: number): readonly CustomerView[];
  attachCustomer(customerId: string | null): void;
  /** @throws coupon_unknown | coupon_expired | coupon_not_yet_valid | coupon_used_up |
   *          coupon_not_for_customer | coupon_without_effect */
  addCoupon(code: string): void;
  removeCoupon(code: string): void;
  /** @throws tip_not_valid */
  setTip(tipMinor: Minor): void;

  /**
   * A sale by its receipt number or its receipt's code: from the server when it can be reached,
   * otherwise from this till's log, otherwise from a signed code itself.
   *
   * @throws receipt_not_found (with `canRecover` and `isRecovered` for a genuine code) | receipt_unreachable | receipt_code_invalid |
   *         return_till_limit | sale_voided
   */
  findReceipt(receipt: string): Promise<ReturnableSale>;
  /**
   * Bring back a sale that a till of this store lost before the server had it, by the signed code
   * of its receipt. @throws receipt_code_invalid | sale_already_recorded | approval_required
   */
  recoverSale(request: { code: string }): Promise<void>;
  /**
   * Put goods of a receipt into the cart, to come back. Goods may be sold in the same cart: then it
   * is an exchange. @throws return_exceeds_sold | reason_required | approval_required
   */
  addReturn(request: {
    sale: ReturnableSale;
    lines: readonly { lineId: string; quantityMilli: QuantityMilli }[];
    reason: string;
  }): void;
  /** @throws product_not_found | reason_required | approval_required | return_above_limit */
  addReturnWithoutReceipt(request: {
    productId: string;
    quantityMilli: QuantityMilli;
    unitPriceMinor?: Minor;
    reason: string;
  }): void;

  /**
   * Take, or give back, all that is left and make the sale durable. Cash without an amount is
   * exact; cash above what is left gives change.
   *
   * @throws cart_empty | payment_below_total | payment_above_total | currency_rate_missing |
   *         shift_not_open | permission_denied | storage_failed |
   *         sale_already_recorded (another window sold this cart)
   */
  takePayment(request: {
    method: PaymentMethod;
    tenderedMinor?: Minor;
    /** Cash of another currency, at the store's rate. */
    foreign?: { currency: string; tenderedMinor: Minor };
    reference?: string;
  }): Promise<PaidSale>;
  /**
   * A part of a split tender. It is kept with the cart; the one that covers what is left completes
   * the sale and answers it. Refuses as `takePayment`, with invalid_money for nothing.
   */
  addPayment(request: {
    method: PaymentMethod;
    amountMinor: Minor;
    foreign?: { currency: string; tenderedMinor: Minor };
    reference?: string;
  }): Promise<PaidSale | null>;
  removePayment(request: { paymentId: string }): void;
  /** Give the money back as `cart.payoutPlan` says. Refuses as `takePayment`. */
  payOut(): Promise<PaidSale>;

  /** Put the cart aside, named by itself; other tills see it when there is a network. */
  parkCart(): Promise<void>;
  /** A quote with today's prices, valid for the store's days. @throws cart_empty */
  makeQuote(): Promise<HeldCartView>;
  /** @throws held_cart_taken | held_cart_not_found | cart_not_empty | server_unreachable */
  recallCart(heldCartId: string): Promise<void>;
  /** Drop a parked cart or quote for good. Refuses as `recallCart`. */
  dropHeldCart(heldCartId: string): Promise<void>;
  /**
   * A deposit on the goods in the cart: the first makes a layaway, later ones add to it, and what
   * is left is paid as a sale. @throws deposit_not_valid | cart_empty | layaway_closed
   */
  payDeposit(request: {
    method: PaymentMethod;
    amountMinor: Minor;
    tenderedMinor?: Minor;
    reference?: string;
  }): Promise<PaidSale>;
  /** Give the deposits back. @throws layaway_closed | approval_required | reason_required */
  cancelLayaway(request: { heldCartId: string; reason: string }): Promise<PaidSale>;

  /** Take back a whole sale of this till and shift. @throws sale_not_voidable | sale_voided |
   *  approval_required | reason_required */
  voidSale(request: { saleId: string; reason: string }): Promise<PaidSale>;
  /** Open the drawer without a sale. @throws reason_required | approval_required */
  openDrawer(request: { reason: string }): Promise<void>;
  /** @throws cart_not_empty */
  setTraining(isTraining: boolean): void;

  /**
   * Somebody with the permission approves what `cart.approval` asks, here and now; the cashier stays
   * signed in. Then the act itself happens, and its refusals are thrown.
   *
   * @throws invalid_credentials | pin_locked | permission_denied | reason_required
   */
  approve(request: { staffId: string; pin: string; reason: string }): Promise<void>;
  denyApproval(): void;
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
  /** What the server could not book, read or find, told from the log. */
  listFailed(): Promise<SyncTrouble>;
  /**
   * Somebody dealt with a contradicted event in the office: the till stops saying so.
   *
   * @throws permission_denied
   */
  settleConflict(sequence: number): Promise<void>;
  /** What no book of the server has yet, of this till and of those that this browser was before. */
  countUnsent(): Promise<UnsentView>;
  /** The same as a file; after it was saved `noteUnsentSaved` lets the till be removed [TD5]. */
  exportUnsent(): Promise<UnsentFile>;
  noteUnsentSaved(file: UnsentFile): Promise<void>;
  /**
   * This browser is no till any more; what is unsent stays in its log and goes on being sent.
   *
   * @throws permission_denied | shift_already_open | cart_not_empty | unsent_events
   */
  removeTill(): Promise<void>;
  /** Make this window the one that uploads. */
  takeLead(): void;
};
