import { DomainError } from "../../core/errors";
import type { CartVoided, DrawerOpened } from "../../core/sale/sale-document";
import type { TillCommands } from "../react/till-commands";
import type { CartRecord, HeldCartRecord } from "../store/log-records";
import { isCartBlank } from "../store/upgrade-cart";
import { requireAllowed } from "./approval";
import { requireReason } from "./cart";
import { voidedLineOf } from "./cart-commands";
import { settleCartWrites } from "./cart-keeper";
import { type CartClosed, closeCart } from "./close-cart";
import { draftEvent } from "./draft-event";
import { type EngineCore, emptyCart } from "./engine-core";
import type { Authority } from "./limited-act";
import { requireEmptyCart, requireNoTraining, requireSelling } from "./open-cart";
import { pendingEventOf } from "./pending-event";
import { quoteOf } from "./quote-state";
import type { PrinterSource } from "./receipt-commands";
import { requireCashier, requireStore } from "./require-cashier";
import { consequencesOf } from "./take-payment";

/** What a counter does beside selling: empty the cart, the drawer, training. */
export function createCounterCommands(
  core: EngineCore,
  printerOf: PrinterSource,
): Pick<TillCommands, "voidCart" | "openDrawer" | "setTraining"> {
  return {
    voidCart: ({ reason }) => voidCart(core, reason),
    openDrawer: (request) => openDrawer(core, { request, printerOf }, null),
    setTraining: (isTraining) => setTraining(core, isTraining),
  };
}

/** Empty the cart for good [TV2]; what it was recalled from goes too, but a layaway stays. */
async function voidCart(core: EngineCore, reasonText: string): Promise<void> {
  requireSelling(core);
  const { cart, nextCart, isTraining } = core.state();
  if (nextCart !== null) throw new DomainError("cart_empty");
  if (isCartBlank(cart)) return;
  if (cart.payments.length > 0) throw new DomainError("cart_has_payments");
  const reason = requireReason(reasonText);
  const isNothing = cart.lines.length === 0 && cart.voidedLines.length === 0;
  const isUnrecorded = isTraining || isNothing || cart.heldFrom?.kind === "layaway";
  const payload = isUnrecorded ? null : voidedCart(core, cart, reason);
  await closeCart(core, async () => {
    await settleCartWrites(core);
    return payload ? recordVoid(core, cart, payload) : leaveUnrecorded(core, cart);
  });
}

/** A layaway goes back to where it stands with the customer's money on it. */
async function leaveUnrecorded(core: EngineCore, cart: CartRecord): Promise<CartClosed<null>> {
  const held = heldOf(core, cart);
  const back: HeldCartRecord | null = held && {
    ...held,
    isGone: false,
    unsent: held.version === null ? null : "put",
  };
  await core.log.dropCart(cart.cartId);
  if (back) await core.log.changeHeld(back.heldCartId, () => back);
  core.ports.broadcast.post({ kind: "committed", cartId: cart.cartId });
  const { heldRecords } = core.state();
  const known = back ? new Map(heldRecords).set(back.heldCartId, back) : heldRecords;
  return { result: null, also: { heldRecords: known } };
}

function heldOf(core: EngineCore, cart: CartRecord): HeldCartRecord | null {
  return core.state().heldRecords.get(cart.heldFrom?.heldCartId ?? "") ?? null;
}

/** What the event says; its prices are those that stood on the screen. */
function voidedCart(core: EngineCore, cart: CartRecord, reason: string): CartVoided {
  return {
    cartId: cart.cartId,
    currency: requireStore(core).currency,
    reason,
    totalMinor: quoteOf(core.state(), cart).totalMinor,
    voidedLines: [
      ...cart.voidedLines,
      ...cart.lines.map((line) => voidedLineOf(core, line, reason)),
    ],
    approvals: [...cart.approvals],
  };
}

async function recordVoid(
  core: EngineCore,
  cart: CartRecord,
  payload: CartVoided,
): Promise<CartClosed<null>> {
  const cashier = requireCashier(core, "sale.record");
  const held = heldOf(core, cart);
  const committed = await core.log.commit({
    documentId: cart.cartId,
    decide: (context) => {
      const { shift } = context;
      if (shift === null) throw new DomainError("shift_not_open");
      const { businessDate, shiftId } = shift;
      return {
        draft: draftEvent(core, context, {
          type: "CART_VOIDED",
          payload,
          businessDate,
          shiftId,
          cashierId: cashier.id,
          approvals: cart.approvals,
        }),
        storedAt: core.ports.clock.now(),
        totalMinor: null,
        shift,
        clearsCartId: cart.cartId,
        held: held ? { ...held, isGone: true, unsent: "drop" } : undefined,
      };
    },
  });
  return {
    result: null,
    announces: { cartId: cart.cartId, paid: null },
    also: {
      pending: [...core.state().pending, pendingEventOf(committed.row)],
      ...consequencesOf(core, committed),
    },
  };
}

type DrawerRequest = { readonly request: { reason: string }; readonly printerOf: PrinterSource };

/** Recorded first, then opened: no drawer opens that nobody knows of [TV3]. */
async function openDrawer(
  core: EngineCore,
  { request, printerOf }: DrawerRequest,
  authority: Authority | null,
): Promise<void> {
  requireSelling(core);
  requireNoTraining(core);
  const cashier = requireCashier(core, "sale.record");
  const approval = requireAllowed(
    core,
    {
      permission: "drawer.open",
      act: "open_drawer",
      subject: null,
      reason: request.reason,
      run: (granted) => openDrawer(core, { request, printerOf }, granted),
    },
    authority,
  );
  const approvals = approval ? [approval] : [];
  const reason = requireReason(request.reason.trim() || authority?.reason);
  const payload: DrawerOpened = { reason, approvals };
  const committed = await core.log.commit({
    documentId: null,
    decide: (context) => {
      const { shift } = context;
      if (shift === null) throw new DomainError("shift_not_open");
      const { businessDate, shiftId, drawerOpenings = 0 } = shift;
      const facts = { type: "DRAWER_OPENED", payload, businessDate, shiftId, approvals } as const;
      return {
        draft: draftEvent(core, context, { ...facts, cashierId: cashier.id }),
        storedAt: core.ports.clock.now(),
        totalMinor: null,
        shift: { ...shift, drawerOpenings: drawerOpenings + 1 },
      };
    },
  });
  core.patch({
    shift: committed.shift,
    pending: [...core.state().pending, pendingEventOf(committed.row)],
  });
  core.announce({ cartId: null, paid: null });
  await kickDrawer(core, printerOf);
}

/** The drawer hangs on the receipt printer; without one it is opened by its key. */
export async function kickDrawer(core: EngineCore, printerOf: PrinterSource): Promise<void> {
  const { printer } = core.state().settings;
  if (printer !== "usb" && printer !== "serial") return;
  try {
    await (await printerOf(printer)).openDrawer();
  } catch (error) {
    core.ports.report(error);
  }
}

/**
 * Training ends with the page, so that nobody sells for nothing after a restart [TT1]. Its carts are
 * never kept, and the real one waits untouched.
 */
function setTraining(core: EngineCore, isTraining: boolean): void {
  const { cart, shelvedCart, isTraining: isNow } = core.state();
  if (isNow === isTraining) return;
  requireSelling(core);
  requireEmptyCart(core);
  core.patch({
    isTraining,
    cart: isTraining ? emptyCart(core.ports) : (shelvedCart ?? emptyCart(core.ports)),
    shelvedCart: isTraining ? cart : null,
    touch: null,
    prompt: null,
    approval: null,
    unknownScan: null,
    multiplierMilli: null,
    lastPaid: null,
    isPaidShown: false,
  });
}
