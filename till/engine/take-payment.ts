import { DomainError, isDomainError } from "../../core/errors";
import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import { buildSaleDocument, type PaymentRequest } from "../../core/sale/build-sale-document";
import type { PaymentMethod, SaleDocument } from "../../core/sale/sale-document";
import { formatReceiptNumber } from "../../core/sync/envelope";
import type { StaffChange, StoreChange } from "../../core/sync/protocol-v1";
import type { PaidSale } from "../react/till-state";
import type { CommitContext, CommitPlan } from "../store/commit-event";
import type { CartRecord } from "../store/log-records";
import { priceCartRecord, requireText } from "./cart";
import { keepCart, settleCartWrites } from "./cart-keeper";
import { draftEvent } from "./draft-event";
import { type EngineCore, emptyCart } from "./engine-core";
import { paidSaleOf } from "./paid-sale";
import { pendingEventOf } from "./pending-event";
import { requireCashier, requireStore } from "./require-cashier";
import { addSaleToShift } from "./shift-totals";

export type PaymentTaken = {
  readonly method: PaymentMethod;
  readonly tenderedMinor?: Minor;
  readonly reference?: string;
};

/** As the sale document allows. */
const REFERENCE_MAX = 120;

/** Everything that a sale is decided from, read before its transaction begins. */
type SaleIntent = {
  readonly cart: CartRecord;
  readonly cashier: StaffChange;
  readonly store: StoreChange;
  readonly payment: PaymentRequest;
  readonly jobId: string;
};

/**
 * Take the money and make the sale durable; only then is it Paid [TS1]. While the disk works, scans
 * already fill the next cart.
 */
export async function takePayment(core: EngineCore, taken: PaymentTaken): Promise<PaidSale> {
  const intent = readIntent(core, taken);
  core.patch({ nextCart: emptyCart(core.ports), prompt: null });
  try {
    await settleCartWrites(core);
    const committed = await core.log.commit({
      documentId: intent.cart.cartId,
      decide: (context) => decideSale(core, context, intent),
    });
    const paid = paidSaleOf(committed.row, intent.store);
    const state = core.state();
    const cart = state.nextCart ?? emptyCart(core.ports);
    core.patch({
      cart,
      nextCart: null,
      shift: committed.shift,
      lastPaid: paid,
      isPaidShown: cart.lines.length === 0,
      touch: cart.lines.length === 0 ? null : state.touch,
      pending: [...state.pending, pendingEventOf(committed.row)],
      printJobs: [...state.printJobs, ...(committed.printJob ? [committed.printJob] : [])],
    });
    core.ports.broadcast.post({ kind: "committed", cartId: intent.cart.cartId });
    return paid;
  } catch (error) {
    giveCartBack(core, error);
    throw error;
  }
}

function readIntent(core: EngineCore, taken: PaymentTaken): SaleIntent {
  const cashier = requireCashier(core, "sale.record");
  const store = requireStore(core);
  requireText("reference", taken.reference ?? null, REFERENCE_MAX);
  const { cart, shift, tables, nextCart } = core.state();
  if (shift === null) throw new DomainError("shift_not_open");
  if (cart.lines.length === 0 || nextCart !== null) throw new DomainError("cart_empty");
  const payment = {
    paymentId: core.ports.newId(),
    method: taken.method,
    reference: taken.reference ?? null,
    ...amountsOf(taken, priceCartRecord(cart, tables).totalMinor),
  };
  return { cart, cashier, store, payment, jobId: core.ports.newId() };
}

function amountsOf(
  taken: PaymentTaken,
  totalMinor: Minor,
): Pick<PaymentRequest, "amountMinor" | "tenderedMinor"> {
  if (taken.method !== "cash") return { amountMinor: totalMinor };
  return taken.tenderedMinor === undefined ? {} : { tenderedMinor: taken.tenderedMinor };
}

/** Runs inside the transaction, so it must not wait for anything [TS2]. */
function decideSale(core: EngineCore, context: CommitContext, intent: SaleIntent): CommitPlan {
  const { shift } = context;
  if (shift === null) throw new DomainError("shift_not_open");
  const { certificate, registerName } = context.enrolment;
  const receiptNumber = formatReceiptNumber(
    shift.businessDate,
    certificate.code,
    context.nextReceipt,
  );
  const document = documentOf(core, intent, receiptNumber);
  const now = core.ports.clock.now();
  return {
    draft: draftEvent(core, context, {
      type: "SALE",
      payload: document,
      businessDate: shift.businessDate,
      shiftId: shift.shiftId,
      cashierId: intent.cashier.id,
    }),
    storedAt: now,
    totalMinor: minor(document.totalMinor),
    shift: addSaleToShift(shift, document),
    usesReceipt: true,
    printJob: {
      jobId: intent.jobId,
      saleId: document.saleId,
      receiptNumber,
      state: "PENDING",
      isCopy: false,
      createdAt: now,
    },
    clearsCartId: intent.cart.cartId,
    printed: {
      cashierName: intent.cashier.displayName,
      registerName,
      shiftNumber: shift.shiftNumber,
    },
  };
}

function documentOf(core: EngineCore, intent: SaleIntent, receiptNumber: string): SaleDocument {
  const { cart, store, payment } = intent;
  return buildSaleDocument({
    saleId: cart.cartId,
    kind: "sale",
    receiptNumber,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    taxGroups: core.state().tables.taxGroups.map(({ id: _id, ...group }) => group),
    cashIncrementMinor: minor(Math.max(1, store.cashIncrementMinor)),
    cashRoundingMode: "HALF_UP",
    note: cart.note,
    lines: cart.lines,
    orderDiscountMinor: ZERO_MINOR,
    payments: [payment],
  });
}

/** A refused payment leaves the cart as it was, with what was scanned meanwhile. */
function giveCartBack(core: EngineCore, error: unknown): void {
  const { cart, nextCart } = core.state();
  if (isDomainError(error) && error.code === "sale_already_recorded") {
    core.patch({ cart: nextCart ?? emptyCart(core.ports), nextCart: null });
    return;
  }
  const scanned = nextCart?.lines ?? [];
  const kept = { ...cart, lines: [...cart.lines, ...scanned] };
  if (nextCart && scanned.length > 0) {
    keepCart(core, { ...nextCart, lines: [], note: null });
    keepCart(core, kept);
  }
  core.patch({ cart: kept, nextCart: null });
}
