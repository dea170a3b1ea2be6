import { DomainError } from "../../core/errors";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { isSignedCode, receiptNumberIn } from "../../core/receipt/scanned-receipt";
import { type ReceiptLookup, receiptLookupSchema } from "../../core/sync/protocol-v1";
import { instant, parseIso } from "../../core/time";
import type { ReturnableSale } from "../react/till-state";
import type { OutboxRow } from "../store/log-records";
import { askServer } from "../sync/ask-server";
import type { EngineCore } from "./engine-core";
import type { FoundSale } from "./find-by-code";
import { openCart } from "./open-cart";
import { isTraining, saleDocumentOf } from "./pending-event";

export const RECEIPTS_PATH = "/api/v1/sync/receipts";

/**
 * A sale by its receipt number or its receipt's code, and what of it can still come back [TB1]: the
 * server's word where it can be reached, together with what this till took back since; otherwise
 * this till's own log, and then the signed code itself [TB3].
 *
 * @throws DomainError receipt_not_found (`canRecover` when a genuine code of this store tells it) |
 *         receipt_unreachable (another till's, without a network) | receipt_code_invalid |
 *         return_till_limit | sale_voided
 */
export async function findReceipt(core: EngineCore, text: string): Promise<ReturnableSale> {
  const scanned = text.trim().toUpperCase();
  const receiptNumber = receiptNumberIn(scanned) ?? scanned;
  const answer = await lookUp(core, receiptNumber);
  if (answer.kind === "found") {
    const { sale, status, returned, soldAt, customerName } = answer.lookup;
    if (status === "voided") throw new DomainError("sale_voided", { receiptNumber });
    const counts = Object.fromEntries(returned.map((line) => [line.lineId, line.quantityMilli]));
    return returnable(core, {
      sale,
      status,
      counts,
      soldAt: parseIso(soldAt) ?? instant(0),
      customerName,
      isFromServer: true,
      offline: null,
    });
  }
  const own = await findOwn(core, receiptNumber);
  if (own) return own;
  const isUnknown = answer.kind === "unknown";
  if (isSignedCode(scanned)) {
    const { findByCode } = await import("./find-by-code");
    const told = await findByCode(core, { scanned, isUnknown });
    if (told) return returnable(core, told);
  }
  throw new DomainError(answer.kind === "unknown" ? "receipt_not_found" : "receipt_unreachable", {
    receiptNumber,
  });
}

async function findOwn(core: EngineCore, receiptNumber: string): Promise<ReturnableSale | null> {
  const terminalId = core.state().enrolment?.certificate.terminalId ?? "";
  const row = await core.log.findRecentEvent(terminalId, (candidate) =>
    isReceipt(candidate, receiptNumber),
  );
  const sale = row && saleDocumentOf(row);
  if (!row || !sale || sale.kind === "void") return null;
  return returnable(core, {
    sale,
    status: "completed",
    counts: {},
    soldAt: row.storedAt,
    customerName: row.printed?.customerName ?? null,
    isFromServer: false,
    offline: null,
  });
}

/** Without reading whole documents: most rows are of something else. */
function isReceipt(row: OutboxRow, receiptNumber: string): boolean {
  const payload = row.envelope.payload as { receiptNumber?: unknown } | null;
  return payload?.receiptNumber === receiptNumber && !isTraining(row);
}

type ServerAnswer =
  | { readonly kind: "found"; readonly lookup: ReceiptLookup }
  | { readonly kind: "unknown" }
  | { readonly kind: "unreachable" };

const NOT_FOUND = 404;

async function lookUp(core: EngineCore, receiptNumber: string): Promise<ServerAnswer> {
  const path = `${RECEIPTS_PATH}/${encodeURIComponent(receiptNumber)}`;
  const answer = await askServer(core, { method: "GET", path });
  if (answer?.status === NOT_FOUND) return { kind: "unknown" };
  const parsed = answer?.status === 200 ? receiptLookupSchema.safeParse(answer.body) : null;
  return parsed?.success ? { kind: "found", lookup: parsed.data } : { kind: "unreachable" };
}

async function returnable(core: EngineCore, found: FoundSale): Promise<ReturnableSale> {
  const { sale, counts, ...facts } = found;
  const known = await core.log.readReturned(sale.saleId);
  if (known.isVoided) throw new DomainError("sale_voided", { receiptNumber: sale.receiptNumber });
  const inCart = new Map(
    openCart(core).lines.map((line) => [line.returned?.lineId ?? "", -line.quantityMilli]),
  );
  const lines = sale.lines.filter((line) => line.quantityMilli > 0);
  return {
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    currency: sale.currency,
    totalMinor: minor(sale.totalMinor),
    payments: sale.payments.map(({ method, amountMinor }) => ({
      method,
      amountMinor: minor(amountMinor),
    })),
    ...facts,
    lines: lines.map((line) => {
      const returned = Math.max(counts[line.lineId] ?? 0, known.counts[line.lineId] ?? 0);
      const left = line.quantityMilli - returned - (inCart.get(line.lineId) ?? 0);
      return {
        line,
        returnedMilli: quantityMilli(returned),
        leftMilli: quantityMilli(Math.max(0, left)),
      };
    }),
  };
}
