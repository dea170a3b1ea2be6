import { fork } from "node:child_process";
import { addTally, emptyTally, type Tally } from "./tally";
import type { Order, Report } from "./worker";

export type WorkTerms = {
  readonly bundle: string;
  readonly from: number;
  readonly seeds: number;
  readonly workers: number;
  readonly isVerbose?: boolean;
  readonly stopsAtViolation?: boolean;
  readonly onHistory?: (line: string) => void;
};

/** Run a range of seeds in processes side by side; each takes every nth seed. */
export async function runWorkers(terms: WorkTerms): Promise<Tally> {
  const total = emptyTally();
  const orders = Array.from(
    { length: Math.max(1, Math.min(terms.workers, terms.seeds)) },
    (_, index): Order => ({
      from: terms.from + index,
      until: terms.from + terms.seeds,
      step: Math.max(1, Math.min(terms.workers, terms.seeds)),
      isVerbose: terms.isVerbose ?? false,
      wantsHistory: terms.onHistory !== undefined,
      stopsAtViolation: terms.stopsAtViolation ?? false,
    }),
  );
  await Promise.all(orders.map((order) => runWorker(terms, order, total)));
  return total;
}

function runWorker(terms: WorkTerms, order: Order, total: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(terms.bundle, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const end = () => child.kill();
    process.once("exit", end);
    let isDone = false;
    child.on("message", (report: Report) => {
      if (report.kind === "progress") addTally(total, report.tally);
      else if (report.kind === "history") terms.onHistory?.(report.line);
      else isDone = true;
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", end);
      if (isDone) resolve();
      else reject(new Error(`a worker ended with ${code} before its seeds did`));
    });
    child.send(order);
  });
}
