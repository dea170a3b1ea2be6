import { DomainError } from "../../core/errors";
import { minor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import { businessDayAt } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { HeldCartView } from "../react/till-state";
import type { CartLineRecord, CartRecord, HeldCartRecord, HeldOrigin } from "../store/log-records";
import { changeRecord } from "../sync/held-upload";
import { acquireHeld } from "./acquire-held";
import { settleCartWrites } from "./cart-keeper";
import { closeCart } from "./close-cart";
import type { EngineCore } from "./engine-core";
import { describeHeld, heldCartViews, heldNumber, parkedNumber } from "./held-carts";
import { requireEmptyCart, requireNoTraining, requireSelling } from "./open-cart";
import { couponsIn } from "./promised-coupons";
import { pricesOf, quoteOf } from "./quote-state";
import { requireStore } from "./require-cashier";

/** `poke` lets the uploader know that there is something to tell. */
export function createHoldCommands(
  core: EngineCore,
  poke: () => void,
): Pick<TillCommands, "parkCart" | "makeQuote" | "recallCart" | "dropHeldCart"> {
  return {
    async parkCart() {
      await parkCart(core);
      poke();
    },
    async makeQuote() {
      const view = await makeQuote(core);
      poke();
      return view;
    },
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

/** The open cart, when it may be put aside: money that was taken stays with the customer. */
function requireHoldable(core: EngineCore): CartRecord {
  requireSelling(core);
  requireNoTraining(core);
  const { cart, nextCart } = core.state();
  if (cart.lines.length === 0 || nextCart !== null) throw new DomainError("cart_empty");
  if (cart.payments.length > 0) throw new DomainError("cart_has_payments");
  return cart;
}

/** Put aside under a name of its own; what came from a held cart goes back to it [TH1]. */
async function parkCart(core: EngineCore): Promise<void> {
  const cart = requireHoldable(core);
  const { heldFrom } = cart;
  await hold(core, cart, heldFrom ? heldAgain(core, cart, heldFrom) : parked(core, cart));
}

function parked(core: EngineCore, cart: CartRecord): HeldCartRecord {
  return {
    ...describeHeld(core, cart),
    heldCartId: core.ports.newId(),
    kind: "parked",
    number: parkedNumber(core, cart),
    paidMinor: ZERO_MINOR,
    expiresOn: null,
    version: null,
    unsent: "put",
    isGone: false,
    body: { ...cart, heldFrom: null, format: 1, quotedLines: null },
  };
}

function heldAgain(core: EngineCore, cart: CartRecord, from: HeldOrigin): HeldCartRecord {
  const { heldCartId, kind, number, paidMinor, expiresOn } = from;
  const described = describeHeld(core, cart);
  const version = core.state().heldRecords.get(heldCartId)?.version ?? (from.version || null);
  return {
    ...described,
    heldCartId,
    kind,
    number,
    name: from.name || described.name,
    paidMinor,
    expiresOn,
    version,
    // A layaway whose deposit the server has not booked yet is with this till alone.
    unsent: kind === "layaway" && version === null ? null : "put",
    isGone: false,
    body: {
      ...cart,
      heldFrom: null,
      format: 1,
      quotedLines: kind === "parked" ? null : cart.lines,
    },
  };
}

const QUOTE_DAYS = 30;

async function makeQuote(core: EngineCore): Promise<HeldCartView> {
  const cart = requireHoldable(core);
  if (cart.heldFrom?.kind === "layaway") throw new DomainError("layaway_closed");
  const days = requireStore(core).quoteDays ?? QUOTE_DAYS;
  const heldCartId = core.ports.newId();
  await hold(core, cart, ({ code, quoteNumber }) => {
    const number = heldNumber("Q", code, quoteNumber);
    return {
      ...describeHeld(core, cart),
      heldCartId,
      kind: "quote",
      number,
      paidMinor: ZERO_MINOR,
      expiresOn: dayAfter(core, days),
      version: null,
      unsent: "put",
      isGone: false,
      body: {
        ...cart,
        heldFrom: null,
        format: 1,
        quotedLines: quotedLines(core, cart, number),
      },
    };
  });
  const view = heldCartViews(core.state()).find((held) => held.heldCartId === heldCartId);
  if (!view) throw new DomainError("held_cart_not_found");
  return view;
}

const MS_PER_DAY = 86_400_000;

/** The last trading day, so many after this one, `YYYY-MM-DD`. */
export function dayAfter(core: EngineCore, days: number): string {
  const today = businessDayAt(core.ports.clock.now(), requireStore(core));
  const at = Date.parse(`${today}T00:00:00Z`) + days * MS_PER_DAY;
  return new Date(at).toISOString().slice(0, "YYYY-MM-DD".length);
}

/**
 * The lines at the prices and promotions that were promised: prices are stated, and what promotions
 * took off becomes an amount off, so that the promise holds when lists and promotions change.
 */
export function quotedLines(
  core: EngineCore,
  cart: CartRecord,
  number: string,
): readonly CartLineRecord[] {
  const quote = quoteOf(core.state(), cart);
  return cart.lines.map((line, index) => {
    const quoted = quote.lines[index];
    if (!quoted || line.returned || line.embeddedMinor !== null) return line;
    const { unitPriceMinor, pricesIncludeTax, trace } = quoted;
    const isExempt = trace.some((step) => step.kind === "tax_exempt");
    const listed = trace.findLast((step) => step.kind === "list" || step.kind === "stated");
    const priceMinor = isExempt && listed ? minor(listed.unitPriceMinor) : unitPriceMinor;
    const off = trace.map((step) =>
      step.kind === "promotion" || step.kind === "line_discount"
        ? minor(step.amountMinor)
        : ZERO_MINOR,
    );
    const stated = line.stated ?? {
      why: "quote" as const,
      unitPriceMinor: priceMinor,
      pricesIncludeTax,
      reason: number,
    };
    if (quoted.promotionMinor === 0) return { ...line, stated };
    return {
      ...line,
      stated,
      discount: { kind: "amount", amountMinor: sumMinor(off), reason: number },
      promised: { number, couponCodes: couponsIn(trace) },
    };
  });
}

async function hold(
  core: EngineCore,
  cart: CartRecord,
  held: HeldCartRecord | ((next: { code: string; quoteNumber: number }) => HeldCartRecord),
): Promise<void> {
  await closeCart(core, async () => {
    await settleCartWrites(core);
    const record = await core.log.holdCart({
      cartId: cart.cartId,
      decide: ({ enrolment, quoteNumber }) =>
        typeof held === "function" ? held({ code: enrolment.certificate.code, quoteNumber }) : held,
    });
    core.ports.broadcast.post({ kind: "committed", cartId: cart.cartId });
    const heldRecords = new Map(core.state().heldRecords).set(record.heldCartId, record);
    return { result: null, also: { heldRecords } };
  });
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
