import type { Minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { PaymentMethod, Unit } from "../../core/sale/sale-document";
import type { EnrolmentCertificate, Envelope } from "../../core/sync/envelope";
import type { BusinessDay, Instant } from "../../core/time";

/** Forms of what the log holds. They are read back for years: fields are added, never changed. */
export type EnrolmentRecord = {
  readonly certificate: EnrolmentCertificate;
  readonly deviceToken: string;
  readonly registerName: string;
  readonly enrolledAt: Instant;
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
  readonly quantityMilli: QuantityMilli;
  readonly unitPriceMinor: Minor;
  readonly discountMinor: Minor;
  readonly taxGroupCode: string;
  readonly isStocked: boolean;
  readonly note: string | null;
};

/** The cart's id becomes the sale's id, so that one cart is sold at most once [TS4]. */
export type CartRecord = {
  readonly cartId: string;
  readonly lines: readonly CartLineRecord[];
  readonly note: string | null;
  readonly changedAt: Instant;
};

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
};

export type SettingsRecord = { readonly printer: "none" | "browser" | "usb" | "serial" };
