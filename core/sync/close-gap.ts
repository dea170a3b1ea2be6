import { DomainError } from "../errors";
import type { EventStore, SequenceRange, ServerEnv } from "./event-store";
import { applyInside, moveReceived } from "./receive-batch";
import { missingRanges } from "./received-ranges";

/**
 * Close a gap that will never be filled, with a person's reason [EV9]: the received cursor moves
 * over it and what waited behind it is booked. Its end may be the last that the terminal ever said
 * it had, when the device will not come back.
 *
 * @param gap first and last sequence; all of it must be missing.
 * @throws DomainError gap_not_found: no such terminal, or some of it has arrived or is closed.
 */
export async function closeGap(
  store: EventStore,
  gap: { terminalId: string; range: SequenceRange; reason: string; closedById: string },
  env: ServerEnv,
): Promise<{ receivedSequence: number; appliedSequence: number }> {
  const { terminalId, range } = gap;
  const terminal = await store.lockTerminal(terminalId);
  if (!terminal) throw new DomainError("gap_not_found");
  const { receivedSequence, claimedSequence } = terminal;
  const [islands, closed] = await Promise.all([
    store.listIslands(terminalId, receivedSequence),
    store.listClosedGaps(terminalId),
  ]);
  const missing = missingRanges(receivedSequence, [...islands, ...closed], claimedSequence);
  const isMissing = missing.some(([first, last]) => first <= range[0] && range[1] <= last);
  if (!isMissing || range[0] > range[1]) throw new DomainError("gap_not_found");
  const { reason, closedById } = gap;
  await store.closeGap(terminalId, { range, reason, closedById, closedAt: env.now() });
  const received = await moveReceived(store, terminal, []);
  const { sequence, hash, waiting, closedGaps } = received;
  const gapSince = waiting.length === 0 ? null : terminal.gapSince;
  await store.saveReceived(terminalId, { sequence, hash, gapSince });
  const moved = { ...terminal, receivedSequence: sequence, receivedHash: hash };
  const appliedSequence = await applyInside(store, moved, { env, atHand: [], closedGaps });
  return { receivedSequence: sequence, appliedSequence };
}
