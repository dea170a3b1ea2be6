import type { Discount, StatedPrice } from "../../core/cart/quote-input";
import type { Minor } from "../../core/money/minor";
import type { ProductPrice } from "../../core/pricing/price-list";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { ReturnedLine } from "../../core/sale/return-line";
import type {
  Approval,
  ForeignTender,
  PaymentMethod,
  Unit,
  VoidedLine,
} from "../../core/sale/sale-document";
import type { EnrolmentCertificate, Envelope } from "../../core/sync/envelope";
import type { HeldKind } from "../../core/sync/protocol-v1";
import type { BusinessDay, Instant } from "../../core/time";

/** Forms of what the log holds. They are read back for years: fields are added, never changed. */
export type EnrolmentRecord = {
  readonly certificate: EnrolmentCertificate;
  readonly deviceToken: string;
  readonly registerName: string;
  readonly enrolledAt: Instant;
  /** By which the server signs what a till must believe; absent for the first releases. */
  readonly serverPublicKey?: string | undefined;
};

/** The last link of a terminal's chain; sequence 0 carries the hash of the certificate. */
export type HeadRecord = { readonly sequence: number; readonly hash: string };

/** How far the server has confirmed a terminal's log. The two cursors never go back [TP2]. */
export type UploadRecord = {
  readonly leaseToken: string | null;
  readonly receivedThrough: number;
  readonly appliedThrough: number;
  readonly quarantined: readonly { readonly sequence: number; readonly code: string }[];
  readonly conflicts: readonly number[];
  readonly lastServerTime: string | null;
  /** When the server last answered, by this device's clock. */
  readonly answeredAt?: Instant;
  /** The server's history that confirmed it. */
  readonly incarnation?: string | undefined;
  /** A restored server is sent the log again, and has been up to here; null or absent: it was not. */
  readonly resentThrough?: number | null;
};

export const EMPTY_UPLOAD: UploadRecord = {
  leaseToken: null,
  receivedThrough: 0,
  appliedThrough: 0,
  quarantined: [],
  conflicts: [],
  lastServerTime: null,
};

export type OutboxRow = {
  readonly envelope: Envelope;
  readonly documentId: string | null;
  readonly storedAt: Instant;
  /** What a sale or refund moved; null for any other event. */
  readonly totalMinor: Minor | null;
  readonly bytes: number;
  /** What a receipt says and the event does not; null for events without one. */
  readonly printed: {
    readonly cashierName: string;
    readonly registerName: string;
    readonly shiftNumber: number;
    readonly customerName?: string | null;
  } | null;
};

export type ShiftRecord = {
  readonly shiftId: string;
  readonly shiftNumber: number;
  readonly businessDate: BusinessDay;
  readonly openedAt: Instant;
  readonly openedByName: string;
  readonly currency: string;
  readonly floatMinor: Minor;
  readonly salesCount: number;
  readonly salesTotalMinor: Minor;
  readonly byMethod: Readonly<Partial<Record<PaymentMethod, Minor>>>;
  readonly cashMinor: Minor;
  /** Cash of other currencies taken, by currency. */
  readonly foreignCash?: Readonly<Record<string, Minor>>;
  readonly tipsMinor?: Minor;
  readonly returnsMinor?: Minor;
  readonly voidsCount?: number;
  readonly depositsMinor?: Minor;
  readonly drawerOpenings?: number;
  /** Training counts by itself and never in the figures above. */
  readonly trainingCount?: number;
  readonly trainingMinor?: Minor;
};

export type ClosedShiftRecord = {
  readonly shiftNumber: number;
  readonly closedAt: Instant;
  readonly expectedCashMinor: Minor;
  readonly countedCashMinor: Minor | null;
};

export type CartLineRecord = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  /** A price that no list gave: typed, by hand, quoted. The lists decide when it is null. */
  readonly stated: StatedPrice | null;
  /** What the lists said when it came in: a change in the office does not reach an open cart. */
  readonly prices: readonly ProductPrice[];
  /** What that came to: for when no list applies any more. */
  readonly knownPriceMinor: Minor | null;
  /** The whole price of a weighed good as its barcode carried it. */
  readonly embeddedMinor: Minor | null;
  readonly discount: Discount | null;
  readonly taxGroupCode: string;
  readonly isStocked: boolean;
  readonly returned: ReturnedLine | null;
  readonly note: string | null;
  /** By which quote or layaway promotions became its discount, and the coupons that they took. */
  readonly promised?: { readonly number: string; readonly couponCodes: readonly string[] };
};

/** A payment that was taken while something was still left to pay. */
export type PartPaymentRecord = {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  readonly amountMinor: Minor;
  readonly tenderedMinor: Minor;
  readonly foreign: ForeignTender | null;
  readonly reference: string | null;
  readonly takenAt: Instant;
};

/** The tenders of a sale of which goods come back: the money goes back the same ways. */
export type ReturnedSale = {
  readonly saleId: string;
  readonly paid: readonly { readonly method: PaymentMethod; readonly amountMinor: Minor }[];
  /** What went back before, as a magnitude. */
  readonly repaidMinor: Minor;
  /** Another till's, read from its receipt without a network. */
  readonly isOffline?: boolean;
};

/** Where a cart was put aside before it came back to this till. */
export type HeldOrigin = {
  readonly heldCartId: string;
  readonly kind: HeldKind;
  readonly number: string;
  readonly version: number;
  /** Deposits so far; 0 but for a layaway. */
  readonly paidMinor: Minor;
  readonly name: string;
  readonly expiresOn: string | null;
};

/** The cart's id becomes the sale's id, so that one cart is sold at most once [TS4]. */
export type CartRecord = {
  readonly cartId: string;
  readonly lines: readonly CartLineRecord[];
  readonly note: string | null;
  readonly customerId: string | null;
  readonly couponCodes: readonly string[];
  readonly orderDiscount: Discount | null;
  readonly tipMinor: Minor;
  readonly payments: readonly PartPaymentRecord[];
  readonly voidedLines: readonly VoidedLine[];
  readonly approvals: readonly Approval[];
  /** Why goods come back. */
  readonly returnReason: string | null;
  readonly returnedSales: readonly ReturnedSale[];
  readonly heldFrom: HeldOrigin | null;
  readonly changedAt: Instant;
};

/** What other tills get of a cart. A quote and a layaway also carry their lines at their prices. */
export type HeldCartBody = CartRecord & {
  readonly format: 1;
  readonly quotedLines: readonly CartLineRecord[] | null;
};

/** A cart that this till put aside, and what the server has still to hear of it. */
export type HeldCartRecord = {
  readonly heldCartId: string;
  readonly kind: HeldKind;
  readonly number: string;
  readonly name: string;
  readonly registerName: string;
  readonly cashierName: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly itemCount: number;
  readonly totalMinor: Minor;
  readonly paidMinor: Minor;
  readonly expiresOn: string | null;
  readonly heldAt: Instant;
  /** As the server counts; null until it has answered. */
  readonly version: number | null;
  readonly unsent: "put" | "take" | "drop" | null;
  /** Had back, sold or dropped here; kept so that an old list does not offer it again. */
  readonly isGone: boolean;
  readonly body: HeldCartBody;
};

/** How much of each line of a sale came back, in thousandths, as far as this till knows. */
export type ReturnedCounts = Readonly<Record<string, number>>;

export type PrintJobRecord = {
  readonly jobId: string;
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly state: "PENDING" | "SENT" | "CONFIRMED";
  readonly isCopy: boolean;
  readonly createdAt: Instant;
};

export type LockoutRecord = {
  readonly failures: number;
  readonly failedAt: Instant;
  readonly lockedUntil: Instant | null;
  /** The hash of the PIN that was missed: another PIN begins anew. */
  readonly pinHash?: string;
};

export type SettingsRecord = { readonly printer: "none" | "browser" | "usb" | "serial" };
