import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "../../scripts/refusal";
import { bundleWorker } from "./bundle";
import { recordRun } from "./campaign";
import { describeHits, listBlind } from "./describe-hits";
import { MUTANTS, type Mutant } from "./mutants";
import { runWorkers } from "./run-workers";
import type { Tally } from "./tally";

const HELP = `npm run sim -- [--seeds N] [--from S] [--workers W] [--history FILE] [--record] [--verbose]
npm run sim -- --mutants [--only TEXT]

Runs N seeds (default 1000) from S (default 1): tills, server and everything between them in one
process, with faults and power cuts, on simulated time; the same seed makes the same run. Prints
what struck and how often, and ends with 1 when something was violated, with the command that makes
it again. --history writes a line of JSON a seed for a checker of your own: what was acknowledged to
cashiers, what stands in the ledger, what was declared lost. --record adds the run to
tests/simulation/campaign.json. --verbose tells what happens in each seed.

--mutants puts known defects into the product, one after the other, and demands that each is found
within 1,000 seeds.`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    workers: { type: "string" },
    history: { type: "string" },
    record: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    mutants: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    /** A report for `npm test`, which counts it. */
    report: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});

/** Below this many seeds a fault may well not have struck. */
const ENOUGH_TO_SEE = 5_000;
const MUTANT_SEEDS = 1_000;

const folder = mkdtempSync(join(tmpdir(), "kaunta-sim-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

if (values.help) console.log(HELP);
else if (values.mutants) await huntMutants();
else await simulate();

function readNumber(name: "seeds" | "from" | "workers", fallback: number): number {
  const number = Number(values[name] ?? fallback);
  if (Number.isSafeInteger(number) && number >= 1 && number < 2 ** 31) return number;
  throw new Refusal(`--${name} takes a whole number from 1.`);
}

async function simulate(): Promise<void> {
  const seeds = readNumber("seeds", 1_000);
  const from = readNumber("from", 1);
  const workers = readNumber("workers", availableParallelism());
  const bundle = join(folder, "worker.mjs");
  await bundleWorker(bundle, null);
  const history = values.history === undefined ? null : openHistory(values.history);
  const startedAt = performance.now();
  const tally = await runWorkers({
    bundle,
    from,
    seeds,
    workers: values.verbose ? 1 : workers,
    isVerbose: values.verbose,
    ...(history ? { onHistory: history.write } : {}),
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await history?.close();
  report(tally, { from, seconds });
  if (values.record) recordRun(tally, { from, seconds });
}

function openHistory(name: string) {
  const stream = createWriteStream(resolve(name));
  return {
    write: (line: string) => void stream.write(`${line}\n`),
    close: () => new Promise<void>((done) => void stream.end(done)),
  };
}

function report(tally: Tally, run: { from: number; seconds: number }): void {
  const through = run.from + tally.seeds - 1;
  const blind = tally.seeds >= ENOUGH_TO_SEE ? listBlind(tally.hits) : [];
  console.log(describeHits(tally.hits));
  console.log(
    `seeds ${run.from} to ${through}: ${(tally.seeds / run.seconds).toFixed(1)} seeds a second, ` +
      `${tally.events} events, ${tally.acknowledged} acknowledged sales ` +
      `(${tally.atRisk} declared lost with a wiped device), ` +
      `${tally.violations.length} violations, ${run.seconds.toFixed(1)} s`,
  );
  for (const { seed, invariant, detail } of tally.violations.slice(0, 20)) {
    console.log(`seed ${seed} violates ${invariant}: ${detail}`);
    console.log(`  npm run sim -- --seeds 1 --from ${seed} --verbose`);
  }
  if (blind.length > 0) console.log(`Blind: these never struck: ${blind.join(", ")}`);
  const failed = tally.violations.length + blind.length;
  if (values.report) {
    const passed = tally.seeds - tally.violations.length;
    writeFileSync(values.report, JSON.stringify({ passed, failed }));
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

async function huntMutants(): Promise<void> {
  let survivors = 0;
  const hunted = MUTANTS.filter(({ name }) => name.includes(values.only));
  for (const mutant of hunted) {
    const found = await hunt(mutant);
    if (found) console.log(`caught    ${mutant.name}: seed ${found.seed}, ${found.invariant}`);
    else console.log(`SURVIVED  ${mutant.name}: ${MUTANT_SEEDS} seeds`);
    if (!found) survivors += 1;
  }
  console.log(`${hunted.length - survivors} of ${hunted.length} mutants caught`);
  process.exitCode = survivors === 0 ? 0 : 1;
}

async function hunt(mutant: Mutant): Promise<Tally["violations"][number] | undefined> {
  const bundle = join(folder, "mutant.mjs");
  await bundleWorker(bundle, mutant);
  const workers = readNumber("workers", availableParallelism());
  const terms = { bundle, from: 1, seeds: MUTANT_SEEDS, workers };
  const { violations } = await runWorkers({ ...terms, stopsAtViolation: true });
  return violations[0];
}
