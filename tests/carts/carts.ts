import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pino from "pino";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { instant } from "../../core/time";
import { openDatabase } from "../../db/client";
import { migrateDatabase } from "../../db/migrate";
import { startEmbeddedPostgres } from "../../scripts/postgres/embedded";
import { Refusal } from "../../scripts/refusal";
import type { Runtime } from "../../server/context";
import { UNLIMITED } from "../../server/rate-limit/rate-limiter";
import { TRAITS } from "./check-cart";
import { addTallies, type CartRange, type CartTally, rareTraits, runCarts } from "./run-carts";

const HELP = `npm run carts -- [--count N] [--seed S] [--from I] [--processes P]

Makes N random carts (default 2000) of a seed (default 1) over random rules: price lists, offers,
coupons, taxes of every shape, weighed goods, discounts, tips, other currencies, returns,
exchanges and voids. Each one has to come to the same figures at the till, at the server and in a
PostgreSQL ledger of its own, and no altered explanation may agree with its line. A violation is
printed with what makes the same cart again; the command then ends with 1.`;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    processes: { type: "string" },
    /** Given to the processes that share a run, by the one that began it. */
    part: { type: "string" },
    database: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help) console.log(HELP);
else if (values.database === undefined) await begin();
else await takePart(values.database);

async function begin(): Promise<void> {
  const count = readNumber("count", 1, 100_000_000);
  const from = readNumber("from", 0, 100_000_000);
  const seed = readNumber("seed", 0, 2 ** 31);
  const wanted =
    values.processes === undefined ? availableParallelism() : readNumber("processes", 1, 64);
  const processes = Math.min(wanted, count);
  const directory = mkdtempSync(join(tmpdir(), "kaunta-carts-"));
  const startedAt = performance.now();
  try {
    const cluster = await startEmbeddedPostgres({ directory, durable: false });
    process.once("exit", cluster.abandon);
    const stopWhenAsked = () => void cluster.destroy().finally(() => process.exit(130));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stopWhenAsked);
    const [adminUrl, appUrl] = [cluster.adminUrl(), cluster.appUrl()];
    await migrateDatabase({ adminUrl, appUrl });
    const statistics = keepStatistics(adminUrl);
    const range = { seed, from, until: from + count };
    const tally = addTallies(await Promise.all(forkParts(appUrl, range, processes)));
    await statistics.stop();
    await cluster.destroy();
    report(tally, { seed, seconds: (performance.now() - startedAt) / 1_000 });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readNumber(
  name: "count" | "from" | "seed" | "processes",
  from: number,
  to: number,
): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= from && number <= to) return number;
  throw new Refusal(`--${name} takes a whole number from ${from} to ${to}.`);
}

/**
 * Tables that were empty a second ago are planned as if they still were, until the server looks at
 * them by itself after a minute; here they are looked at as they grow.
 */
function keepStatistics(adminUrl: string): { stop(): Promise<void> } {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  let waitMs = 1_000;
  let running: Promise<unknown> = Promise.resolve();
  let timer = setTimeout(analyze, waitMs);
  function analyze(): void {
    running = admin.unsafe("analyze").then(() => {
      waitMs *= 2;
      timer = setTimeout(analyze, waitMs);
    });
  }
  return {
    async stop() {
      await running;
      clearTimeout(timer);
      await admin.end();
    },
  };
}

type Run = Pick<CartRange, "seed" | "from" | "until">;

function forkParts(database: string, run: Run, processes: number): Promise<CartTally>[] {
  return Array.from({ length: processes }, (_, part) => {
    const range: CartRange = { ...run, from: run.from + part, step: processes };
    const child = fork(
      join(import.meta.dirname, "../../scripts/run.mjs"),
      ["tests/carts/carts.ts", "--database", database, "--part", JSON.stringify(range)],
      { stdio: ["ignore", "inherit", "inherit", "ipc"] },
    );
    return new Promise((resolve, reject) => {
      child.once("message", (tally) => resolve(tally as CartTally));
      child.once("exit", (code) => reject(new Error(`a process ended early with ${code}`)));
    });
  });
}

async function takePart(database: string): Promise<void> {
  // The one that shares the run out has ended.
  process.once("disconnect", () => process.exit(1));
  // A refused alteration is an error each time; nobody reads where it came from.
  Error.stackTraceLimit = 0;
  const runtime = newRuntime(database);
  const tally = await runCarts(runtime, JSON.parse(values.part ?? "") as CartRange);
  await runtime.database.close();
  process.send?.(tally, () => process.exit(0));
}

function newRuntime(databaseUrl: string): Runtime {
  return {
    database: openDatabase(databaseUrl, { max: 2 }),
    authSecret: "random carts sign in nobody at all, so any text will do",
    appUrl: "http://localhost",
    mailer: null,
    now: () => instant(Date.now()),
    newId: uuidv7,
    log: pino({ level: "warn" }),
    version: "carts",
    rateLimiter: UNLIMITED,
  };
}

function report(tally: CartTally, run: { seed: number; seconds: number }): void {
  const { carts, documents, tracesAltered, violations } = tally;
  const perSecond = Math.round(carts / run.seconds);
  console.log(
    `${carts} carts of seed ${run.seed}, ${documents} documents in ${Math.round(run.seconds)} s, ${perSecond} carts a second`,
  );
  for (const trait of TRAITS) {
    const share = carts === 0 ? 0 : Math.round((tally.traits[trait] * 1_000) / carts) / 10;
    console.log(`  with ${trait}: ${tally.traits[trait]} (${share} %)`);
  }
  console.log(`  altered traces that were found out: ${tracesAltered}`);
  console.log(`violations: ${violations.length}`);
  for (const violation of violations) console.log(`  npm run carts -- ${violation}`);
  const rare = carts < 100 ? [] : rareTraits(tally);
  if (rare.length > 0) console.log(`too few carts with: ${rare.join(", ")}`);
  if (violations.length > 0 || rare.length > 0) process.exitCode = 1;
}
