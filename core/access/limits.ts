import { CURRENCIES, isCurrencyCode } from "../money/currency";
import { PPM } from "../tax/rate";
import { isRole, type Role } from "./permissions";

/** How far a permission goes before somebody else has to approve; null is without end. */
export type RoleLimits = {
  /** Largest discount, of a line or of the whole sale, in parts per million of its price. */
  readonly discountPpm: number;
  /** Largest return without a receipt, in minor units of the store's currency. */
  readonly refundWithoutReceiptMinor: number | null;
  /** Furthest that a price set by hand may lie below the list's, in parts per million of it. */
  readonly priceOverridePpm: number;
  /** Most money given out at once, for whatever reason, in minor units of the store's currency. */
  readonly payOutMinor: number | null;
};

const NO_LIMITS: RoleLimits = {
  discountPpm: PPM,
  refundWithoutReceiptMinor: null,
  priceOverridePpm: PPM,
  payOutMinor: null,
};
const NOTHING: RoleLimits = {
  discountPpm: 0,
  refundWithoutReceiptMinor: 0,
  priceOverridePpm: 0,
  payOutMinor: 0,
};

const ROLE_LIMITS: Record<Role, RoleLimits> = {
  owner: NO_LIMITS,
  admin: NO_LIMITS,
  supervisor: {
    discountPpm: 500_000,
    refundWithoutReceiptMinor: 1_000_000,
    priceOverridePpm: PPM,
    payOutMinor: null,
  },
  cashier: {
    discountPpm: 50_000,
    refundWithoutReceiptMinor: 0,
    priceOverridePpm: PPM,
    payOutMinor: null,
  },
  accountant: NOTHING,
  auditor: NOTHING,
};

/** The limits of a role as the product comes [AC2]; an unknown role has none of anything. */
export function limitsOf(role: string): RoleLimits {
  return isRole(role) ? ROLE_LIMITS[role] : NOTHING;
}

/**
 * How often, and how much in all, a till may give back on one business day for sales of other tills
 * that it could only read from their receipts: without a network nobody knows what came back
 * elsewhere.
 */
export const OFFLINE_RETURNS_MAX = 10;
const OFFLINE_RETURNED_UNITS_MAX = 50_000;

/** The same in minor units of the home currency; 0 for a currency that nobody trades in. */
export function offlineReturnedMaxMinor(currency: string): number {
  if (!isCurrencyCode(currency)) return 0;
  return OFFLINE_RETURNED_UNITS_MAX * 10 ** CURRENCIES[currency].exponent;
}
