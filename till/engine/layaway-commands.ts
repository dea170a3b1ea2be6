import { isPayOutWithin } from "../../core/access/within-limits";
import {
  CASH_METHOD,
  type PaymentOffer,
  type SettledPayments,
  settlePayments,
} from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { type Minor, minor, negateMinor, ZERO_MINOR } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import type { StoreChange } from "../../core/sync/protocol-v1";
import { PPM } from "../../core/tax/rate";
import type { TillCommands } from "../react/till-commands";
import type { PaidSale } from "../react/till-state";
import { layawayKey } from "../store/log-keys";
import type { CartRecord } from "../store/log-records";
import { acquireHeld } from "./acquire-held";
import { requireAllowed } from "./approval";
import { requireReason, requireText } from "./cart";
import { settleCartWrites } from "./cart-keeper";
import { closeCart } from "./close-cart";
import { type DepositIntent, decideDeposit } from "./deposit-event";
import type { EngineCore, EngineState } from "./engine-core";
import { dayAfter } from "./hold-commands";
import type { Authority } from "./limited-act";
import { requireNoTraining, requireSelling } from "./open-cart";
import { paidSaleOf } from "./paid-sale";
import { cashIncrement } from "./payment-plan";
import { pendingEventOf } from "./pending-event";
import { quoteOf } from "./quote-state";
import { requireCashier, requireStore } from "./require-cashier";
import { consequencesOf } from "./take-payment";

export function createLayawayCommands(
  core: EngineCore,
): Pick<TillCommands, "payDeposit" | "cancelLayaway"> {
  return {
    payDeposit: (request) => payDeposit(core, request),
    cancelLayaway: (request) => cancelLayaway(core, request, null),
  };
}

const LAYAWAY_DAYS = 90;
const REFERENCE_MAX = 120;

type DepositRequest = Parameters<TillCommands["payDeposit"]>[0];

/** Money on the goods in the cart, which stay here; their prices hold from here on [TL1]. */
async function payDeposit(core: EngineCore, request: DepositRequest): Promise<PaidSale> {
  const { cart, store } = readCart(core);
  const { totalMinor } = quoteOf(core.state(), cart);
  const layaway = cart.heldFrom?.kind === "layaway" ? cart.heldFrom : null;
  const paidBeforeMinor = layaway?.paidMinor ?? ZERO_MINOR;
  requireDeposit({ request, cart, store, totalMinor, paidBeforeMinor });
  const { amountMinor, method, reference = null } = request;
  const heldCartId = layaway?.heldCartId ?? core.ports.newId();
  return closeByDeposit(core, {
    ...newIds(core),
    kind: "deposit",
    heldCartId,
    cart,
    totalMinor,
    paidBeforeMinor,
    amountMinor,
    settled: settle(store, amountMinor, offerOf(request)),
    method,
    reference,
    reason: null,
    approvals: [],
    cashier: requireCashier(core, "sale.record"),
    store,
    expiresOn: layaway?.expiresOn ?? dayAfter(core, store.layawayDays ?? LAYAWAY_DAYS),
    held: core.state().heldRecords.get(heldCartId) ?? null,
  });
}

function readCart(core: EngineCore): { cart: CartRecord; store: StoreChange } {
  requireSelling(core);
  requireNoTraining(core);
  const { cart, nextCart } = core.state();
  if (cart.lines.length === 0 || nextCart !== null) throw new DomainError("cart_empty");
  if (cart.payments.length > 0) throw new DomainError("cart_has_payments");
  return { cart, store: requireStore(core) };
}

function offerOf({ method, amountMinor, tenderedMinor }: DepositRequest): PaymentOffer {
  if (method !== CASH_METHOD) return { method, amountMinor };
  return tenderedMinor === undefined ? { method } : { method, tenderedMinor };
}

function newIds(core: EngineCore): Pick<DepositIntent, "depositId" | "paymentId" | "jobId"> {
  const { newId } = core.ports;
  return { depositId: newId(), paymentId: newId(), jobId: newId() };
}

/** @throws DomainError deposit_not_valid: nothing, more than is left, or a first one too small. */
function requireDeposit(asked: {
  request: DepositRequest;
  cart: CartRecord;
  store: StoreChange;
  totalMinor: Minor;
  paidBeforeMinor: Minor;
}): void {
  const { request, cart, store, totalMinor, paidBeforeMinor } = asked;
  const { amountMinor, method } = request;
  requireText("reference", request.reference ?? null, REFERENCE_MAX);
  if (method === "deposit") throw new DomainError("payment_method_unknown", { method });
  const leftMinor = minor(totalMinor - paidBeforeMinor);
  const leastMinor =
    paidBeforeMinor > 0 ? 1 : Math.max(1, mulDiv(totalMinor, store.depositPpm ?? 0, PPM, "CEIL"));
  const isRight =
    Number.isInteger(amountMinor) && amountMinor >= leastMinor && amountMinor <= leftMinor;
  const hasReturns = cart.lines.some((line) => line.quantityMilli < 0);
  if (!isRight || hasReturns) throw new DomainError("deposit_not_valid", { leastMinor, leftMinor });
}

function settle(store: StoreChange, totalMinor: Minor, payment: PaymentOffer): SettledPayments {
  return settlePayments({
    totalMinor,
    cashIncrementMinor: cashIncrement(store),
    cashRoundingMode: "HALF_UP",
    payments: [payment],
  });
}

type CancelRequest = Parameters<TillCommands["cancelLayaway"]>[0];

/** @throws DomainError layaway_closed | cart_has_payments: of the open one, beside its deposits */
function requireCancellable(core: EngineCore, heldCartId: string) {
  const { cart, heldRecords, tables } = core.state();
  const isOpen = cart.heldFrom?.heldCartId === heldCartId;
  const known =
    heldRecords.get(heldCartId) ?? tables.heldCarts.find((row) => row.id === heldCartId);
  const isHere = isOpen || !(known && "isGone" in known && known.isGone);
  if (known?.kind !== "layaway" || !isHere) throw new DomainError("layaway_closed");
  if (isOpen && cart.payments.length > 0) throw new DomainError("cart_has_payments");
  return known;
}

/** The deposits go back in cash and the layaway is no more. */
async function cancelLayaway(
  core: EngineCore,
  request: CancelRequest,
  authority: Authority | null,
): Promise<PaidSale> {
  requireSelling(core);
  requireNoTraining(core);
  const { cart, heldRecords } = core.state();
  const { heldCartId } = request;
  const isOpen = cart.heldFrom?.heldCartId === heldCartId;
  const known = requireCancellable(core, heldCartId);
  const approval = requireAllowed(
    core,
    {
      permission: "sale.refund",
      act: "cancel_layaway",
      subject: known.number,
      amountMinor: minor(known.paidMinor),
      reason: request.reason,
      isWithin: (limits) => isPayOutWithin(known.paidMinor, limits),
      run: (granted) => cancelLayaway(core, request, granted),
    },
    authority,
  );
  const reason = requireReason(request.reason.trim() || authority?.reason);
  const open = isOpen ? heldRecords.get(heldCartId) : undefined;
  const held = open ?? (await acquireHeld(core, heldCartId));
  const store = requireStore(core);
  const amountMinor = negateMinor(held.paidMinor);
  const { format: _format, quotedLines: _priced, ...heldCart } = held.body;
  const intent: DepositIntent = {
    ...newIds(core),
    kind: "cancellation",
    heldCartId,
    cart: isOpen ? cart : heldCart,
    totalMinor: held.totalMinor,
    paidBeforeMinor: held.paidMinor,
    amountMinor,
    settled: settle(store, amountMinor, { method: "cash" }),
    method: "cash",
    reference: null,
    reason,
    approvals: approval ? [approval] : [],
    cashier: requireCashier(core, "sale.record"),
    store,
    expiresOn: held.expiresOn,
    held,
  };
  if (isOpen) return closeByDeposit(core, intent);
  const { paid, also } = await commitDeposit(core, intent);
  core.patch({ ...also, isPaidShown: core.state().cart.lines.length === 0 });
  core.announce({ cartId: null, paid });
  return paid;
}

/** The cart that a deposit was taken on, or that is cancelled, ends with it. */
async function closeByDeposit(core: EngineCore, intent: DepositIntent): Promise<PaidSale> {
  return closeCart(core, async () => {
    await settleCartWrites(core);
    const { paid, also } = await commitDeposit(core, intent);
    return { result: paid, also, announces: { cartId: intent.cart.cartId, paid } };
  });
}

async function commitDeposit(
  core: EngineCore,
  intent: DepositIntent,
): Promise<{ paid: PaidSale; also: Partial<EngineState> }> {
  const claim = { key: layawayKey(intent.heldCartId), code: "layaway_closed" } as const;
  const committed = await core.log.commit({
    documentId: intent.depositId,
    ...(intent.kind === "cancellation" ? { claims: [claim] } : { forbids: [claim] }),
    decide: (context) => decideDeposit(core, context, intent),
  });
  const paid = paidSaleOf(committed.row, intent.store);
  const { pending, printJobs } = core.state();
  return {
    paid,
    also: {
      shift: committed.shift,
      lastPaid: paid,
      isPaidShown: true,
      pending: [...pending, pendingEventOf(committed.row)],
      printJobs: [...printJobs, ...(committed.printJob ? [committed.printJob] : [])],
      ...consequencesOf(core, committed),
    },
  };
}
