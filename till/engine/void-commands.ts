import { isPayOutWithin } from "../../core/access/within-limits";
import { CASH_METHOD } from "../../core/cart/settle-cart";
import { DomainError } from "../../core/errors";
import { roundCash } from "../../core/money/cash-rounding";
import { type Minor, minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import type { Approval, SaleDocument } from "../../core/sale/sale-document";
import { formatReceiptNumber } from "../../core/sync/envelope";
import type { TaxGroup } from "../../core/tax/tax-group";
import type { TillCommands } from "../react/till-commands";
import type { PaidSale } from "../react/till-state";
import type { CommitContext, CommitPlan } from "../store/commit-event";
import { voidKey } from "../store/log-keys";
import type { OutboxRow } from "../store/log-records";
import { requireAllowed } from "./approval";
import { requireReason } from "./cart";
import { draftEvent } from "./draft-event";
import type { EngineCore } from "./engine-core";
import type { Authority } from "./limited-act";
import { requireNoTraining, requireSelling } from "./open-cart";
import { paidSaleOf } from "./paid-sale";
import { cashIncrement } from "./payment-plan";
import { pendingEventOf, saleDocumentOf } from "./pending-event";
import { requireCashier, requireStore } from "./require-cashier";
import { returnedLineOf } from "./return-commands";
import { addSaleToShift } from "./shift-totals";
import { consequencesOf, couponUsesOf } from "./take-payment";

type VoidRequest = Parameters<TillCommands["voidSale"]>[0];

/**
 * Take a whole sale of this till and shift back as if it had never been [TV1]: all its lines and
 * payments the other way round. A sale of which something came back, or that took something back,
 * is corrected by a return instead.
 */
export async function voidSale(
  core: EngineCore,
  request: VoidRequest,
  authority: Authority | null = null,
): Promise<PaidSale> {
  requireSelling(core);
  requireNoTraining(core);
  const cashier = requireCashier(core, "sale.record");
  const store = requireStore(core);
  const { row, sale } = await requireVoidable(core, request.saleId);
  // What was tipped goes back too.
  const backMinor = minor(sale.totalMinor + sale.tipMinor);
  const approval = requireAllowed(
    core,
    {
      permission: "sale.void",
      act: "void_sale",
      subject: sale.receiptNumber,
      amountMinor: backMinor,
      reason: request.reason,
      isWithin: (limits) => isPayOutWithin(backMinor, limits),
      run: (granted) => voidSale(core, request, granted),
    },
    authority,
  );
  const reason = requireReason(request.reason.trim() || authority?.reason);
  const intent = {
    sale,
    row,
    reason,
    cashierId: cashier.id,
    cashierName: cashier.displayName,
    approvals: approval ? [approval] : [],
    voidId: core.ports.newId(),
    jobId: core.ports.newId(),
    incrementMinor: cashIncrement(store),
  };
  const committed = await core.log.commit({
    documentId: intent.voidId,
    claims: [{ key: voidKey(sale.saleId), code: "sale_voided" }],
    returnsOf: [sale.saleId],
    decide: (context) => decideVoid(core, context, intent),
  });
  const paid = paidSaleOf(committed.row, store);
  const { pending, printJobs } = core.state();
  core.patch({
    shift: committed.shift,
    lastPaid: paid,
    pending: [...pending, pendingEventOf(committed.row)],
    printJobs: [...printJobs, ...(committed.printJob ? [committed.printJob] : [])],
    ...consequencesOf(core, committed),
  });
  core.announce({ cartId: null, paid });
  return paid;
}

async function requireVoidable(
  core: EngineCore,
  saleId: string,
): Promise<{ row: OutboxRow; sale: SaleDocument }> {
  const row = await core.log.findDocument(saleId);
  const sale = row && saleDocumentOf(row);
  if (!row || !sale || !isVoidable(row, sale, core.state().shift?.shiftId ?? null)) {
    throw new DomainError("sale_not_voidable");
  }
  const { isVoided, counts } = await core.log.readReturned(saleId);
  if (isVoided) throw new DomainError("sale_voided", { receiptNumber: sale.receiptNumber });
  if (Object.keys(counts).length > 0) throw new DomainError("sale_not_voidable");
  return { row, sale };
}

/** Of the open shift, and nothing in it came back. */
export function isVoidable(row: OutboxRow, sale: SaleDocument, shiftId: string | null): boolean {
  return (
    row.envelope.type === "SALE" &&
    shiftId !== null &&
    row.envelope.shiftId === shiftId &&
    sale.lines.every((line) => line.quantityMilli > 0)
  );
}

type VoidIntent = {
  readonly sale: SaleDocument;
  readonly row: OutboxRow;
  readonly reason: string;
  readonly cashierId: string;
  readonly cashierName: string;
  readonly approvals: readonly Approval[];
  readonly voidId: string;
  readonly jobId: string;
  readonly incrementMinor: Minor;
};

/** Runs inside the transaction, so it must not wait for anything [TS2]. */
function decideVoid(core: EngineCore, context: CommitContext, intent: VoidIntent): CommitPlan {
  const { shift, enrolment, returned } = context;
  const { sale, row, approvals } = intent;
  if (shift === null) throw new DomainError("shift_not_open");
  const isTouched = Object.keys(returned.get(sale.saleId) ?? {}).length > 0;
  if (isTouched || shift.shiftId !== row.envelope.shiftId) {
    throw new DomainError("sale_not_voidable");
  }
  const receiptNumber = formatReceiptNumber(
    shift.businessDate,
    enrolment.certificate.code,
    context.nextReceipt,
  );
  const document = voidDocument(core, intent, receiptNumber);
  const now = core.ports.clock.now();
  return {
    draft: draftEvent(core, context, {
      type: "VOID",
      typeVersion: 2,
      payload: document,
      businessDate: shift.businessDate,
      shiftId: shift.shiftId,
      cashierId: intent.cashierId,
      approvals,
    }),
    storedAt: now,
    totalMinor: minor(document.totalMinor),
    shift: addSaleToShift(shift, document),
    uses: "receipt",
    printJob: {
      jobId: intent.jobId,
      saleId: document.saleId,
      receiptNumber,
      state: "PENDING",
      isCopy: false,
      createdAt: now,
    },
    printed: {
      cashierName: intent.cashierName,
      registerName: enrolment.registerName,
      shiftNumber: shift.shiftNumber,
      customerName: row.printed?.customerName ?? null,
    },
    couponUses: couponUsesOf(sale, -1),
  };
}

/** Lines come back as goods of the sale; what was tipped and paid goes back as it came. */
function voidDocument(core: EngineCore, intent: VoidIntent, receiptNumber: string): SaleDocument {
  const { sale, approvals } = intent;
  const document = buildSaleDocument({
    saleId: intent.voidId,
    kind: "void",
    receiptNumber,
    currency: sale.currency,
    pricesIncludeTax: sale.pricesIncludeTax,
    taxGroups: sale.taxGroups as readonly TaxGroup[],
    cashIncrementMinor: intent.incrementMinor,
    cashRoundingMode: "HALF_UP",
    taxRounding: sale.taxRounding,
    isTaxExempt: sale.isTaxExempt,
    customerId: sale.customerId,
    originalSaleId: sale.saleId,
    heldCartId: sale.heldCartId,
    reason: intent.reason,
    approvals,
    orderDiscountMinor: minor(0),
    lines: sale.lines.map((line) => ({
      lineId: core.ports.newId(),
      productId: line.productId,
      sku: line.sku,
      name: line.name,
      unit: line.unit,
      quantityMilli: quantityMilli(-line.quantityMilli),
      unitPriceMinor: minor(line.unitPriceMinor),
      discountMinor: minor(0),
      taxGroupCode: line.taxGroupCode,
      isStocked: line.isStocked,
      returned: returnedLineOf(sale, line, 0),
      note: line.note,
    })),
    payments: [{ paymentId: core.ports.newId(), method: "cash" }],
  });
  return { ...document, ...moneyBack(core, sale, intent.incrementMinor) };
}

type MoneyBack = Pick<
  SaleDocument,
  "roundingMinor" | "tipMinor" | "paidMinor" | "changeMinor" | "payments"
>;

/**
 * Every payment the other way round. Notes of another currency stay in the drawer: their worth goes
 * back in home money. So does a deposit, rounded to coins: the layaway is sold and can keep none.
 */
function moneyBack(core: EngineCore, sale: SaleDocument, incrementMinor: Minor): MoneyBack {
  let roundedMinor = 0;
  const payments = sale.payments.map(({ method, amountMinor, currency, reference }) => {
    const isDeposit = method === "deposit";
    const { payableMinor, roundingMinor } = roundCash(
      minor(0 - amountMinor),
      isDeposit ? incrementMinor : minor(1),
      "HALF_UP",
    );
    roundedMinor += roundingMinor;
    return {
      paymentId: core.ports.newId(),
      method: isDeposit ? CASH_METHOD : method,
      amountMinor: payableMinor,
      tenderedMinor: payableMinor,
      changeMinor: 0,
      currency,
      foreign: null,
      reference,
    };
  });
  return {
    roundingMinor: 0 - sale.roundingMinor + roundedMinor,
    tipMinor: 0 - sale.tipMinor,
    paidMinor: 0 - sale.paidMinor + roundedMinor,
    changeMinor: 0,
    payments,
  };
}
