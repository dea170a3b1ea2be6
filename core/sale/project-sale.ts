import { postSale } from "../ledger/post-sale";
import type { Envelope } from "../sync/envelope";
import { businessDayAt, localTime, parseIso, toIso } from "../time";
import { saleActions } from "./project-actions";
import { paymentRows } from "./project-payments";
import {
  EMPTY_PROJECTION,
  type EventPlace,
  journalRows,
  movementOf,
  type Projection,
  type StockMovementRow,
} from "./projection";
import type { SaleDocument } from "./sale-document";

/** The rows that a sale or refund adds to the ledger [EV5]. */
export function projectSale(
  envelope: Envelope,
  document: SaleDocument,
  place: EventPlace,
): Projection {
  return {
    ...EMPTY_PROJECTION,
    sale: saleRow(envelope, document, place),
    saleLines: lineRows(envelope, document),
    saleTaxes: document.taxes.map((tax, index) => ({
      saleId: document.saleId,
      position: index + 1,
      ...tax,
    })),
    payments: paymentRows(document.payments, { saleId: document.saleId, depositId: null }),
    heldCartSold:
      document.heldCartId === null || document.kind !== "sale"
        ? null
        : { id: document.heldCartId, saleId: document.saleId },
    operatorActions: saleActions(envelope, document, place),
    stockMovements: saleMovements(envelope, document, place),
    journalLines: journalRows(envelope, postSale(document), place),
  };
}

function saleRow(envelope: Envelope, document: SaleDocument, place: EventPlace) {
  const soldAt = parseIso(envelope.createdAt) ?? place.receivedAt;
  const itemMilli = document.lines.reduce(
    (sum, line) =>
      sum + (line.unit === "each" ? line.quantityMilli : Math.sign(line.quantityMilli) * 1000),
    0,
  );
  return {
    id: document.saleId,
    kind: document.kind,
    storeId: place.storeId,
    registerId: place.registerId,
    terminalId: envelope.terminalId,
    sequence: envelope.sequence,
    sourceEventId: envelope.eventId,
    shiftId: envelope.shiftId,
    cashierId: envelope.cashierId,
    customerId: document.customerId,
    originalSaleId: document.originalSaleId,
    receiptNumber: document.receiptNumber,
    businessOn: envelope.businessDate,
    soldAt: envelope.createdAt,
    receivedAt: toIso(place.receivedAt),
    localHour: localTime(soldAt, place.timezone).hour,
    currency: document.currency,
    pricesIncludeTax: document.pricesIncludeTax,
    isTaxExempt: document.isTaxExempt,
    heldCartId: document.heldCartId,
    coupons: document.coupons,
    subtotalMinor: document.subtotalMinor,
    promotionMinor: document.promotionMinor,
    discountMinor: document.discountMinor,
    netMinor: document.netMinor,
    taxMinor: document.taxMinor,
    totalMinor: document.totalMinor,
    /** What of the total is goods that came back: zero or negative. */
    returnTotalMinor: document.lines.reduce(
      (sum, line) => sum + (line.quantityMilli < 0 ? line.grossMinor : 0),
      0,
    ),
    roundingMinor: document.roundingMinor,
    tipMinor: document.tipMinor,
    points: document.points,
    paidMinor: document.paidMinor,
    changeMinor: document.changeMinor,
    itemCount: Math.trunc(itemMilli / 1000),
    lineCount: document.lines.length,
    reason: document.reason,
    note: document.note,
    isLate: isLate(envelope, place),
  };
}

/** Whether a fact arrived after its business day had ended, though its terminal stood here then. */
function isLate(envelope: Envelope, place: EventPlace): boolean {
  return (
    businessDayAt(place.receivedAt, place) > envelope.businessDate &&
    businessDayAt(place.enrolledAt, place) <= envelope.businessDate
  );
}

function lineRows(envelope: Envelope, document: SaleDocument) {
  return document.lines.map((line, index) => ({
    saleId: document.saleId,
    lineNumber: index + 1,
    id: line.lineId,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: line.unitPriceMinor,
    pricesIncludeTax: line.pricesIncludeTax,
    subtotalMinor: line.subtotalMinor,
    promotionMinor: line.promotionMinor,
    discountMinor: line.discountMinor,
    netMinor: line.netMinor,
    taxMinor: line.taxMinor,
    grossMinor: line.grossMinor,
    taxGroupCode: line.taxGroupCode,
    taxes: line.taxes,
    points: line.points,
    trace: line.trace,
    originalSaleId: line.returned?.saleId ?? (line.soldLineId ? document.originalSaleId : null),
    originalLineId: line.returned?.lineId ?? line.soldLineId ?? null,
    note: line.note,
    businessOn: envelope.businessDate,
  }));
}

function saleMovements(
  envelope: Envelope,
  document: SaleDocument,
  place: EventPlace,
): readonly StockMovementRow[] {
  const shared = movementOf(envelope, place);
  const movements: StockMovementRow[] = [];
  document.lines.forEach((line, index) => {
    if (line.productId === null || !line.isStocked || line.quantityMilli === 0) return;
    movements.push({
      sourceEventId: shared.sourceEventId,
      position: index + 1,
      storeId: shared.storeId,
      productId: line.productId,
      quantityMilli: 0 - line.quantityMilli,
      reason: line.quantityMilli < 0 && document.kind === "sale" ? "refund" : document.kind,
      documentId: document.saleId,
      userId: shared.userId,
      effectiveAt: shared.effectiveAt,
      recordedAt: shared.recordedAt,
      note: null,
    });
  });
  return movements;
}
