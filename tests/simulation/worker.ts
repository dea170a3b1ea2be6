import { createHash } from "node:crypto";
import { computeSha256By } from "../../core/sync/canonical";
import { historyOf } from "./history";
import { runSeed, type SeedOutcome } from "./run-seed";
import { addOutcome, emptyTally, type Tally } from "./tally";

/** What a worker process is asked to run: seeds `from`, `from + step`, … below `until`. */
export type Order = {
  readonly from: number;
  readonly until: number;
  readonly step: number;
  readonly isVerbose: boolean;
  readonly wantsHistory: boolean;
  readonly stopsAtViolation: boolean;
};

export type Report =
  | { readonly kind: "progress"; readonly tally: Tally }
  | { readonly kind: "history"; readonly line: string }
  | { readonly kind: "done" };

const REPORT_EVERY = 50;

// As the server's own runtime does: the same hashes, sooner.
computeSha256By((headHex, text) =>
  createHash("sha256").update(headHex, "hex").update(text).digest("hex"),
);

/** Promises that nobody waits for and that fail: a till that a browser would complain about. */
const surprises: string[] = [];
process.on("unhandledRejection", (reason) => {
  surprises.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
});

async function runSeeds(order: Order): Promise<void> {
  let tally = emptyTally();
  const send = (report: Report) => process.send?.(report);
  for (let seed = order.from; seed < order.until; seed += order.step) {
    const outcome = await runOne(seed, order.isVerbose);
    addOutcome(tally, outcome);
    if (order.wantsHistory) send({ kind: "history", line: historyOf(outcome) });
    if (tally.violations.length > 0 && order.stopsAtViolation) break;
    if (tally.seeds < REPORT_EVERY) continue;
    send({ kind: "progress", tally });
    tally = emptyTally();
  }
  send({ kind: "progress", tally });
  send({ kind: "done" });
}

async function runOne(seed: number, isVerbose: boolean): Promise<SeedOutcome> {
  const outcome = await runSeed(seed, isVerbose ? (line) => console.log(line) : null);
  const surprise = surprises.shift();
  surprises.length = 0;
  if (surprise === undefined) return outcome;
  const broken = { invariant: "S1 a till never breaks", detail: surprise.slice(0, 600) };
  return { ...outcome, violations: [...outcome.violations, broken] };
}

process.once("message", (order: Order) => {
  void runSeeds(order).then(() => process.disconnect());
});
