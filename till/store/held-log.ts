import { DomainError } from "../../core/errors";
import { HELD_PREFIX, heldKey, rangeOf, readCount } from "./log-keys";
import type { CartRecord, EnrolmentRecord, HeldCartRecord } from "./log-records";
import type { StoreTransaction } from "./till-store";

export type HoldRequest = {
  readonly cartId: string;
  /** Gets the next number of a quote of this terminal. */
  readonly decide: (next: { enrolment: EnrolmentRecord; quoteNumber: number }) => HeldCartRecord;
};

/** Put a cart aside: the held cart is there and the open one is gone, or neither [TH1]. */
export async function holdCart(
  transaction: StoreTransaction,
  request: HoldRequest,
): Promise<HeldCartRecord> {
  const enrolment = await transaction.get<EnrolmentRecord>("meta", "enrolment");
  if (!enrolment) throw new DomainError("device_not_enrolled");
  if ((await transaction.get("documents", request.cartId)) !== undefined) {
    throw new DomainError("sale_already_recorded");
  }
  const counter = `quote:${enrolment.certificate.terminalId}`;
  const quoteNumber = (await readCount(transaction, counter)) + 1;
  const held = request.decide({ enrolment, quoteNumber });
  if (held.kind === "quote") await transaction.put("counters", counter, quoteNumber);
  await transaction.put("meta", heldKey(held.heldCartId), held);
  await retireCart(transaction, request.cartId);
  return held;
}

/** A cart that ended without an event: no window sells it or saves it again. */
async function retireCart(transaction: StoreTransaction, cartId: string): Promise<void> {
  await transaction.put("documents", cartId, ["held", 0]);
  await transaction.delete("carts", cartId);
}

/**
 * Take a held cart back as an open one, once.
 *
 * @throws DomainError held_cart_taken when another window was faster.
 */
export async function takeHeld(
  transaction: StoreTransaction,
  taken: { held: HeldCartRecord; cart: CartRecord | null },
): Promise<void> {
  const { held, cart } = taken;
  const key = heldKey(held.heldCartId);
  const known = await transaction.get<HeldCartRecord>("meta", key);
  if (known?.isGone) throw new DomainError("held_cart_taken");
  await transaction.put("meta", key, held);
  if (cart) await transaction.put("carts", cart.cartId, cart);
}

/** Let an open cart go and leave what it was recalled from as it is. */
export async function dropCart(transaction: StoreTransaction, cartId: string): Promise<void> {
  await retireCart(transaction, cartId);
}

/** The answer is what stands now; null when it is forgotten. */
export async function changeHeld(
  transaction: StoreTransaction,
  heldCartId: string,
  change: (current: HeldCartRecord) => HeldCartRecord | null,
): Promise<HeldCartRecord | null> {
  const key = heldKey(heldCartId);
  const current = await transaction.get<HeldCartRecord>("meta", key);
  if (!current) return null;
  const next = change(current);
  if (next) await transaction.put("meta", key, next);
  else await transaction.delete("meta", key);
  return next;
}

export async function listHeld(
  transaction: StoreTransaction,
): Promise<ReadonlyMap<string, HeldCartRecord>> {
  const entries = await transaction.list<HeldCartRecord>("meta", rangeOf(HELD_PREFIX));
  return new Map(entries.map(({ value }) => [value.heldCartId, value]));
}
