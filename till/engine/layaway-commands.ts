import { type SettledPayments, settlePayments } from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { type Minor, minor, negateMinor, ZERO_MINOR } from "../../core/money/minor";
import { mulDiv } from "../../core/money/mul-div";
import type { Approval, Deposit, PaymentMethod } from "../../core/sale/sale-document";
import { formatReceiptNumber } from "../../core/sync/envelope";
import type { StaffChange, StoreChange } from "../../core/sync/protocol-v1";
import { PPM } from "../../core/tax/rate";
import type { TillCommands } from "../react/till-commands";
import type { PaidSale } from "../react/till-state";
import type { CommitContext, CommitPlan, Committed } from "../store/commit-event";
import { layawayKey } from "../store/log-keys";
import type { CartRecord, HeldCartRecord } from "../store/log-records";
import { type Authority, requireAllowed } from "./approval";
import { requireReason, requireText } from "./cart";
import { settleCartWrites } from "./cart-keeper";
import { draftEvent } from "./draft-event";
import type { EngineCore } from "./engine-core";
import { describeHeld, heldNumber } from "./held-carts";
import { acquireHeld, dayAfter, leaveCart, quotedLines } from "./hold-commands";
import { requireNoTraining, requireSelling } from "./open-cart";
import { paidSaleOf } from "./paid-sale";
import { cashIncrement } from "./payment-plan";
import { pendingEventOf } from "./pending-event";
import { customerOf, quoteOf } from "./quote-state";
import { requireCashier, requireStore } from "./require-cashier";
import { addDepositToShift } from "./shift-totals";
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

/** Everything that a deposit is decided from. */
type DepositIntent = {
  readonly kind: Deposit["kind"];
  readonly heldCartId: string;
  readonly cart: CartRecord;
  readonly totalMinor: Minor;
  readonly paidBeforeMinor: Minor;
  readonly amountMinor: Minor;
  readonly settled: SettledPayments;
  readonly method: PaymentMethod;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly approvals: readonly Approval[];
  readonly cashier: StaffChange;
  readonly store: StoreChange;
  readonly expiresOn: string | null;
  /** As it was before; null for a new one. */
  readonly held: HeldCartRecord | null;
  readonly depositId: string;
  readonly paymentId: string;
  readonly jobId: string;
};

type DepositRequest = Parameters<TillCommands["payDeposit"]>[0];

/** Money on the goods in the cart, which stay here; their prices hold from here on [TL1]. */
async function payDeposit(core: EngineCore, request: DepositRequest): Promise<PaidSale> {
  requireSelling(core);
  requireNoTraining(core);
  const { cart, nextCart } = core.state();
  if (cart.lines.length === 0 || nextCart !== null) throw new DomainError("cart_empty");
  if (cart.payments.length > 0) throw new DomainError("cart_has_payments");
  const store = requireStore(core);
  const { totalMinor } = quoteOf(core.state(), cart);
  const isAdded = cart.heldFrom?.kind === "layaway";
  const paidBeforeMinor = isAdded ? (cart.heldFrom?.paidMinor ?? ZERO_MINOR) : ZERO_MINOR;
  requireDeposit({ request, cart, store, totalMinor, paidBeforeMinor });
  const { amountMinor, method } = request;
  const { tenderedMinor } = request;
  const heldCartId = isAdded && cart.heldFrom ? cart.heldFrom.heldCartId : core.ports.newId();
  return commitDeposit(core, {
    kind: "deposit",
    heldCartId,
    cart,
    totalMinor,
    paidBeforeMinor,
    amountMinor,
    settled: settle(store, amountMinor, {
      method,
      ...(method === "cash"
        ? tenderedMinor === undefined
          ? {}
          : { tenderedMinor }
        : { amountMinor }),
    }),
    method,
    reference: request.reference ?? null,
    reason: null,
    approvals: [],
    cashier: requireCashier(core, "sale.record"),
    store,
    expiresOn: cart.heldFrom?.expiresOn ?? dayAfter(core, store.layawayDays ?? LAYAWAY_DAYS),
    held: core.state().heldRecords.get(heldCartId) ?? null,
    depositId: core.ports.newId(),
    paymentId: core.ports.newId(),
    jobId: core.ports.newId(),
  });
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

function settle(
  store: StoreChange,
  totalMinor: Minor,
  payment: Parameters<typeof settlePayments>[0]["payments"][number],
): SettledPayments {
  return settlePayments({
    totalMinor,
    cashIncrementMinor: cashIncrement(store),
    cashRoundingMode: "HALF_UP",
    payments: [payment],
  });
}

type CancelRequest = Parameters<TillCommands["cancelLayaway"]>[0];

/** The deposits go back in cash and the layaway is no more. */
async function cancelLayaway(
  core: EngineCore,
  request: CancelRequest,
  authority: Authority | null,
): Promise<PaidSale> {
  requireSelling(core);
  requireNoTraining(core);
  const { cart, heldRecords, tables } = core.state();
  const { heldCartId } = request;
  const isOpen = cart.heldFrom?.heldCartId === heldCartId;
  const known =
    heldRecords.get(heldCartId) ?? tables.heldCarts.find((row) => row.id === heldCartId);
  if (!known || known.kind !== "layaway") throw new DomainError("layaway_closed");
  const approval = requireAllowed(
    core,
    {
      permission: "sale.refund",
      act: "cancel_layaway",
      subject: known.number,
      amountMinor: minor(known.paidMinor),
      reason: request.reason,
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
  return commitDeposit(core, {
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
    depositId: core.ports.newId(),
    paymentId: core.ports.newId(),
    jobId: core.ports.newId(),
  });
}

async function commitDeposit(core: EngineCore, intent: DepositIntent): Promise<PaidSale> {
  await settleCartWrites(core);
  const claim = { key: layawayKey(intent.heldCartId), code: "layaway_closed" } as const;
  const committed = await core.log.commit({
    documentId: intent.depositId,
    ...(intent.kind === "cancellation" ? { claims: [claim] } : { forbids: [claim] }),
    decide: (context) => decideDeposit(core, context, intent),
  });
  const paid = paidSaleOf(committed.row, intent.store);
  notePaid(core, { committed, paid, cart: intent.cart });
  return paid;
}

function notePaid(
  core: EngineCore,
  done: { committed: Committed; paid: PaidSale; cart: CartRecord },
): void {
  const { committed, paid, cart } = done;
  const { pending, printJobs } = core.state();
  core.patch({
    shift: committed.shift,
    ...leaveCart(core, cart),
    lastPaid: paid,
    isPaidShown: core.state().cart.cartId === cart.cartId || core.state().cart.lines.length === 0,
    pending: [...pending, pendingEventOf(committed.row)],
    printJobs: [...printJobs, ...(committed.printJob ? [committed.printJob] : [])],
    ...consequencesOf(core, committed),
  });
  core.announce({ cartId: cart.cartId, paid });
}

/** Runs inside the transaction, so it must not wait for anything [TS2]. */
function decideDeposit(
  core: EngineCore,
  context: CommitContext,
  intent: DepositIntent,
): CommitPlan {
  const { shift, enrolment } = context;
  if (shift === null) throw new DomainError("shift_not_open");
  const { code } = enrolment.certificate;
  const { cart, kind } = intent;
  const known = cart.heldFrom?.kind === "layaway" ? cart.heldFrom.number : null;
  const number = intent.held?.number ?? known ?? heldNumber("L", code, context.nextLayaway);
  const receiptNumber = formatReceiptNumber(shift.businessDate, code, context.nextReceipt);
  const held = heldAfter(core, intent, number);
  const payload = depositOfIntent(intent, { number, receiptNumber, held });
  const now = core.ports.clock.now();
  return {
    draft: draftEvent(core, context, {
      type: "DEPOSIT",
      payload,
      businessDate: shift.businessDate,
      shiftId: shift.shiftId,
      cashierId: intent.cashier.id,
      approvals: intent.approvals,
    }),
    storedAt: now,
    totalMinor: null,
    shift: addDepositToShift(shift, payload),
    uses: "receipt",
    usesLayaway: intent.held === null && known === null,
    printJob: {
      jobId: intent.jobId,
      saleId: intent.depositId,
      receiptNumber,
      state: "PENDING",
      isCopy: false,
      createdAt: now,
    },
    clearsCartId: kind === "deposit" ? cart.cartId : undefined,
    held,
    printed: {
      cashierName: intent.cashier.displayName,
      registerName: enrolment.registerName,
      shiftNumber: shift.shiftNumber,
      customerName: customerOf(core.state(), cart.customerId)?.name ?? null,
    },
  };
}

function heldAfter(core: EngineCore, intent: DepositIntent, number: string): HeldCartRecord {
  const { cart, kind, heldCartId, held } = intent;
  const { heldFrom: _from, ...kept } = cart;
  const isCancelled = kind === "cancellation";
  const version = held?.version ?? null;
  return {
    ...describeHeld(core, cart),
    heldCartId,
    kind: "layaway",
    number,
    totalMinor: intent.totalMinor,
    paidMinor: isCancelled ? ZERO_MINOR : minor(intent.paidBeforeMinor + intent.amountMinor),
    expiresOn: intent.expiresOn,
    version,
    // The deposit itself tells the server; one that it gave to this till is put back as well.
    unsent: version !== null && !isCancelled ? "put" : null,
    isGone: isCancelled,
    body: {
      ...kept,
      heldFrom: null,
      format: 1,
      quotedLines: quotedLines(core, cart, number),
    },
  };
}

function depositOfIntent(
  intent: DepositIntent,
  named: { number: string; receiptNumber: string; held: HeldCartRecord },
): Deposit {
  const { settled, store, cart } = intent;
  const [paid] = settled.payments;
  return {
    depositId: intent.depositId,
    heldCartId: intent.heldCartId,
    heldNumber: named.number,
    receiptNumber: named.receiptNumber,
    kind: intent.kind,
    customerId: cart.customerId,
    currency: store.currency,
    totalMinor: intent.totalMinor,
    paidBeforeMinor: intent.paidBeforeMinor,
    amountMinor: intent.amountMinor,
    roundingMinor: settled.roundingMinor,
    paidMinor: settled.paidMinor,
    changeMinor: settled.changeMinor,
    payments: [
      {
        paymentId: intent.paymentId,
        method: intent.method,
        amountMinor: paid?.amountMinor ?? ZERO_MINOR,
        tenderedMinor: paid?.tenderedMinor ?? ZERO_MINOR,
        changeMinor: paid?.changeMinor ?? ZERO_MINOR,
        currency: store.currency,
        foreign: null,
        reference: intent.reference,
      },
    ],
    cart: named.held.body,
    expiresOn: intent.expiresOn,
    reason: intent.reason,
    approvals: [...intent.approvals],
  };
}
