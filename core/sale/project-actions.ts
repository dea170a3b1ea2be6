import type { Envelope } from "../sync/envelope";
import type { EventPlace, OperatorActionRow } from "./projection";
import type { Approval, CartVoided, DrawerOpened, SaleDocument, VoidedLine } from "./sale-document";

export type DraftAction = Pick<OperatorActionRow, "kind"> &
  Partial<
    Pick<OperatorActionRow, "approverId" | "subject" | "reason" | "currency" | "amountMinor" | "at">
  >;

/** What a sale says about the person who made it: reductions, prices by hand, voids, approvals. */
export function saleActions(
  envelope: Envelope,
  document: SaleDocument,
  place: EventPlace,
): readonly OperatorActionRow[] {
  const { currency } = document;
  const drafts: DraftAction[] = [];
  if (document.kind === "void") {
    const { reason, totalMinor: amountMinor } = document;
    drafts.push({ kind: "sale_voided", reason, currency, amountMinor });
  }
  if (document.orderDiscount) {
    const { reason, amountMinor } = document.orderDiscount;
    drafts.push({
      kind: "discount",
      subject: document.receiptNumber,
      reason,
      currency,
      amountMinor,
    });
  }
  for (const line of document.lines) drafts.push(...lineActions(line, document));
  drafts.push(...document.voidedLines.map((line) => voidedAction(line, currency)));
  drafts.push(...approvalActions(document.approvals));
  return numberActions(envelope, place, document.saleId, drafts);
}

function lineActions(
  line: SaleDocument["lines"][number],
  document: SaleDocument,
): readonly DraftAction[] {
  const { name: subject } = line;
  const { currency } = document;
  const drafts: DraftAction[] = [];
  const isOfReceipt = line.returned !== null || line.soldLineId !== undefined;
  if (line.quantityMilli < 0 && !isOfReceipt && document.kind !== "void") {
    const { reason } = document;
    drafts.push({
      kind: "return_without_receipt",
      subject,
      reason,
      currency,
      amountMinor: line.grossMinor,
    });
  }
  for (const step of line.trace?.steps ?? []) {
    if (step.kind === "stated" && step.why === "override") {
      const { reason, unitPriceMinor: amountMinor } = step;
      drafts.push({ kind: "price_override", subject, reason, currency, amountMinor });
    }
    if (step.kind === "line_discount" && step.amountMinor > 0) {
      const { reason, amountMinor } = step;
      drafts.push({ kind: "discount", subject, reason, currency, amountMinor });
    }
  }
  return drafts;
}

export function drawerActions(
  envelope: Envelope,
  opening: DrawerOpened,
  place: EventPlace,
): readonly OperatorActionRow[] {
  return numberActions(envelope, place, null, [
    { kind: "drawer_opened", reason: opening.reason },
    ...approvalActions(opening.approvals),
  ]);
}

export function cartActions(
  envelope: Envelope,
  cart: CartVoided,
  place: EventPlace,
): readonly OperatorActionRow[] {
  const { currency, reason, totalMinor: amountMinor } = cart;
  return numberActions(envelope, place, null, [
    { kind: "cart_voided", reason, currency, amountMinor },
    ...cart.voidedLines.map((line) => voidedAction(line, currency)),
    ...approvalActions(cart.approvals),
  ]);
}

export function approvalActions(approvals: readonly Approval[]): readonly DraftAction[] {
  return approvals.map(({ permission, approverId, reason, at }) => ({
    kind: "approval",
    subject: permission,
    approverId,
    reason,
    at,
  }));
}

function voidedAction(line: VoidedLine, currency: string): DraftAction {
  const { name: subject, reason, unitPriceMinor: amountMinor, at } = line;
  return { kind: "line_voided", subject, reason, currency, amountMinor, at };
}

/** Give an event's actions their places. */
export function numberActions(
  envelope: Envelope,
  place: EventPlace,
  saleId: string | null,
  drafts: readonly DraftAction[],
): readonly OperatorActionRow[] {
  return drafts.map((draft, index) => ({
    sourceEventId: envelope.eventId,
    position: index + 1,
    kind: draft.kind,
    storeId: place.storeId,
    registerId: place.registerId,
    terminalId: envelope.terminalId,
    cashierId: envelope.cashierId,
    approverId: draft.approverId ?? null,
    saleId,
    subject: draft.subject ?? null,
    reason: draft.reason ?? null,
    currency: draft.currency ?? null,
    amountMinor: draft.amountMinor ?? null,
    at: draft.at ?? envelope.createdAt,
    businessOn: envelope.businessDate,
  }));
}
