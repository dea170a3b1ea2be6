import { closeGap } from "../../core/sync/close-gap";
import { applyInside } from "../../core/sync/receive-batch";
import { missingRanges } from "../../core/sync/received-ranges";
import { type ModelDatabase, type TerminalRow, TransientError } from "./model-database";
import { inTransaction, type Machine } from "./model-machine";
import { islandsOf } from "./model-store";

/** What any worker, route or request does for all terminals that have something to book. */
export async function applyBacklog(machine: Machine): Promise<void> {
  const { database, env } = machine;
  for (const row of [...database.tables.terminals.values()]) {
    const isDue = row.applyAfter === null || row.applyAfter <= env.now();
    if (!isDue || !isBehind(machine, row)) continue;
    try {
      await inTransaction(machine, async (store) => {
        const terminal = await store.lockTerminal(row.id);
        if (terminal) await applyInside(store, terminal, { env });
      });
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
    }
  }
}

/** Something waits before the cursor, or came after its gap had been closed. */
function isBehind({ database }: Machine, row: TerminalRow): boolean {
  if (row.appliedSequence < row.receivedSequence) return true;
  const gaps = [...database.tables.closedGaps.values()];
  const events = [...(database.tables.inbox.get(row.id)?.values() ?? [])];
  return gaps.some(
    ({ terminalId, range: [first, last] }) =>
      terminalId === row.id &&
      events.some(
        ({ state, envelope: { sequence } }) =>
          state === "waiting" && first <= sequence && sequence <= last,
      ),
  );
}

/** All gaps of a terminal before what came last of it. */
export async function closeGaps(machine: Machine, terminalId: string): Promise<number> {
  const { env, database } = machine;
  const { tables } = database;
  const runs = inboxRuns(database, terminalId);
  const received = tables.terminals.get(terminalId)?.receivedSequence ?? 0;
  const closed = [...tables.closedGaps.values()].filter((gap) => gap.terminalId === terminalId);
  const known = [...runs, ...closed.map(({ range }) => range)];
  const gaps = missingRanges(received, known, runs.at(-1)?.[1] ?? 0);
  for (const range of gaps) {
    const gap = { terminalId, range, reason: "the tablet is lost", closedById: env.newId() };
    await inTransaction(machine, (store) => closeGap(store, gap, env));
  }
  return gaps.length;
}

/** Sequences of a terminal that stand in the inbox, in unbroken runs. */
export function inboxRuns(database: ModelDatabase, terminalId: string) {
  return islandsOf([...(database.tables.inbox.get(terminalId)?.keys() ?? [])]);
}
