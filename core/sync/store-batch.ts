import { uuidFrom } from "../ids";
import type { Instant } from "../time";
import { sha256Hex } from "./canonical";
import { type Envelope, hashedText } from "./envelope";
import type { EventStore, ServerEnv, TerminalState } from "./event-store";
import type { ParsedBatch } from "./parse-events";

/**
 * Put events into the inbox as they came [EV7]: the same event again changes nothing, another
 * content under a known place is kept beside it.
 *
 * @returns what is new, the sequences at which the log says something else, and the instant that
 *          the new ones carry from now on.
 */
export async function storeBatch(
  store: EventStore,
  terminal: Pick<TerminalState, "id" | "storeId">,
  batch: ParsedBatch,
  env: ServerEnv,
): Promise<{
  fresh: readonly Envelope[];
  conflicts: readonly number[];
  receivedAt: Instant;
}> {
  const receivedAt = env.now();
  const { first, more } = firstOfEachPlace(batch.intact);
  const stored = await store.insertEvents(
    terminal.id,
    first.map((envelope) => ({ envelope, receivedAt })),
  );
  const fresh = first.filter((envelope) => stored.has(envelope.sequence));
  const repeated = [...first.filter((envelope) => !stored.has(envelope.sequence)), ...more];
  const hashes = await store.readHashes(
    terminal.id,
    repeated.map((envelope) => envelope.sequence),
  );
  const conflicting = repeated.filter(
    (envelope) => hashes.get(envelope.sequence) !== envelope.hash,
  );
  const records = [
    ...conflicting.map((envelope) => ({
      sequence: envelope.sequence,
      hash: envelope.hash,
      raw: hashedText(envelope),
    })),
    ...batch.damaged.map(({ sequence, raw }) => ({ sequence, raw, hash: sha256Hex(raw) })),
  ];
  if (records.length > 0) {
    await store.keepConflicts(terminal.id, records, receivedAt);
    await store.noteDeviations(
      records.map(({ sequence, hash }) => ({
        id: uuidFrom(env.tenantId, "event_conflict", terminal.id, String(sequence), hash),
        kind: "event_conflict",
        severity: "danger",
        storeId: terminal.storeId,
        terminalId: terminal.id,
        sourceEventId: null,
        details: { sequence, hash },
      })),
    );
  }
  return { fresh, conflicts: conflicting.map((envelope) => envelope.sequence), receivedAt };
}

/** One batch may claim a place twice; the first has it, as if the others had come later. */
function firstOfEachPlace(events: readonly Envelope[]): { first: Envelope[]; more: Envelope[] } {
  const taken = new Set<number>();
  const first: Envelope[] = [];
  const more: Envelope[] = [];
  for (const envelope of events) {
    (taken.has(envelope.sequence) ? more : first).push(envelope);
    taken.add(envelope.sequence);
  }
  return { first, more };
}
