import { sql } from "drizzle-orm";
import type { Envelope } from "../../core/sync/envelope";
import type { WaitingEvent } from "../../core/sync/event-store";
import type { Tx } from "../../db/client";

export type InboxRow = {
  readonly sequence: string;
  readonly event_id: string;
  readonly raw: string;
  readonly hash: string;
  readonly received_at: string;
};

/** Stored events of a terminal in `after < sequence ≤ through`, in order. */
export async function loadEvents(
  tx: Tx,
  from: { tenantId: string; terminalId: string; after: number; through: number; limit: number },
): Promise<readonly WaitingEvent[]> {
  const rows = await tx.execute<InboxRow>(sql`
    select sequence, event_id, raw, hash, received_at from event_inbox
    where tenant_id = ${from.tenantId}::uuid and terminal_id = ${from.terminalId}::uuid
      and sequence > ${from.after} and sequence <= ${from.through}
    order by sequence limit ${from.limit}`);
  return rows.map(toWaiting);
}

/** Events that came after their gap was closed and that nobody has booked yet. */
export async function loadLate(
  tx: Tx,
  from: { tenantId: string; terminalId: string; through: number },
): Promise<readonly WaitingEvent[]> {
  const rows = await tx.execute<InboxRow>(sql`
    select event_inbox.sequence, event_id, raw, hash, received_at from closed_gaps
    join event_inbox on event_inbox.tenant_id = ${from.tenantId}::uuid
      and event_inbox.terminal_id = closed_gaps.terminal_id
      and event_inbox.sequence between closed_gaps.from_sequence and closed_gaps.through_sequence
    where closed_gaps.tenant_id = ${from.tenantId}::uuid
      and closed_gaps.terminal_id = ${from.terminalId}::uuid
      and event_inbox.state = 'waiting' and event_inbox.sequence <= ${from.through}
    order by event_inbox.sequence`);
  return rows.map(toWaiting);
}

/** A stored event, with its exact text parsed. */
export function toWaiting(row: InboxRow): WaitingEvent {
  return {
    sequence: Number(row.sequence),
    eventId: row.event_id,
    receivedAt: row.received_at,
    envelope: { ...JSON.parse(row.raw), hash: row.hash } as Envelope,
  };
}
