import { canonicalJson } from "./canonical";
import { type Envelope, envelopeSchema, isSealIntact } from "./envelope";

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

/** Tell well-formed, intact events from damaged ones; one bad event never fails its batch [EV7]. */
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
