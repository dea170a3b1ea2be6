import { DomainError } from "../../core/errors";
import { minor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import { businessDayAt } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { HeldCartView } from "../react/till-state";
import type { CartLineRecord, CartRecord, HeldCartRecord } from "../store/log-records";
import { takeHeldCart } from "../sync/held-transport";
import { changeRecord } from "../sync/held-upload";
import { settleCartWrites } from "./cart-keeper";
import { type EngineCore, emptyCart } from "./engine-core";
import { describeHeld, heldCartViews, heldNumber, heldRecordOf, parkedNumber } from "./held-carts";
import { requireEmptyCart, requireNoTraining, requireSelling } from "./open-cart";
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
  const own = heldFrom && core.state().heldRecords.get(heldFrom.heldCartId);
  const described = describeHeld(core, cart);
  const isPriced = heldFrom?.kind === "quote" || heldFrom?.kind === "layaway";
  // A layaway whose deposit the server has not booked yet is with this till alone.
  const isTold = heldFrom?.kind !== "layaway" || heldFrom.version > 0;
  await hold(core, cart, {
    ...described,
    heldCartId: heldFrom?.heldCartId ?? core.ports.newId(),
    kind: heldFrom?.kind ?? "parked",
    number: heldFrom?.number ?? parkedNumber(core, cart),
    name: heldFrom?.name || described.name,
    paidMinor: heldFrom?.paidMinor ?? ZERO_MINOR,
    expiresOn: heldFrom?.expiresOn ?? null,
    version: own?.version ?? (heldFrom?.version || null),
    unsent: isTold ? "put" : null,
    isGone: false,
    body: { ...cart, format: 1, quotedLines: isPriced ? cart.lines : null },
  });
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
    const offMinor = sumMinor(off);
    return {
      ...line,
      stated: line.stated ?? {
        why: "quote",
        unitPriceMinor: priceMinor,
        pricesIncludeTax,
        reason: number,
      },
      discount:
        quoted.promotionMinor === 0
          ? line.discount
          : { kind: "amount", amountMinor: offMinor, reason: number },
    };
  });
}

async function hold(
  core: EngineCore,
  cart: CartRecord,
  held: HeldCartRecord | ((next: { code: string; quoteNumber: number }) => HeldCartRecord),
): Promise<void> {
  await settleCartWrites(core);
  const record = await core.log.holdCart({
    cartId: cart.cartId,
    decide: ({ enrolment, quoteNumber }) =>
      typeof held === "function" ? held({ code: enrolment.certificate.code, quoteNumber }) : held,
  });
  const heldRecords = new Map(core.state().heldRecords).set(record.heldCartId, record);
  core.patch({ heldRecords, ...leaveCart(core, cart) });
  core.ports.broadcast.post({ kind: "committed", cartId: cart.cartId });
}

/** An empty cart in the place of one that went elsewhere. */
export function leaveCart(core: EngineCore, cart: CartRecord) {
  const isOpen = core.state().cart.cartId === cart.cartId;
  return isOpen ? { cart: emptyCart(core.ports), touch: null, prompt: null, approval: null } : {};
}

/**
 * A held cart that is this till's alone from here on. One that this till put aside is had without a
 * network; any other is asked of the server, which gives it to one [TH2].
 *
 * @throws DomainError held_cart_taken | held_cart_not_found | server_unreachable
 */
export async function acquireHeld(core: EngineCore, heldCartId: string): Promise<HeldCartRecord> {
  const { heldRecords, tables } = core.state();
  const own = heldRecords.get(heldCartId);
  const row = tables.heldCarts.find((known) => known.id === heldCartId);
  const listed = row ? heldRecordOf(row) : null;
  const isOffered = own?.isGone && (row?.version ?? 0) > (own.version ?? 0);
  if (own?.isGone && !isOffered) throw new DomainError("held_cart_taken");
  const known = own && !own.isGone ? own : listed;
  if (!known) throw new DomainError("held_cart_not_found");
  const version = Math.max(own?.version ?? 0, row?.version ?? 0);
  if (version === 0) return { ...known, unsent: known.unsent === null ? null : "take" };
  const answer = await takeHeldCart(core, heldCartId, version);
  if (answer.kind === "done") {
    const taken = known.unsent === "put" ? null : heldRecordOf(answer.value);
    return { ...(taken ?? known), version: answer.value.version, unsent: null };
  }
  if (answer.kind === "unreachable") {
    if (known !== own) throw new DomainError("server_unreachable");
    return { ...known, unsent: "take" };
  }
  if (own) await changeRecord(core, heldCartId, () => null);
  throw new DomainError(answer.kind === "gone" ? "held_cart_not_found" : "held_cart_taken");
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
    voidedLines: [],
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
  return product && !line.returned ? { ...line, prices: pricesOf(product) } : line;
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
}
