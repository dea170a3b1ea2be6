import type { Quote } from "../../core/cart/quote-cart";
import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import type { PaymentRequest } from "../../core/sale/build-sale-document";
import type { SaleDocument } from "../../core/sale/sale-document";
import { formatReceiptNumber, formatTrainingNumber } from "../../core/sync/envelope";
import type { StaffChange, StoreChange } from "../../core/sync/protocol-v1";
import type { PaidSale } from "../react/till-state";
import type { CommitContext, CommitPlan, CommitRequest, Committed } from "../store/commit-event";
import { layawayKey, voidKey } from "../store/log-keys";
import type { CartRecord, OutboxRow, ReturnedCounts } from "../store/log-records";
import { requireTaxGroup } from "./cart";
import { documentOfCart } from "./cart-document";
import { settleCartWrites } from "./cart-keeper";
import { closeCart } from "./close-cart";
import { draftEvent } from "./draft-event";
import type { EngineCore, EngineState } from "./engine-core";
import { countOfflineReturns } from "./offline-returns";
import { paidSaleOf } from "./paid-sale";
import { paidSoFar } from "./payment-plan";
import { pendingEventOf } from "./pending-event";
import { customerOf, quoteOf } from "./quote-state";
import { requireCashier, requireStore } from "./require-cashier";
import { addSaleToShift, addTrainingToShift } from "./shift-totals";

/** Everything that a sale is decided from, read before its transaction begins. */
type SaleIntent = {
  readonly cart: CartRecord;
  readonly quote: Quote;
  readonly cashier: StaffChange;
  readonly store: StoreChange;
  readonly payments: readonly PaymentRequest[];
  readonly jobId: string;
  readonly isTraining: boolean;
  readonly customer: { readonly name: string; readonly isTaxExempt: boolean } | null;
};

/**
 * Take the money that ends a sale and make it durable; only then is it Paid [TS1]. While the disk
 * works, scans already fill the next cart.
 */
export async function completeSale(
  core: EngineCore,
  closing: readonly PaymentRequest[],
): Promise<PaidSale> {
  const intent = readIntent(core, closing);
  return closeCart(core, async () => {
    await settleCartWrites(core);
    const committed = await core.log.commit(commitOf(core, intent));
    const paid = paidSaleOf(committed.row, intent.store);
    const { pending, printJobs } = core.state();
    return {
      result: paid,
      announces: { cartId: intent.cart.cartId, paid },
      also: {
        shift: committed.shift,
        lastPaid: paid,
        isPaidShown: true,
        pending: [...pending, pendingEventOf(committed.row)],
        printJobs: [...printJobs, ...(committed.printJob ? [committed.printJob] : [])],
        ...consequencesOf(core, committed),
      },
    };
  });
}

/** What an event changes beside the shift. */
export function consequencesOf(
  core: EngineCore,
  { held, couponUses, customerCouponUses }: Committed,
): Pick<EngineState, "heldRecords" | "couponUses" | "customerCouponUses"> {
  const { heldRecords, ...known } = core.state();
  return {
    heldRecords: held ? new Map(heldRecords).set(held.heldCartId, held) : heldRecords,
    couponUses: withCounts(known.couponUses, couponUses),
    customerCouponUses: withCounts(known.customerCouponUses, customerCouponUses),
  };
}

function withCounts(
  known: ReadonlyMap<string, number>,
  changed: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  return changed.size === 0 ? known : new Map([...known, ...changed]);
}

function readIntent(core: EngineCore, closing: readonly PaymentRequest[]): SaleIntent {
  const cashier = requireCashier(core, "sale.record");
  const store = requireStore(core);
  const { cart, shift, nextCart, isTraining, tables } = core.state();
  if (shift === null) throw new DomainError("shift_not_open");
  if (cart.lines.length === 0 || nextCart !== null) throw new DomainError("cart_empty");
  // Goods of a receipt are taxed as they were sold, also when their group is no more.
  for (const line of cart.lines) if (!line.returned) requireTaxGroup(tables, line.taxGroupCode);
  return {
    cart,
    quote: quoteOf(core.state(), cart),
    cashier,
    store,
    payments: [...paidSoFar(cart, core.ports.newId()), ...closing],
    jobId: core.ports.newId(),
    isTraining,
    customer: customerOf(core.state(), cart.customerId),
  };
}

function commitOf(core: EngineCore, intent: SaleIntent): CommitRequest {
  const { cart, isTraining } = intent;
  const sales = cart.lines.flatMap((line) => line.returned?.saleId ?? []);
  const isLayaway = cart.heldFrom?.kind === "layaway";
  const heldId = cart.heldFrom?.heldCartId ?? "";
  const originals = isTraining ? [] : [...new Set(sales)];
  return {
    documentId: cart.cartId,
    claims: isTraining || !isLayaway ? [] : [{ key: layawayKey(heldId), code: "layaway_closed" }],
    forbids: originals.map((saleId) => ({ key: voidKey(saleId), code: "sale_voided" })),
    returnsOf: originals,
    decide: (context) => decideSale(core, context, intent),
  };
}

/** Runs inside the transaction, so it must not wait for anything [TS2]. */
function decideSale(core: EngineCore, context: CommitContext, intent: SaleIntent): CommitPlan {
  const { shift } = context;
  if (shift === null) throw new DomainError("shift_not_open");
  const { cart, isTraining } = intent;
  const { code } = context.enrolment.certificate;
  const { businessDate } = shift;
  const receiptNumber = isTraining
    ? formatTrainingNumber(businessDate, code, context.nextTraining)
    : formatReceiptNumber(businessDate, code, context.nextReceipt);
  const document = documentOfCart({
    ...intent,
    receiptNumber,
    tables: core.state().tables,
    isTaxExempt: intent.customer?.isTaxExempt ?? false,
  });
  const now = core.ports.clock.now();
  const common = {
    storedAt: now,
    printJob: {
      jobId: intent.jobId,
      saleId: document.saleId,
      receiptNumber,
      state: "PENDING" as const,
      isCopy: false,
      createdAt: now,
    },
    clearsCartId: cart.cartId,
    printed: printedOf(context, intent),
  };
  const facts = {
    typeVersion: 2,
    payload: document,
    businessDate,
    shiftId: shift.shiftId,
    cashierId: intent.cashier.id,
    approvals: cart.approvals,
  };
  if (isTraining) {
    return {
      ...common,
      draft: draftEvent(core, context, { ...facts, type: "TRAINING_SALE" }),
      totalMinor: null,
      shift: addTrainingToShift(shift, document),
      uses: "training",
    };
  }
  return {
    ...common,
    draft: draftEvent(core, context, { ...facts, type: EVENT_OF_KIND[document.kind] }),
    totalMinor: minor(document.totalMinor),
    shift: addSaleToShift(shift, document),
    uses: "receipt",
    returned: countReturns(context, cart),
    offlineReturns: countOfflineReturns(context, cart, document),
    couponUses: couponUsesOf(document, 1),
  };
}

/** Coupons that a sale uses, or with -1 those that its void gives back. */
export function couponUsesOf(
  { coupons, customerId }: Pick<SaleDocument, "coupons" | "customerId">,
  uses: 1 | -1,
): NonNullable<CommitPlan["couponUses"]> {
  return coupons.map((code) => ({ code, uses, customerId }));
}

const EVENT_OF_KIND = { sale: "SALE", refund: "REFUND", void: "VOID" } as const satisfies Record<
  SaleDocument["kind"],
  string
>;

function printedOf(context: CommitContext, intent: SaleIntent): OutboxRow["printed"] {
  return {
    cashierName: intent.cashier.displayName,
    registerName: context.enrolment.registerName,
    shiftNumber: context.shift?.shiftNumber ?? 0,
    customerName: intent.customer?.name ?? null,
  };
}

/**
 * What has come back of each sale after this one [TB2].
 *
 * @throws DomainError return_exceeds_sold when another window was faster: the cart's figures were
 *         made of another remainder.
 */
function countReturns(
  context: CommitContext,
  cart: CartRecord,
): ReadonlyMap<string, ReturnedCounts> {
  const returned = new Map<string, Record<string, number>>();
  for (const { returned: origin, quantityMilli } of cart.lines) {
    if (!origin) continue;
    const { saleId, lineId, returnedBeforeMilli, soldQuantityMilli } = origin;
    const counts = returned.get(saleId) ?? { ...context.returned.get(saleId) };
    const known = counts[lineId] ?? 0;
    if (known > returnedBeforeMilli) {
      const leftMilli = Math.max(0, soldQuantityMilli - known);
      throw new DomainError("return_exceeds_sold", { leftMilli });
    }
    counts[lineId] = returnedBeforeMilli - quantityMilli;
    returned.set(saleId, counts);
  }
  return returned;
}
