import { isDomainError } from "../../core/errors";
import type { CartRecord } from "../store/log-records";
import type { EngineCore } from "./engine-core";

type CartQueue = { tail: Promise<void>; readonly wanted: Map<string, CartRecord> };

const queues = new WeakMap<EngineCore, CartQueue>();

/**
 * Keep an open cart through a reload [TS5]. Taps do not wait for the disk: the newest form of each
 * cart is written as soon as the write before it is done.
 */
export function keepCart(core: EngineCore, cart: CartRecord): void {
  if (core.state().isTraining) return;
  const queue = queues.get(core) ?? { tail: Promise.resolve(), wanted: new Map() };
  queues.set(core, queue);
  const isQueued = queue.wanted.size > 0;
  queue.wanted.set(cart.cartId, cart);
  if (isQueued) return;
  queue.tail = queue.tail.then(async () => {
    const carts = [...queue.wanted.values()];
    queue.wanted.clear();
    for (const wanted of carts) await keepOrCarryOn(core, wanted);
  });
}

async function keepOrCarryOn(core: EngineCore, cart: CartRecord): Promise<void> {
  try {
    await core.log.saveCart(cart);
  } catch (error) {
    // Still in memory and still to be sold; what the disk refuses shows at the payment.
    if (!isDomainError(error)) throw error;
  }
}

/** Resolves when every cart change so far is kept. */
export async function settleCartWrites(core: EngineCore): Promise<void> {
  await queues.get(core)?.tail;
}
