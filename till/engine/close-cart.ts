import { isDomainError } from "../../core/errors";
import type { PaidSale } from "../react/till-state";
import { keepCart } from "./cart-keeper";
import { type EngineCore, type EngineState, emptyCart } from "./engine-core";
import { quoteChanged, withoutIdleTip } from "./open-cart";

/** What closing a cart came to, and what else changes with it. */
export type CartClosed<Result> = {
  readonly result: Result;
  readonly also: Partial<EngineState>;
  /** The event that it made, told when all can be seen; left out when there was none. */
  readonly announces?: { readonly cartId: string; readonly paid: PaidSale | null };
};

/**
 * Let the open cart end: paid, put aside or emptied. While the disk works, scans already fill the
 * next cart; when it refuses, they join the one that stays.
 */
export async function closeCart<Result>(
  core: EngineCore,
  work: () => Promise<CartClosed<Result>>,
): Promise<Result> {
  core.patch({ nextCart: emptyCart(core.ports), prompt: null, approval: null });
  try {
    const { result, also, announces } = await work();
    const { nextCart, touch } = core.state();
    const cart = nextCart ?? emptyCart(core.ports);
    const isEmpty = cart.lines.length === 0;
    core.patch({
      quotedAt: core.ports.clock.now(),
      ...also,
      cart,
      nextCart: null,
      touch: isEmpty ? null : touch,
      ...(isEmpty ? {} : { isPaidShown: false }),
    });
    if (announces) core.announce(announces);
    return result;
  } catch (error) {
    giveCartBack(core, error);
    throw error;
  }
}

/** What was refused leaves the cart as it was, with what was scanned meanwhile. */
function giveCartBack(core: EngineCore, error: unknown): void {
  const { cart, nextCart } = core.state();
  if (isDomainError(error) && error.code === "sale_already_recorded") {
    core.patch({ cart: nextCart ?? emptyCart(core.ports), nextCart: null });
    return;
  }
  const scanned = nextCart?.lines ?? [];
  const next = nextCart ?? emptyCart(core.ports);
  const known = new Set(cart.returnedSales.map(({ saleId }) => saleId));
  const added = next.returnedSales.filter(({ saleId }) => !known.has(saleId));
  const joined = {
    ...cart,
    lines: [...cart.lines, ...scanned],
    voidedLines: [...cart.voidedLines, ...next.voidedLines],
    approvals: [...cart.approvals, ...next.approvals],
    returnReason: cart.returnReason ?? next.returnReason,
    returnedSales: [...cart.returnedSales, ...added],
  };
  const kept = withoutIdleTip(joined, quoteChanged(core, joined));
  if (nextCart && scanned.length > 0) {
    keepCart(core, { ...nextCart, lines: [], note: null });
    keepCart(core, kept);
  }
  core.patch({ cart: kept, nextCart: null, approval: null });
}
