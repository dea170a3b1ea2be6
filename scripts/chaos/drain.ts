import { setTimeout as sleep } from "node:timers/promises";
import type { TenantContext } from "../../server/context";
import type { BrowserTill } from "./browser-till";
import { readHeads } from "./read-books";
import type { TerminalFleet } from "./terminal-fleet";
import type { TerminalLog } from "./terminal-log";
import type { TerminalReport } from "./terminal-messages";

/** Above the longest wait of a till between two tries. */
const DRAINED_WITHIN_MS = 180_000;
const POLL_MS = 250;

export type Drained = {
  readonly logs: readonly TerminalLog[];
  readonly reports: readonly TerminalReport[];
  readonly seconds: number;
  /** What still waited when patience ended, in words. */
  readonly stuck: readonly string[];
};

/** Waits until the tills by themselves have told the server everything, and it is booked. */
export async function drain(
  context: TenantContext,
  parts: { fleet: TerminalFleet; browser: BrowserTill },
): Promise<Drained> {
  const begin = Date.now();
  for (;;) {
    const reports = await parts.fleet.report();
    const { log, pill } = await parts.browser.readLog();
    const logs = [...reports.map((report) => report.log), log];
    const stuck = [
      ...(await listBehind(context, logs)),
      ...reports.flatMap(judgeTill),
      ...(/synced/i.test(pill) ? [] : [`the browser's till says "${pill}"`]),
    ];
    const seconds = (Date.now() - begin) / 1_000;
    if (stuck.length === 0 || Date.now() - begin > DRAINED_WITHIN_MS) {
      return { logs, reports, seconds, stuck };
    }
    await sleep(POLL_MS);
  }
}

/** Terminals of which the server lacks something. */
async function listBehind(
  context: TenantContext,
  logs: readonly TerminalLog[],
): Promise<readonly string[]> {
  const heads = await readHeads(context);
  return logs.flatMap(({ terminalId, entries }) => {
    const head = entries.at(-1)?.sequence ?? 0;
    const applied = heads.get(terminalId) ?? 0;
    return applied === head ? [] : [`${terminalId} is at ${head} and booked through ${applied}`];
  });
}

function judgeTill({ log, waitingEvents, attention, errors }: TerminalReport): readonly string[] {
  const { terminalId } = log;
  return [
    ...(waitingEvents === 0 ? [] : [`${terminalId} believes that ${waitingEvents} events wait`]),
    ...(attention === null ? [] : [`${terminalId} asks for attention: ${attention}`]),
    ...errors.map((error) => `${terminalId} reported: ${error}`),
  ];
}
