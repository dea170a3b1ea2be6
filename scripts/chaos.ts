import { rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readStartEnv } from "../server/env";
import { runChaos } from "./chaos/run-chaos";
import { endLeftoverRuns } from "./chaos/run-processes";
import { removeAbandonedCluster } from "./postgres/embedded";
import { Refusal } from "./refusal";
import { openDataFolder } from "./shop/data-folder";

const HELP = `npm run chaos -- [--kills N] [--seed S] [--terminals N] [--minutes M] [--discard]

Starts a shop of its own with 20 simulated terminals and a real browser till that sell without a
pause, and ends server, PostgreSQL and browser with kill -9 at random moments (12 kills unless
said otherwise, drawn from the seed, spread over M minutes). At the end every acknowledged sale must
be in the ledger once and the books must agree with every till's log; exits with 1 otherwise.

The database and the list of acknowledged sales stay in DATA_DIR/chaos unless --discard is given
and nothing was violated.`;

const KILL_EVERY_MINUTES = 0.2;

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "12" },
    seed: { type: "string", default: "1" },
    terminals: { type: "string", default: "20" },
    minutes: { type: "string" },
    discard: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const kills = whole("kills", values.kills, 0, 10_000);
  const minutes = Number(values.minutes ?? kills * KILL_EVERY_MINUTES);
  if (!(minutes >= 0 && minutes <= 24 * 60)) {
    throw new Refusal("--minutes takes a number from 0 to 1440.");
  }
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const dataDir = resolve(join(readStartEnv(process.env).dataDir, "chaos", stamp));
  openDataFolder(dataDir);
  await endLeftoverRuns(dirname(dataDir));
  const plan = {
    kills,
    seed: whole("seed", values.seed, 0, Number.MAX_SAFE_INTEGER),
    terminals: whole("terminals", values.terminals, 1, 200),
    spanMs: minutes * 60_000,
    dataDir,
  };
  console.log(`database: DATA_DIR=${dataDir} npm run db -- url`);
  console.log(`acknowledged sales: ${join(dataDir, "acknowledged.jsonl")}`);
  const { violations, kills: done } = await runChaos(plan, (sentence) => console.log(sentence));
  for (const violation of violations) console.log(`violation: ${violation}`);
  console.log(`kills: ${done.length}`);
  console.log(`violations: ${violations.length}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
  if (!values.discard || violations.length > 0) return;
  await removeAbandonedCluster(join(dataDir, "postgres"));
  rmSync(dataDir, { recursive: true, force: true });
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new Refusal(`--${name} takes a whole number from ${low} to ${high}.`);
}
