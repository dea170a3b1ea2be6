import type { Envelope } from "../../core/sync/envelope";

/** What a till's own log says at the end: the truth that the ledger must be a copy of. */
export type TerminalLog = {
  readonly terminalId: string;
  readonly source: "terminal" | "browser";
  readonly entries: readonly LogEntry[];
};

export type LogEntry = {
  readonly sequence: number;
  readonly hash: string;
  /** Null for events that are no sale, refund or void. */
  readonly sale: { readonly saleId: string; readonly totalMinor: number } | null;
};

const SALES = ["SALE", "REFUND", "VOID"];

export function logEntryOf(envelope: Envelope): LogEntry {
  const { sequence, hash, type, payload } = envelope;
  if (!SALES.includes(type)) return { sequence, hash, sale: null };
  const { saleId, totalMinor } = payload as { saleId: string; totalMinor: number };
  return { sequence, hash, sale: { saleId, totalMinor } };
}
