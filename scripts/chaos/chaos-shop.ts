import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { readStartEnv } from "../../server/env";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../postgres/embedded";
import {
  identifyProcess,
  isAlive,
  type ProcessIdentity,
  processArguments,
} from "../process/process-identity";
import type { Shutdown } from "../process/shutdown";
import { Refusal } from "../refusal";
import { type DataFolder, openDataFolder, readJson } from "../shop/data-folder";
import { startShop } from "../shop/start-shop";
import { killProcess, requireIdentity } from "./kill-process";
import { rememberProcess } from "./run-processes";

/** Below the numbers that the system lends to outgoing connections: one must be free again later. */
const PORTS = [20_000, 29_999] as const;
/** Web server and background worker. */
const PARTS = 2;
const BACK_WITHIN_MS = 120_000;
const POLL_MS = 50;
const ASK_WITHIN_MS = 5_000;

export type Killed = { readonly pid: number; readonly at: Date };

/** A production shop of which any process can be killed, and started again as its operator would. */
export type ChaosShop = {
  readonly url: string;
  readonly appUrl: string;
  readonly authSecret: string;
  readonly folder: DataFolder;
  killServer(): Promise<Killed>;
  restartServer(): Promise<string>;
  killPostmaster(): Promise<Killed>;
  restartPostmaster(): Promise<string>;
  killBackend(): Promise<Killed>;
  awaitRecovery(): Promise<string>;
  /** What of the shop runs no more although nobody asked it to end. */
  listMissing(): readonly string[];
};

export async function startChaosShop(options: {
  dataDir: string;
  shutdown: Shutdown;
  logFd: number;
  say(sentence: string): void;
}): Promise<ChaosShop> {
  const { dataDir, shutdown, logFd, say } = options;
  const folder = openDataFolder(dataDir);
  let database: EmbeddedPostgres | null = null;
  // Added first and so done last; the shop's own step knows only the postmaster that it started.
  shutdown.add(() => database?.stop());
  const port = await findPort();
  const shop = await startShop({
    env: readStartEnv({ PORT: String(port), DATA_DIR: dataDir }),
    mode: "production",
    demo: false,
    durable: true,
    output: logFd,
    shutdown,
    say,
  });
  const openDatabase = async () => {
    const opening = await startEmbeddedPostgres({ directory: folder.postgres, durable: true });
    rememberProcess(folder, requireIdentity(opening.pid, "the postmaster"));
    return opening;
  };
  database = await openDatabase();
  const opened = database;
  const current = () => database ?? opened;
  return {
    url: `http://127.0.0.1:${port}`,
    appUrl: shop.database.appUrl,
    authSecret: shop.authSecret,
    folder,
    async killServer() {
      const server = requireIdentity(shop.serverPid(), "the web server");
      return { pid: server.pid, at: await killProcess(server) };
    },
    async restartServer() {
      await shop.stopServer();
      await shop.startServer();
      return `web server started again as ${shop.serverPid()}`;
    },
    async killPostmaster() {
      const postmaster = requireIdentity(current().pid, "the postmaster");
      return { pid: postmaster.pid, at: await killProcess(postmaster) };
    },
    async restartPostmaster() {
      const again = await openDatabase();
      if (again.port !== opened.port) {
        throw new Refusal(`PostgreSQL came back on port ${again.port}: ${opened.port} was taken.`);
      }
      database = again;
      await untilHealthy(port);
      return `postmaster started again as ${again.pid}`;
    },
    async killBackend() {
      const backend = await findBackend(current().adminUrl());
      return { pid: backend.pid, at: await killProcess(backend) };
    },
    async awaitRecovery() {
      await untilHealthy(port);
      return "PostgreSQL recovered by itself";
    },
    listMissing() {
      const parts = readJson<readonly ProcessIdentity[]>(folder.file("children.json")) ?? [];
      return parts.filter(isAlive).length === PARTS ? [] : ["server or worker runs no more"];
    },
  };
}

/** A connection of the web server or the worker, one at work if there is one. */
async function findBackend(adminUrl: string): Promise<ProcessIdentity> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const until = Date.now() + ASK_WITHIN_MS;
    while (Date.now() < until) {
      const rows = await sql<{ pid: number }[]>`
        select pid from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()
        order by (state = 'active') desc, random()`;
      for (const { pid } of rows) {
        const identity = identifyProcess(pid);
        if (identity && /^postgres/.test(processArguments(pid)?.[0] ?? "")) return identity;
      }
      await sleep(POLL_MS);
    }
    throw new Error("nobody is connected to the database");
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Healthy is what the server says of itself and of its database. */
async function untilHealthy(port: number): Promise<void> {
  const until = Date.now() + BACK_WITHIN_MS;
  while (Date.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(ASK_WITHIN_MS),
    }).catch(() => null);
    if (answer?.ok) return;
    await sleep(POLL_MS);
  }
  throw new Error("the shop does not become healthy again");
}

async function findPort(): Promise<number> {
  const [low, high] = PORTS;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = low + Math.floor(Math.random() * (high - low + 1));
    if (await isFree(port)) return port;
  }
  throw new Refusal(`No port between ${low} and ${high} is free.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
