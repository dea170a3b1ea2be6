import type { DomainErrorCode } from "../../core/errors";
import type { Minor } from "../../core/money/minor";
import type { ReceiptInput } from "../../core/receipt/build-receipt";
import type { PaymentMethod, SaleDocument } from "../../core/sale/sale-document";
import type { StorageReport } from "../../core/sync/storage-report";
import type { BusinessDay, Instant } from "../../core/time";
import type { CashierView } from "./staff-state";

export type {
  ApprovalRequest,
  CartLineView,
  CartTouch,
  CartView,
  CouponView,
  CustomerView,
  PartPaymentView,
  ProductPrompt,
  QuickTender,
  UnknownScan,
} from "./cart-state";
export type {
  CatalogQuery,
  CatalogResult,
  CatalogView,
  CategoryView,
  ProductView,
} from "./catalog-state";
export type { HeldCartView, ReturnableSale } from "./past-state";
export type { CashierView, StaffView } from "./staff-state";

/** Where the till stands; each status carries exactly what its screen needs. */
export type TillState =
  | { readonly status: "loading"; readonly firstSync: FirstSyncProgress | null }
  | { readonly status: "not_enrolled" }
  /** This browser was a register and its log is gone: nothing is sold until it is enrolled anew. */
  | { readonly status: "wiped"; readonly terminalId: string }
  /** The owner has revoked this register: what it sold still goes up, and it sells no more. */
  | { readonly status: "revoked"; readonly registerName: string }
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
  /** Events that the server has for good, and those of them that are not in its books yet. */
  readonly receivedCount: number;
  readonly unbookedCount: number;
  /** Events that somebody must look at; `listFailed` tells which. */
  readonly failedCount: number;
  /** Events that the server says it lacks although later ones arrived, first and last. */
  readonly missing: readonly (readonly [number, number])[];
  /** New prices and products wait because the browser's room runs out. */
  readonly isPullPaused: boolean;
};

/** What went wrong with an event: set aside, contradicted by another copy, or unreadable. */
export type FailureKind = "quarantined" | "conflict" | "refused";

export type FailedEvent = {
  readonly kind: FailureKind;
  readonly sequence: number;
  /** The server's code; the screens have a sentence for each that they know. */
  readonly code: string;
  /** The event's type, such as SALE; null when this till does not hold it any more. */
  readonly type: string | null;
  readonly at: Instant | null;
  readonly receiptNumber: string | null;
  readonly totalMinor: Minor | null;
  readonly currency: string | null;
};

/** Events that the server lacks; `isHere` when this till still has all of them to send. */
export type MissingEvents = {
  readonly from: number;
  readonly to: number;
  readonly isHere: boolean;
};

export type SyncTrouble = {
  readonly failed: readonly FailedEvent[];
  readonly missing: readonly MissingEvents[];
};

/** What is not in the server's books, as a file that can be handed in. */
export type UnsentFile = {
  readonly fileName: string;
  /** JSON; its form stands in till/SPEC.md. */
  readonly text: string;
  readonly saleCount: number;
  readonly eventCount: number;
  /** The last event of each terminal that the file holds. */
  readonly through: readonly { readonly terminalId: string; readonly sequence: number }[];
};

/** What would be lost if this browser's records went now. */
export type UnsentView = { readonly saleCount: number; readonly eventCount: number };

/** Scarce is worth a word; out keeps new products from coming [TC9]. */
export type StorageRoom = "unknown" | "plenty" | "scarce" | "out";

export type PrinterKind = "none" | "browser" | "usb" | "serial";

export type DeviceView = {
  readonly printer: PrinterKind;
  /** Jobs that were sent when the till stopped: the cashier says whether paper came out. */
  readonly unsurePrintJobs: readonly PrintJobView[];
  /** Whether the browser promised to keep the log, and its room; null while it has not answered. */
  readonly storage: StorageReport | null;
  /** Used over allowed, 0 to 1; null when the browser does not say. */
  readonly storageUse: number | null;
  readonly storageRoom: StorageRoom;
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
