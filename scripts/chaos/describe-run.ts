import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "../shop/data-folder";
import { type Acknowledged, countDuring, type Outage } from "./acknowledged";
import type { Books } from "./compare-books";
import type { DoneKill } from "./kill-parts";
import type { TerminalLog } from "./terminal-log";
import type { TerminalReport } from "./terminal-messages";

/** One line: instant, kind, process, and what came back after how long. */
export function describeKill({ at, kind, pid, restarted, backAt }: DoneKill): string {
  const seconds = ((backAt.getTime() - at.getTime()) / 1_000).toFixed(1);
  const killed = `${at.toISOString()}  ${kind.padEnd(10)}  pid ${String(pid).padEnd(8)}`;
  return `${killed}  ${restarted}, after ${seconds} s`;
}

/** What was sold, what is booked, and what was noticed on the way. */
export function describeRun(run: {
  acknowledged: readonly Acknowledged[];
  kills: readonly DoneKill[];
  books: Books;
  logs: readonly TerminalLog[];
  reports: readonly TerminalReport[];
  seconds: number;
  folder: DataFolder;
}): readonly string[] {
  const { acknowledged, kills, books, logs, reports, seconds, folder } = run;
  const byBrowser = acknowledged.filter(({ source }) => source === "browser").length;
  const during = countDuring(acknowledged, outagesOf(kills));
  const deadlocks = countDeadlocks(folder);
  return [
    `acknowledged: ${acknowledged.length} sales, ${byBrowser} of them in the browser, ${during} while the server or its database was down`,
    `ledger: ${books.sales.length} sales, ${books.events.length} events of ${logs.length} logs, drained in ${seconds.toFixed(1)} s`,
    ...sumRefusals(reports).map(([code, count]) => `refused at the till: ${code} × ${count}`),
    ...(deadlocks === 0 ? [] : [`deadlocks that PostgreSQL broke: ${deadlocks}`]),
  ];
}

/** While a part of the server was down, from the kill until it answered again. */
function outagesOf(kills: readonly DoneKill[]): readonly Outage[] {
  return kills
    .filter(({ kind }) => kind !== "browser")
    .map(({ at, backAt }) => ({ fromMs: at.getTime(), untilMs: backAt.getTime() }));
}

/** Nothing is lost by one, but somebody waited for nothing. */
function countDeadlocks(folder: DataFolder): number {
  const log = readFileSync(join(folder.postgres, "postgres.log"), "utf8");
  return log.match(/deadlock detected/g)?.length ?? 0;
}

function sumRefusals(reports: readonly TerminalReport[]): readonly [string, number][] {
  const sums = new Map<string, number>();
  for (const { refusals } of reports) {
    for (const [code, count] of Object.entries(refusals)) {
      sums.set(code, (sums.get(code) ?? 0) + count);
    }
  }
  return [...sums];
}
