import type { Quote } from "../../core/cart/quote-cart";
import { DomainError } from "../../core/errors";
import { ZERO_MINOR } from "../../core/money/minor";
import type { CartTouch } from "../react/till-state";
import type { CartLineRecord, CartRecord } from "../store/log-records";
import { isCartBlank } from "../store/upgrade-cart";
import { keepCart } from "./cart-keeper";
import { type EngineCore, type EngineState, emptyCart } from "./engine-core";
import { approvalAfterChange } from "./limited-act";
import { quoteOf } from "./quote-state";
import { currentCashier } from "./require-cashier";

/** The cart that takes what comes now: the next one while the shown one is being paid. */
export function openCart(core: EngineCore): CartRecord {
  const { cart, nextCart } = core.state();
  return nextCart ?? cart;
}

/** The open cart at the prices on the screen. */
export function openQuote(core: EngineCore): Quote {
  return quoteOf(core.state(), openCart(core));
}

/** A changed cart as it would be shown, before it is. */
export function quoteChanged(core: EngineCore, changed: CartRecord): Quote {
  return quoteOf({ ...core.state(), quotedAt: core.ports.clock.now() }, changed);
}

/**
 * Show a changed cart and keep it [TS5]. It is priced first, so that what the engine refuses never
 * stands on the screen.
 */
export function writeCart(
  core: EngineCore,
  changed: CartRecord,
  touch: Omit<CartTouch, "serial"> | null,
  also: Partial<EngineState> = {},
): void {
  const isNext = core.state().nextCart !== null;
  const now = core.ports.clock.now();
  const priced = { ...changed, changedAt: now };
  const cart = withoutIdleTip(priced, quoteOf({ ...core.state(), quotedAt: now }, priced));
  keepCart(core, cart);
  // An emptied cart gives up its id, so that the next customer's sale is another sale.
  const kept = isCartBlank(cart) ? emptyCart(core.ports) : cart;
  core.patch({
    ...(isNext ? { nextCart: kept } : { cart: kept }),
    quotedAt: now,
    // What somebody approves is what was asked, of the cart that it was asked of [TA2].
    approval: approvalAfterChange(core.state().approval),
    ...(touch ? { touch: { ...touch, serial: core.nextSerial() } } : {}),
    ...(kept.lines.length > 0 ? { isPaidShown: false } : {}),
    // All in one change, so that listeners look once.
    ...also,
  });
}

/** A tip is given on top of what is paid; nobody tips out of what goes back. */
export function withoutIdleTip(cart: CartRecord, { totalMinor }: Quote): CartRecord {
  return cart.tipMinor !== 0 && totalMinor <= 0 ? { ...cart, tipMinor: ZERO_MINOR } : cart;
}

export function findLine(core: EngineCore, lineId: string): CartLineRecord | null {
  return openCart(core).lines.find((line) => line.lineId === lineId) ?? null;
}

export function isSelling(core: EngineCore): boolean {
  const { phase, shift, isRevoked } = core.state();
  return phase === "ready" && !isRevoked && shift !== null && currentCashier(core) !== null;
}

/** @throws DomainError permission_denied | shift_not_open */
export function requireSelling(core: EngineCore): void {
  if (currentCashier(core) === null) throw new DomainError("permission_denied");
  if (core.state().shift === null) throw new DomainError("shift_not_open");
}

/** Whether a cart holds goods or money, so that it must not be left. */
export function holdsAnything(cart: CartRecord): boolean {
  return cart.lines.length > 0 || cart.payments.length > 0;
}

/** @throws DomainError cart_not_empty */
export function requireEmptyCart(core: EngineCore): void {
  const { cart, nextCart } = core.state();
  if (holdsAnything(cart) || nextCart !== null) throw new DomainError("cart_not_empty");
}

/** @throws DomainError validation_failed: what counts for nothing in training. */
export function requireNoTraining(core: EngineCore): void {
  if (core.state().isTraining) throw new DomainError("not_in_training");
}
