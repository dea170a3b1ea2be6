import { DomainError } from "../../core/errors";
import { businessDayAt } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { CartLineRecord, CartRecord, HeldCartRecord } from "../store/log-records";
import { changeRecord } from "../sync/held-upload";
import { acquireHeld } from "./acquire-held";
import type { EngineCore } from "./engine-core";
import { requireEmptyCart, requireNoTraining, requireSelling } from "./open-cart";
import { pricesOf } from "./quote-state";
import { requireStore } from "./require-cashier";

/** `poke` lets the uploader know that there is something to tell. */
export function createRecallCommands(
  core: EngineCore,
  poke: () => void,
): Pick<TillCommands, "recallCart" | "dropHeldCart"> {
  return {
    async recallCart(heldCartId) {
      await recallCart(core, heldCartId);
      poke();
    },
    async dropHeldCart(heldCartId) {
      await dropHeldCart(core, heldCartId);
      poke();
    },
  };
}

async function recallCart(core: EngineCore, heldCartId: string): Promise<void> {
  requireSelling(core);
  requireNoTraining(core);
  requireEmptyCart(core);
  const held = await acquireHeld(core, heldCartId);
  // Something may have been scanned while the server was asked.
  const cart = recalledCart(core, held);
  const gone: HeldCartRecord = { ...held, isGone: true };
  await core.log.takeHeld({ held: gone, cart });
  const isBusy = core.state().cart.lines.length > 0;
  if (isBusy) {
    await changeRecord(core, heldCartId, (current) => ({
      ...current,
      isGone: false,
      unsent: "put",
    }));
    await core.log.dropCart(cart.cartId);
    throw new DomainError("cart_not_empty");
  }
  core.patch({
    cart,
    quotedAt: core.ports.clock.now(),
    heldRecords: new Map(core.state().heldRecords).set(heldCartId, gone),
    isPaidShown: false,
    touch: null,
    approval: null,
  });
  core.ports.broadcast.post({ kind: "committed", cartId: null });
}

/** Quoted prices hold until the quote expires, a layaway's as long as it stands. */
function recalledCart(core: EngineCore, held: HeldCartRecord): CartRecord {
  const { format: _format, quotedLines: priced, ...cart } = held.body;
  const today = businessDayAt(core.ports.clock.now(), requireStore(core));
  const isExpired = held.kind === "quote" && held.expiresOn !== null && held.expiresOn < today;
  const { heldCartId, kind, number, paidMinor, name, expiresOn } = held;
  return {
    ...cart,
    cartId: core.ports.newId(),
    lines: priced && !isExpired ? priced : cart.lines.map((line) => atTodaysPrices(core, line)),
    payments: [],
    heldFrom: {
      heldCartId,
      kind,
      number,
      version: held.version ?? 0,
      paidMinor,
      name,
      expiresOn,
    },
    changedAt: core.ports.clock.now(),
  };
}

function atTodaysPrices(core: EngineCore, line: CartLineRecord): CartLineRecord {
  const product = line.productId === null ? null : core.state().catalog.find(line.productId);
  if (!product || line.returned) return line;
  const today = { ...line, prices: pricesOf(product) };
  if (line.stated?.why !== "quote") return today;
  // What the quote had promised goes with it: its price, and what promotions took off then.
  const isPromised = line.discount?.reason === line.stated.reason;
  return { ...today, stated: null, discount: isPromised ? null : line.discount };
}

/** A layaway holds a customer's money: it is cancelled, not dropped. */
async function dropHeldCart(core: EngineCore, heldCartId: string): Promise<void> {
  requireSelling(core);
  requireNoTraining(core);
  const held = await acquireHeld(core, heldCartId);
  const isToTell = held.version !== null || held.unsent !== null;
  const gone: HeldCartRecord = { ...held, isGone: true, unsent: isToTell ? "drop" : null };
  if (held.kind === "layaway") throw new DomainError("layaway_closed");
  await core.log.takeHeld({ held: gone, cart: null });
  core.patch({ heldRecords: new Map(core.state().heldRecords).set(heldCartId, gone) });
  core.ports.broadcast.post({ kind: "committed", cartId: null });
}
