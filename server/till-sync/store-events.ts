import { sql } from "drizzle-orm";
import { canonicalJson, sha256Hex } from "../../core/sync/canonical";
import { type Envelope, envelopeSchema, hashedText, isSealIntact } from "../../core/sync/envelope";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { eventConflicts, eventInbox } from "../../db/schema/events";
import type { TenantContext } from "../context";

export type ParsedBatch = {
  readonly intact: readonly Envelope[];
  /** What cannot stand in the log as it is: kept apart, told to the till, never dropped. */
  readonly damaged: readonly {
    readonly index: number;
    readonly code: "event_schema_invalid" | "event_hash_mismatch";
    readonly sequence: number;
    readonly raw: string;
  }[];
};

/** Tell well-formed, intact events from damaged ones; one bad event never fails its batch. */
export function parseEvents(events: readonly unknown[]): ParsedBatch {
  const intact: Envelope[] = [];
  const damaged: ParsedBatch["damaged"][number][] = [];
  events.forEach((event, index) => {
    const parsed = envelopeSchema.safeParse(event);
    if (parsed.success && isSealIntact(parsed.data as Envelope)) {
      intact.push(parsed.data as Envelope);
      return;
    }
    const claimed = (event as { sequence?: unknown } | null)?.sequence;
    damaged.push({
      index,
      code: parsed.success ? "event_hash_mismatch" : "event_schema_invalid",
      sequence: Number.isSafeInteger(claimed) ? Number(claimed) : 0,
      raw: canonicalJson(event ?? null),
    });
  });
  return { intact, damaged };
}

/**
 * Put events into the inbox as they came [EV7]. The same event again changes nothing; another
 * content under a known place is kept beside it.
 *
 * @returns sequences that were new, and sequences at which the log says something else.
 */
export async function storeEvents(
  tx: Tx,
  context: TenantContext,
  terminalId: string,
  batch: ParsedBatch,
): Promise<{ stored: ReadonlySet<number>; conflicts: readonly number[] }> {
  const receivedAt = new Date(context.now()).toISOString();
  const stored = new Set<number>();
  if (batch.intact.length > 0) {
    const rows = batch.intact.map((envelope) => inboxRow(envelope, receivedAt));
    const inserted = await insertRows(tx, eventInbox, {
      tenantId: context.tenantId,
      rows,
      onConflict: sql`on conflict do nothing returning sequence`,
    });
    for (const row of inserted) stored.add(Number(row["sequence"]));
  }
  const repeated = batch.intact.filter((envelope) => !stored.has(envelope.sequence));
  const conflicting = await findConflicting(tx, context.tenantId, terminalId, repeated);
  await insertRows(tx, eventConflicts, {
    tenantId: context.tenantId,
    rows: [
      ...conflicting.map((envelope) => ({
        terminalId,
        sequence: envelope.sequence,
        hash: envelope.hash,
        raw: hashedText(envelope),
        receivedAt,
      })),
      ...batch.damaged.map(({ sequence, raw }) => ({
        terminalId,
        sequence,
        hash: sha256Hex(raw),
        raw,
        receivedAt,
      })),
    ],
  });
  return { stored, conflicts: conflicting.map((envelope) => envelope.sequence) };
}

function inboxRow(envelope: Envelope, receivedAt: string) {
  return {
    terminalId: envelope.terminalId,
    sequence: envelope.sequence,
    eventId: envelope.eventId,
    type: envelope.type,
    typeVersion: envelope.typeVersion,
    raw: hashedText(envelope),
    hash: envelope.hash,
    prevHash: envelope.prevHash,
    createdAt: envelope.createdAt,
    receivedAt,
    state: "waiting",
  };
}

async function findConflicting(
  tx: Tx,
  tenantId: string,
  terminalId: string,
  repeated: readonly Envelope[],
): Promise<readonly Envelope[]> {
  if (repeated.length === 0) return [];
  const sequences = JSON.stringify(repeated.map((envelope) => envelope.sequence));
  const known = await tx.execute<{ sequence: string; hash: string }>(sql`
    select sequence, hash from event_inbox
    where tenant_id = ${tenantId}::uuid and terminal_id = ${terminalId}::uuid
      and sequence in (select value::bigint from jsonb_array_elements_text(${sequences}::jsonb))`);
  const hashes = new Map(known.map((row) => [Number(row.sequence), row.hash]));
  return repeated.filter((envelope) => hashes.get(envelope.sequence) !== envelope.hash);
}
