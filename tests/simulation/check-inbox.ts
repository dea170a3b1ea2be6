import { genesisHash } from "../../core/sync/envelope";
import { type InboxRow, placeKey, type TerminalRow } from "./model-database";
import type { ModelServer } from "./model-server";
import type { World } from "./world";

/** What the server holds of each terminal, place by place. */
export function checkInbox(world: World, { database }: ModelServer): void {
  const { tables } = database;
  for (const terminal of tables.terminals.values()) {
    const rows = tables.inbox.get(terminal.id) ?? new Map<number, InboxRow>();
    const gaps = [...tables.closedGaps.values()]
      .filter(({ terminalId }) => terminalId === terminal.id)
      .map(({ range }) => range);
    const isClosed = (sequence: number) =>
      gaps.some(([first, last]) => first <= sequence && sequence <= last);
    checkCursors(world, terminal, { rows, isClosed });
    if (!world.witness.forked.has(terminal.id)) {
      checkChain(world, terminal, rows);
      checkAsides(world, terminal, rows);
    }
  }
  for (const [eventId, place] of tables.eventIds) {
    const [terminalId = "", sequence] = place.split("/");
    const row = tables.inbox.get(terminalId)?.get(Number(sequence));
    if (row?.envelope.eventId !== eventId) world.witness.blame("I2 one place", eventId);
  }
}

type Held = {
  readonly rows: ReadonlyMap<number, InboxRow>;
  readonly isClosed: (sequence: number) => boolean;
};

/** [I3] applied ≤ received ≤ head. [I4] Nothing is left out below the applied cursor. */
function checkCursors({ witness }: World, terminal: TerminalRow, held: Held): void {
  const { id, appliedSequence, receivedSequence, claimedSequence } = terminal;
  if (appliedSequence > receivedSequence || receivedSequence > claimedSequence) {
    const at = `${appliedSequence} ≤ ${receivedSequence} ≤ ${claimedSequence}`;
    witness.blame("I3 cursors", `${id}: ${at}`);
  }
  for (let sequence = 1; sequence <= receivedSequence; sequence += 1) {
    if (isInOrder(terminal, held, sequence)) continue;
    const state = held.rows.get(sequence)?.state ?? "not there";
    witness.blame("I4 no gap", `${placeKey(id, sequence)} is ${state}`);
  }
  for (const [sequence, { state }] of held.rows) {
    if (state === "applied" && sequence > appliedSequence) {
      witness.blame("I4 no gap", `${placeKey(id, sequence)} is booked beyond the cursor`);
    }
  }
}

/** What is not closed is there, and what the cursor has passed is booked or set aside. */
function isInOrder(terminal: TerminalRow, { rows, isClosed }: Held, sequence: number): boolean {
  const state = rows.get(sequence)?.state;
  if (state === undefined) return isClosed(sequence);
  if (sequence > terminal.appliedSequence) return true;
  return state === "applied" || state === "quarantined";
}

/** [I5] Each event follows the one before it, from the certificate on. */
function checkChain(
  { witness }: World,
  terminal: TerminalRow,
  rows: ReadonlyMap<number, InboxRow>,
): void {
  for (const [sequence, { envelope }] of rows) {
    const before =
      sequence === 1 ? genesisHash(terminal.certificate) : rows.get(sequence - 1)?.envelope.hash;
    if (before === undefined || envelope.prevHash === before) continue;
    witness.blame("I5 chain", placeKey(terminal.id, sequence));
  }
}

/** What is set aside is exactly what a defective till had sealed. */
function checkAsides(
  { witness }: World,
  terminal: TerminalRow,
  rows: ReadonlyMap<number, InboxRow>,
): void {
  for (const [sequence, { envelope, state, errorCode }] of rows) {
    const isPoison = witness.poisoned.has(envelope.eventId);
    const place = placeKey(terminal.id, sequence);
    const { saleId } = (envelope.payload ?? {}) as { saleId?: string };
    const isSoldTwice = saleId !== undefined && witness.copiedCarts.has(saleId);
    if (state === "quarantined" && !isPoison && !isSoldTwice) {
      witness.blame("I19 sound events are booked", `${place} was set aside: ${errorCode}`);
    }
    if (state === "applied" && isPoison) witness.blame("I19 poison is set aside", place);
  }
}
