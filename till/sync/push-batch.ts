import { PUSH_BYTES_MAX, PUSH_EVENTS_MAX } from "../../core/sync/protocol-v1";
import type { OutboxRow } from "../store/log-records";

/** Room for all of a push that is not events. */
const FRAME_BYTES = 1_024;

export type BatchLimits = { readonly events: number; readonly bytes: number };

export const FULL_BATCH: BatchLimits = {
  events: PUSH_EVENTS_MAX,
  bytes: PUSH_BYTES_MAX - FRAME_BYTES,
};

/** The longest beginning of `rows` within the limits; a single row always goes, however large. */
export function takeBatch(rows: readonly OutboxRow[], limits: BatchLimits): readonly OutboxRow[] {
  let bytes = 0;
  let count = 0;
  for (const row of rows.slice(0, limits.events)) {
    bytes += row.bytes + 1;
    if (count > 0 && bytes > limits.bytes) break;
    count += 1;
  }
  return rows.slice(0, count);
}

/** Half of what was too much for the server, down to one event. */
export function halveBatch(limits: BatchLimits, sent: number): BatchLimits {
  return {
    events: Math.max(1, Math.floor(Math.min(limits.events, sent) / 2)),
    bytes: Math.max(FRAME_BYTES, Math.floor(limits.bytes / 2)),
  };
}
