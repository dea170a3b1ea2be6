import type { SettledPayments } from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import type { Approval, Deposit, PaymentMethod } from "../../core/sale/sale-document";
import { formatReceiptNumber } from "../../core/sync/envelope";
import type { StaffChange, StoreChange } from "../../core/sync/protocol-v1";
import type { CommitContext, CommitPlan } from "../store/commit-event";
import type { CartRecord, HeldCartRecord } from "../store/log-records";
import { draftEvent } from "./draft-event";
import type { EngineCore } from "./engine-core";
import { describeHeld, heldNumber } from "./held-carts";
import { quotedLines } from "./hold-commands";
import { customerOf } from "./quote-state";
import { addDepositToShift } from "./shift-totals";

/** Everything that a deposit is decided from. */
export type DepositIntent = {
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

/** Runs inside the transaction, so it must not wait for anything [TS2]. */
export function decideDeposit(
  core: EngineCore,
  context: CommitContext,
  intent: DepositIntent,
): CommitPlan {
  const { shift, enrolment } = context;
  if (shift === null) throw new DomainError("shift_not_open");
  const { code } = enrolment.certificate;
  const { cart } = intent;
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
    clearsCartId: cart.cartId,
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
