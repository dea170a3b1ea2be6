import type { StoreTransaction } from "./till-store";

/** Beginnings of keys in the log's `meta` and `counters`; kept for ever. */
export const HELD_PREFIX = "held:";
export const COUPON_PREFIX = "coupon:";
export const CUSTOMER_COUPON_PREFIX = "customer-coupon:";

export function heldKey(heldCartId: string): string {
  return `${HELD_PREFIX}${heldCartId}`;
}

/** The private key by which a terminal signs its receipts. */
export function signingKey(terminalId: string): string {
  return `signing:${terminalId}`;
}

/** The key pair of a device that has shown a code and has not heard the answer. */
export const ENROLLING_KEY = "enrolling";

/** The server's statement that a terminal may sell no more. */
export function revokedKey(terminalId: string): string {
  return `revoked:${terminalId}`;
}

/** Returns of other tills' sales that were made without a network, and what they came to. */
export function offlineReturnsCounter(terminalId: string, businessDate: string): string {
  return `offline-returns:${terminalId}:${businessDate}`;
}

export function offlineReturnedCounter(terminalId: string, businessDate: string): string {
  return `offline-returned:${terminalId}:${businessDate}`;
}

/** The claim under which a sale is brought back by its receipt's code, once. */
export function recoveredKey(saleId: string): string {
  return `recovered:${saleId}`;
}

export function returnedKey(saleId: string): string {
  return `returned:${saleId}`;
}

export function couponKey(code: string): string {
  return `${COUPON_PREFIX}${code}`;
}

/** What a customer's uses of a coupon are counted under; an id holds no colon, a code may. */
export function customerCoupon(customerId: string, code: string): string {
  return `${customerId}:${code}`;
}

/** The claim under which a sale is taken back, once. */
export function voidKey(saleId: string): string {
  return `void:${saleId}`;
}

/** The claim under which a layaway is sold or given back, once. */
export function layawayKey(heldCartId: string): string {
  return `layaway:${heldCartId}`;
}

/** Everything that begins with a prefix. */
export function rangeOf(prefix: string): { after: string; through: string } {
  return { after: prefix, through: `${prefix}\uffff` };
}

export async function readCount(transaction: StoreTransaction, counter: string): Promise<number> {
  return (await transaction.get<number>("counters", counter)) ?? 0;
}
