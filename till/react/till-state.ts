import type { RoleLimits } from "../../core/access/limits";
import type { Permission } from "../../core/access/permissions";
import type { Discount } from "../../core/cart/quote-cart";
import type { TaxTotal } from "../../core/cart/sum-taxes";
import type { DomainErrorCode } from "../../core/errors";
import type { Minor } from "../../core/money/minor";
import type { TraceStep } from "../../core/pricing/price-trace";
import type { CouponOutcome } from "../../core/promotion/apply-promotions";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { ReturnedLine } from "../../core/sale/return-line";
import type {
  ForeignTender,
  PaymentMethod,
  SALE_STATUSES,
  SaleDocument,
  SaleLine,
  Unit,
} from "../../core/sale/sale-document";
import type { HeldKind } from "../../core/sync/protocol-v1";
import type { TaxPart } from "../../core/tax/stacked-tax";
import type { TaxRate } from "../../core/tax/tax-group";
import type { TaxRounding } from "../../core/tax/tax-lines";
import type { BusinessDay, Instant } from "../../core/time";
import type { HeldOrigin } from "../store/log-records";

/** Where the till stands; each status carries exactly what its screen needs. */
export type TillState =
  | { readonly status: "loading"; readonly firstSync: FirstSyncProgress | null }
  | { readonly status: "not_enrolled" }
  /** This browser was a register and its log is gone: nothing is sold until it is enrolled anew. */
  | { readonly status: "wiped"; readonly terminalId: string }
  | ({ readonly status: "locked" } & TillPlace & { readonly shift: ShiftView | null })
  | ({ readonly status: "shift_closed" } & TillPlace & {
        readonly cashier: CashierView;
        readonly lastClosed: ClosedShiftView | null;
      })
  | ({ readonly status: "selling" } & TillPlace & {
        readonly cashier: CashierView;
        readonly shift: ShiftView;
        readonly lastPaid: PaidSale | null;
      })
  /** The last sale is durable; its change stays in sight until the next product starts a sale. */
  | ({ readonly status: "paid" } & TillPlace & {
        readonly cashier: CashierView;
        readonly shift: ShiftView;
        readonly paid: PaidSale;
      });

export type TillStatus = TillState["status"];

/** Rows so far of the first load; `expected` is the server's estimate, 0 while unknown. */
export type FirstSyncProgress = { readonly received: number; readonly expected: number };

export type TillPlace = {
  readonly store: StoreView;
  readonly register: RegisterView;
  /** Another window of this browser holds the till; both may sell, one uploads. */
  readonly isOpenElsewhere: boolean;
  /** Nothing counts: own numbers, own totals, the drawer stays shut. */
  readonly isTraining: boolean;
};

export type StoreView = {
  readonly storeId: string;
  readonly code: string;
  readonly name: string;
  readonly tenantName: string;
  readonly addressLines: readonly string[];
  readonly taxNumber: string | null;
  readonly receiptFooter: readonly string[];
  readonly timezone: string;
  readonly currency: string;
  readonly language: string;
  readonly pricesIncludeTax: boolean;
  readonly isDemo: boolean;
  readonly taxGroups: readonly { readonly code: string; readonly name: string }[];
  /** Home units for one foreign unit, exact decimals; the currencies that cash is taken in. */
  readonly exchangeRates: readonly { readonly currency: string; readonly rate: string }[];
  readonly takesTips: boolean;
  readonly depositPpm: number;
};

export type RegisterView = {
  readonly name: string;
  /** The enrolment's code as receipts carry it, such as `A3`. */
  readonly code: string;
  readonly terminalId: string;
};

export type CashierView = {
  readonly staffId: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly limits: RoleLimits;
};

export type StaffView = CashierView & {
  /** False when no PIN is set: this person cannot unlock a till yet. */
  readonly hasPin: boolean;
  /** Wrong PINs locked this person out until then. */
  readonly lockedUntil: Instant | null;
};

export type ShiftView = {
  readonly shiftId: string;
  readonly shiftNumber: number;
  readonly businessDate: BusinessDay;
  readonly openedAt: Instant;
  readonly openedByName: string;
  readonly floatMinor: Minor;
  readonly salesCount: number;
  readonly salesTotalMinor: Minor;
  readonly byMethod: readonly { readonly method: PaymentMethod; readonly amountMinor: Minor }[];
  /** Float plus cash taken less change given: what the drawer should hold. */
  readonly expectedCashMinor: Minor;
  readonly foreignCash: readonly { readonly currency: string; readonly amountMinor: Minor }[];
  readonly tipsMinor: Minor;
  readonly returnsMinor: Minor;
  readonly voidsCount: number;
  readonly depositsMinor: Minor;
  readonly drawerOpenings: number;
  readonly trainingCount: number;
  readonly trainingMinor: Minor;
  /** The store's day has ended: a calm hint to close; selling goes on [TS7]. */
  readonly isDayOver: boolean;
};

export type ClosedShiftView = {
  readonly shiftNumber: number;
  readonly closedAt: Instant;
  readonly expectedCashMinor: Minor;
  readonly countedCashMinor: Minor | null;
  /** Counted less expected; null when nobody counted. */
  readonly differenceMinor: Minor | null;
};

export type CartLineView = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  readonly unitPriceMinor: Minor;
  /** What the lists ask; null when only a stated price is known. */
  readonly listPriceMinor: Minor | null;
  readonly isPriceChanged: boolean;
  readonly pricesIncludeTax: boolean;
  /** Price times quantity before any reduction, in the price's basis. */
  readonly subtotalMinor: Minor;
  /** All reductions, the line's part of the order's discount among them. */
  readonly discountMinor: Minor;
  readonly promotionMinor: Minor;
  readonly promotions: readonly { readonly name: string; readonly amountMinor: Minor }[];
  /** The discount by hand on this line and what it came to. */
  readonly lineDiscount: Discount | null;
  readonly lineDiscountMinor: Minor;
  /** What the line costs, in its price basis (with tax when prices include it). */
  readonly amountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
  readonly taxes: readonly TaxPart[];
  /** The rates that the line is taxed by; none for goods of a receipt. */
  readonly rates: readonly Pick<TaxRate, "code" | "isIncluded" | "kind">[];
  readonly points: number;
  /** How the price came about, for "Explain this price". */
  readonly trace: readonly TraceStep[];
  readonly returned: ReturnedLine | null;
  readonly isReturn: boolean;
  readonly note: string | null;
};

export type CustomerView = {
  readonly customerId: string;
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly isTaxExempt: boolean;
};

export type CouponView = {
  readonly code: string;
  readonly status: CouponOutcome["status"];
  /** The promotion's name and what it took off; null and 0 while it does nothing. */
  readonly name: string | null;
  readonly amountMinor: Minor;
};

export type PartPaymentView = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  readonly amountMinor: Minor;
  readonly foreign: ForeignTender | null;
};

/** Something above the cashier's limit that waits for somebody else's PIN. */
export type ApprovalRequest = {
  readonly serial: number;
  readonly permission: Permission;
  readonly act:
    | "line_discount"
    | "order_discount"
    | "price_override"
    | "return"
    | "return_without_receipt"
    | "void_sale"
    | "open_drawer"
    | "cancel_layaway";
  /** What it is about: a product's name, a receipt number. */
  readonly subject: string | null;
  readonly amountMinor: Minor | null;
  readonly percentPpm: number | null;
  /** The reason as the cashier gave it; the approver may choose another. */
  readonly reason: string | null;
  /** Who may approve it, here and now. */
  readonly approvers: readonly StaffView[];
};

/** A sale of a receipt, and what can still come back of it. */
export type ReturnableSale = {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly soldAt: Instant;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly customerName: string | null;
  readonly status: (typeof SALE_STATUSES)[number];
  readonly payments: readonly { readonly method: PaymentMethod; readonly amountMinor: Minor }[];
  readonly lines: readonly {
    readonly line: SaleLine;
    /** What came back of it before, by returns that are paid. */
    readonly returnedMilli: QuantityMilli;
    /** Still to come back, above what stands in the cart already. */
    readonly leftMilli: QuantityMilli;
  }[];
  /** Looked up on the server; otherwise from this till's own log, which may not know other tills. */
  readonly isFromServer: boolean;
};

export type HeldCartView = {
  readonly heldCartId: string;
  readonly kind: HeldKind;
  readonly number: string;
  readonly name: string;
  readonly registerName: string;
  readonly cashierName: string;
  readonly customerName: string | null;
  readonly currency: string;
  readonly itemCount: number;
  readonly totalMinor: Minor;
  readonly paidMinor: Minor;
  readonly expiresOn: string | null;
  readonly heldAt: Instant;
  /** This till put it aside, so it can be had back without a network. */
  readonly isOwn: boolean;
  /** Not with the server yet: other tills do not see it. */
  readonly isLocal: boolean;
};

/** A payment key of the strip; the first is always the exact amount. */
export type QuickTender = { readonly tenderedMinor: Minor; readonly changeMinor: Minor };

/** Something the cashier must say before the product can be added. */
export type ProductPrompt = {
  readonly kind: "weight" | "price" | "variant";
  readonly product: ProductView;
  readonly quantityMilli: QuantityMilli | null;
};

/** A code that no product has. It stays until it is dealt with and blocks nothing. */
export type UnknownScan = {
  readonly serial: number;
  readonly code: string;
  /** The code was misread: its check digit is wrong. */
  readonly problem: "wrong_check_digit" | null;
};

/** What the last scan or tap did; `serial` grows so that the same line can flash again. */
export type CartTouch = {
  readonly serial: number;
  readonly kind: "added" | "raised" | "changed" | "removed";
  readonly lineId: string;
  readonly name: string;
};

export type CartView = {
  readonly cartId: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly CartLineView[];
  /** Whole pieces, each weighed line counting as one. */
  readonly itemCount: number;
  readonly subtotalMinor: Minor;
  readonly discountMinor: Minor;
  readonly promotionMinor: Minor;
  readonly orderDiscount: Discount | null;
  readonly orderDiscountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly taxes: readonly TaxTotal[];
  readonly taxRounding: TaxRounding;
  readonly totalMinor: Minor;
  readonly tipMinor: Minor;
  readonly points: number;
  readonly customer: CustomerView | null;
  readonly coupons: readonly CouponView[];
  /** Taken so far of a split tender. */
  readonly payments: readonly PartPaymentView[];
  /** Total and tip less what was taken so far; negative when money goes back. */
  readonly leftMinor: Minor;
  /** True when money goes back to the customer. */
  readonly isPayout: boolean;
  /** How the money goes back: by the tenders of the sale that is returned, cash otherwise. */
  readonly payoutPlan: readonly { readonly method: PaymentMethod; readonly amountMinor: Minor }[];
  readonly hasReturns: boolean;
  readonly heldFrom: HeldOrigin | null;
  readonly approval: ApprovalRequest | null;
  /** What cash rounding adds or takes from what is left; zero unless the store rounds cash. */
  readonly cashRoundingMinor: Minor;
  /** What is left, rounded to coins. */
  readonly cashDueMinor: Minor;
  readonly quickTenders: readonly QuickTender[];
  readonly note: string | null;
  readonly lastTouch: CartTouch | null;
  /** Typed `3*` that waits for the next scan or tap. */
  readonly multiplierMilli: QuantityMilli | null;
  readonly prompt: ProductPrompt | null;
  readonly unknownScan: UnknownScan | null;
  readonly quantityByProduct: ReadonlyMap<string, QuantityMilli>;
  /** True while a payment is being made durable: pay keys rest, scans queue for the next sale. */
  readonly isPaying: boolean;
};

export type ProductView = {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly categoryId: string | null;
  readonly unit: Unit;
  /** Null when the store's price list has none: the price is asked at the till. */
  readonly priceMinor: Minor | null;
  /** Other sizes and colours of the same article; 1 for an article without variants. */
  readonly variantCount: number;
  readonly taxGroupCode: string;
  readonly barcodes: readonly string[];
  readonly family: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly popularity: number;
  readonly isStocked: boolean;
  /** The server's level less what this till sold since; null when unknown or not stocked. */
  readonly stockMilli: QuantityMilli | null;
  readonly stockState: "unknown" | "in_stock" | "low" | "sold_out";
};

export type CategoryView = {
  readonly categoryId: string;
  readonly code: string;
  readonly name: string;
  /** Names by language code, where translated. */
  readonly names: Readonly<Record<string, string>>;
  readonly hue: number;
  readonly icon: string;
  readonly position: number;
};

export type CatalogView = {
  /** Grows whenever products, prices or stock change: results are worth asking for again. */
  readonly revision: number;
  readonly productCount: number;
  readonly categories: readonly CategoryView[];
  readonly isFirstLoadRunning: boolean;
};

export type CatalogQuery = {
  readonly text: string;
  readonly categoryId?: string | null;
  /** At most this many; 60 when left out. */
  readonly limit?: number;
};

/** Best sellers first; `isForgiving` when nothing matched as typed and near words were taken. */
export type CatalogResult = {
  readonly products: readonly ProductView[];
  readonly isForgiving: boolean;
};

/** Why the pill asks for attention. None of these ever stops a sale. */
export type SyncAttention =
  | "relink"
  | "lease_conflict"
  | "update_needed"
  | "quarantined"
  | "conflict"
  | "too_many_waiting";

export type SyncView = {
  readonly kind: "synced" | "waiting" | "offline" | "attention";
  readonly attention: SyncAttention | null;
  /** Sales and refunds that the server has not confirmed. */
  readonly waitingCount: number;
  /** Events of any kind that the server has not confirmed. */
  readonly waitingEventCount: number;
  readonly waitingTotalMinor: Minor;
  readonly oldestWaitingAt: Instant | null;
  readonly offlineSince: Instant | null;
  readonly lastExchangeAt: { readonly push: Instant | null; readonly pull: Instant | null };
  readonly nextTryAt: Instant | null;
  readonly quarantinedCount: number;
};

export type PrinterKind = "none" | "browser" | "usb" | "serial";

export type DeviceView = {
  readonly printer: PrinterKind;
  /** Jobs that were sent when the till stopped: the cashier says whether paper came out. */
  readonly unsurePrintJobs: readonly PrintJobView[];
  /** Whether the browser promised to keep the log; null while it has not answered. */
  readonly isStoragePersisted: boolean | null;
  /** Bytes used over bytes allowed, 0 to 1; null when the browser does not say. */
  readonly storageUse: number | null;
};

export type PrintJobView = {
  readonly jobId: string;
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly state: "PENDING" | "SENT" | "CONFIRMED";
  readonly isCopy: boolean;
};

/** A durable sale: shown as Paid, and all that a receipt of it needs, now or years later. */
export type PaidSale = {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly currency: string;
  readonly paidAt: Instant;
  readonly itemCount: number;
  readonly totalMinor: Minor;
  readonly roundingMinor: Minor;
  /** Total plus rounding: what was owed. */
  readonly dueMinor: Minor;
  readonly tipMinor: Minor;
  readonly kind: "sale" | "refund" | "void" | "deposit";
  readonly isTraining: boolean;
  readonly tenderedMinor: Minor;
  readonly changeMinor: Minor;
  /** Notes and coins that make up the change, largest first; empty when nothing is given back. */
  readonly changePieces: readonly { readonly denominationMinor: Minor; readonly count: number }[];
  readonly payments: SaleDocument["payments"];
  /** For `buildReceipt` of core/receipt/build-receipt. */
  readonly receipt: ReceiptInput;
};

export type RecentSale = {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly soldAt: Instant;
  readonly totalMinor: Minor;
  readonly currency: string;
  readonly kind: "sale" | "refund" | "void" | "deposit" | "training";
  readonly customerName: string | null;
  /** Whether this till can still void it: its own sale of the open shift, nothing returned. */
  readonly canVoid: boolean;
  readonly isVoided: boolean;
  readonly isConfirmed: boolean;
};

/** Why a command was refused; the catalogue of messages has a sentence for each code. */
export type Refusal = {
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
};
