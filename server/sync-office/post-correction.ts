import { z } from "zod";
import { DomainError } from "../../core/errors";
import type { Correction } from "../../core/sale/correction";
import { suspendedMoney } from "../../core/sale/project-event";
import type { SaleDocument } from "../../core/sale/sale-document";
import type { AsideStore } from "../../core/sync/aside-store";
import type { Envelope } from "../../core/sync/envelope";
import type { Tx } from "../../db/client";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { actingUserId, requirePermission } from "../require-permission";
import {
  commitEvents,
  nextReceiptNumber,
  openServerTerminal,
  type ServerTerminal,
  sealNext,
} from "../sales/server-terminal";
import { asideStore } from "../till-sync/aside-store";
import { inTransaction } from "../transaction";
import { buildCorrection, type ConfirmedSaleInput, confirmedSaleInput } from "./build-correction";
import { type AsideRow, envelopeOf } from "./list-aside";
import { loadAsideEvent } from "./load-aside-event";
import { asidePlaceInput } from "./retry-aside";

export const postCorrectionInput = asidePlaceInput.extend({
  reason: z.string().trim().min(1).max(200),
  /** The sale to book; null writes the money off to over and short. */
  sale: confirmedSaleInput.nullable(),
});
export type PostCorrectionInput = z.infer<typeof postCorrectionInput>;

export const postCorrectionResult = z.object({
  correctionId: z.uuid(),
  /** The sale that was booked; null when the money was written off. */
  saleId: z.uuid().nullable(),
  receiptNumber: z.string().nullable(),
});

/**
 * Deal by hand with an event that was set aside: a CORRECTION event of a terminal that the server
 * holds takes its money out of suspense and books the sale that the person confirms, or calls the
 * money over or short. The terminal's row lock keeps two persons from doing it twice.
 *
 * @throws DomainError permission_denied | event_not_found | event_not_aside | validation_failed |
 *         event_conflicts_with_ledger
 */
export async function postCorrection(
  context: TenantContext,
  input: PostCorrectionInput,
): Promise<z.infer<typeof postCorrectionResult>> {
  requirePermission(context.actor, "sync.manage");
  const resolvedById = actingUserId(context.actor);
  const { terminalId, sequence, reason } = input;
  return inTransaction(context, async (tx) => {
    const store = asideStore(tx, context);
    await store.lockTerminal(terminalId);
    const row = await loadAsideEvent(tx, context, input);
    if (row.state !== "quarantined" || row.resolution !== null) {
      throw new DomainError("event_not_aside");
    }
    const terminal = await openServerTerminal(tx, context, {
      storeId: row.storeId,
      holderId: resolvedById,
      holderName: "API",
    });
    const sale =
      input.sale && (await buildSale(tx, context, { row, terminal, sale: input.sale, reason }));
    const { correction, event } = sealCorrection(context, terminal, { row, reason, sale });
    await commitEvents(tx, context, terminal, [...terminal.pending, event]);
    await requireBooked(store, event);
    await store.resolveAside(terminalId, {
      sequence,
      eventId: row.eventId,
      resolution: sale === null ? "accepted" : "posted",
      resolvedById,
      resolutionEventId: event.eventId,
      at: context.now(),
    });
    const saleId = sale?.saleId ?? null;
    const receiptNumber = sale?.receiptNumber ?? null;
    await recordAudit(tx, context, {
      action: sale === null ? "sync.write_off" : "sync.post",
      subjectId: row.eventId,
      details: { terminalId, sequence, reason },
      before: { resolution: null },
      after: {
        resolution: sale === null ? "accepted" : "posted",
        resolutionEventId: event.eventId,
        saleId,
        receiptNumber,
      },
    });
    return { correctionId: correction.correctionId, saleId, receiptNumber };
  });
}

/** A correction that the ledger does not take corrects nothing: all of it is undone. */
async function requireBooked(store: AsideStore, event: Envelope): Promise<void> {
  const booked = await store.findEvent(event.terminalId, event.sequence);
  if (booked?.state === "quarantined") throw new DomainError("event_conflicts_with_ledger");
}

async function buildSale(
  tx: Tx,
  context: TenantContext,
  given: {
    row: AsideRow;
    terminal: ServerTerminal;
    sale: ConfirmedSaleInput | null;
    reason: string;
  },
): Promise<SaleDocument | null> {
  const { row, terminal, sale: confirmed, reason } = given;
  if (confirmed === null) return null;
  const numbers = {
    saleId: context.newId(),
    receiptNumber: await nextReceiptNumber(tx, context.tenantId, terminal),
  };
  return buildCorrection(tx, context, { row, confirmed, reason, numbers });
}

function sealCorrection(
  context: TenantContext,
  terminal: ServerTerminal,
  given: { row: AsideRow; reason: string; sale: SaleDocument | null },
): { correction: Correction; event: Envelope } {
  const { row, reason, sale } = given;
  const envelope = envelopeOf(row);
  const { terminalId, sequence, eventId, hash, type } = envelope;
  const { createdAt, businessDate, shiftId, cashierId } = envelope;
  const correction: Correction = {
    correctionId: context.newId(),
    of: {
      ...{ terminalId, sequence, eventId, hash, type },
      ...{ createdAt, businessDate, shiftId, cashierId },
      registerId: row.registerId,
    },
    reason,
    suspended: suspendedMoney(envelope),
    sale,
  };
  return {
    correction,
    event: sealNext(context, terminal, { type: "CORRECTION", payload: correction }),
  };
}
