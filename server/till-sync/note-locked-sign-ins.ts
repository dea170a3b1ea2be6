import { uuidFrom } from "../../core/ids";
import { signInLockedSchema } from "../../core/sale/sign-in-locked";
import type { BookedEvent, TerminalState } from "../../core/sync/event-store";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations } from "./note-deviations";

/**
 * Wrong PINs that locked somebody out, for the owner's eye: one a till, person and day, or the
 * waits of one afternoon would hide everything else.
 */
export async function noteLockedSignIns(
  tx: Tx,
  context: TenantContext,
  batch: { terminal: TerminalState; booked: readonly BookedEvent[] },
): Promise<void> {
  const { id: terminalId, storeId } = batch.terminal;
  const found = batch.booked.flatMap(({ event, aside }) => {
    const { type, payload, businessDate } = event.envelope;
    if (type !== "SIGN_IN_LOCKED" || aside !== null) return [];
    const locked = signInLockedSchema.safeParse(payload);
    if (!locked.success) return [];
    const { staffId, wrongCount } = locked.data;
    return [
      {
        id: uuidFrom(context.tenantId, "pin_locked", terminalId, staffId, businessDate),
        kind: "pin_locked",
        severity: "warning" as const,
        storeId,
        terminalId,
        sourceEventId: event.eventId,
        details: { userId: staffId, wrongCount },
      },
    ];
  });
  if (found.length > 0) await noteDeviations(tx, context, found);
}
