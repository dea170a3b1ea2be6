import { DomainError } from "../../core/errors";
import { minor, sumMinor, ZERO_MINOR } from "../../core/money/minor";
import { businessDayAt } from "../../core/time";
import type { TillCommands } from "../react/till-commands";
import type { HeldCartView } from "../react/till-state";
import type { CartLineRecord, CartRecord, HeldCartRecord, HeldOrigin } from "../store/log-records";
import { settleCartWrites } from "./cart-keeper";
import { closeCart } from "./close-cart";
import type { EngineCore } from "./engine-core";
import { describeHeld, heldCartViews, heldNumber, parkedNumber } from "./held-carts";
import { requireNoTraining, requireSelling } from "./open-cart";
import { couponsIn } from "./promised-coupons";
import { quoteOf } from "./quote-state";
import { requireStore } from "./require-cashier";

/** `poke` lets the uploader know that there is something to tell. */
export function createHoldCommands(
  core: EngineCore,
  poke: () => void,
): Pick<TillCommands, "parkCart" | "makeQuote"> {
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
