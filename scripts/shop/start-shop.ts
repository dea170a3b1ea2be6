import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { StartEnv } from "../../server/env";
import { endGroup, endLeftovers, startChild } from "../process/children";
import { tryLock } from "../process/file-lock";
import { identifyProcess, type ProcessIdentity } from "../process/process-identity";
import type { Shutdown } from "../process/shutdown";
import { Refusal } from "../refusal";
import { buildIfStale } from "./build";
import {
  announceServer,
  type DataFolder,
  findServer,
  keepAuthSecret,
  openDataFolder,
  readJson,
  withdrawServer,
  writeJson,
} from "./data-folder";
import { openShopDatabase, type ShopDatabase } from "./shop-database";

const NEXT = "node_modules/next/dist/bin/next";
/** Tells the web server where each request came from. */
const NOTE_PEER = "./scripts/shop/note-peer.mjs";
const WORKER = "server/jobs/worker.ts";
const READY_WITHIN_MS = 180_000;
const ENDING_MS = 4_000;

export type ShopOptions = {
  env: StartEnv;
  mode: "production" | "development";
  demo: boolean;
  durable: boolean;
  /** An open file that server and worker write to instead of our own streams. */
  output?: number;
  shutdown: Shutdown;
  say(sentence: string): void;
};

export type RunningShop = {
  url: string;
  authSecret: string;
  database: ShopDatabase;
  /** The web server's process; undefined while it is stopped. */
  serverPid(): number | undefined;
  /** Ends the web server alone, as an outage would. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Resolves when the web server ends without having been asked to. */
  crashed: Promise<void>;
};

/** Everything behind `npm start`, in order; `shutdown` undoes as much of it as has been done. */
export async function startShop(options: ShopOptions): Promise<RunningShop> {
  const { env, mode, shutdown, say } = options;
  const folder = openDataFolder(env.dataDir);
  lockFolder(folder, shutdown);
  await endLeftoversOf(folder);
  await requireFreePort(env.port);
  const authSecret = keepAuthSecret(folder, env.authSecret);
  if (env.databaseUrl !== undefined && env.authSecret === undefined) {
    say(`AUTH_SECRET is not set; the one in ${folder.file("auth-secret")} is used.`);
  }
  let building: Promise<void> | null = null;
  const build = () => {
    if (mode === "production") building ??= buildUnder(shutdown, say);
    return building;
  };
  const database = await openShopDatabase({
    ...options,
    folder,
    authSecret,
    onServer(server) {
      shutdown.add(server.stop);
      // Beside the filling of a new database, which leaves the processor time to spare.
      build()?.catch(() => undefined);
    },
  });
  await build();
  const parts = startParts({ folder, options, childEnv: childEnv(options, database, authSecret) });
  await parts.startServer();
  parts.startWorker();
  announceServer(folder, { url: env.appUrl, port: env.port });
  shutdown.add(() => withdrawServer(folder));
  const { serverPid, stopServer, startServer, crashed } = parts;
  return { url: env.appUrl, authSecret, database, serverPid, stopServer, startServer, crashed };
}

function buildUnder(shutdown: Shutdown, say: (sentence: string) => void): Promise<void> {
  return buildIfStale({ say, onChild: (child) => shutdown.add(() => endChild(child)) });
}

/** The web server and the worker: their process groups, and their end. */
function startParts(plan: {
  folder: DataFolder;
  options: ShopOptions;
  childEnv: NodeJS.ProcessEnv;
}) {
  const { folder, options } = plan;
  const { env, mode, shutdown } = options;
  const running = new Map<"web" | "worker", ChildProcess>();
  let reportCrash: () => void = () => undefined;
  const crashed = new Promise<void>((resolve) => {
    reportCrash = resolve;
  });

  function start(part: "web" | "worker", args: readonly string[]): ChildProcess {
    const child = startChild(args, plan.childEnv, options.output);
    running.set(part, child);
    remember(folder, [...running.values()]);
    return child;
  }

  async function stop(part: "web" | "worker"): Promise<void> {
    const child = running.get(part);
    running.delete(part);
    if (child?.pid !== undefined) await endGroup(child.pid, ENDING_MS);
    remember(folder, [...running.values()]);
  }

  shutdown.add(async () => {
    await Promise.all([stop("web"), stop("worker")]);
  });

  return {
    crashed,
    serverPid: () => running.get("web")?.pid,
    stopServer: () => stop("web"),
    async startServer() {
      const command = mode === "production" ? "start" : "dev";
      const child = start("web", ["--import", NOTE_PEER, NEXT, command, "-p", String(env.port)]);
      child.once("exit", () => {
        if (running.get("web") === child) reportCrash();
      });
      await waitUntilHealthy(env.port, child);
    },
    startWorker(attempt = 0) {
      const child = start("worker", ["--import", "tsx", WORKER]);
      child.once("exit", async () => {
        if (running.get("worker") !== child) return;
        if (attempt === WORKER_RESTARTS_MAX) {
          options.say("The background worker keeps ending; the shop goes on without it.");
          return;
        }
        await sleep(2_000);
        if (running.get("worker") === child) this.startWorker(attempt + 1);
      });
    },
  };
}

const WORKER_RESTARTS_MAX = 5;

function childEnv(
  { env, mode }: ShopOptions,
  database: ShopDatabase,
  authSecret: string,
): NodeJS.ProcessEnv {
  // The owner's address stays here: what serves requests cannot step around the tenant walls.
  const { DATABASE_ADMIN_URL: _, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    TZ: "UTC",
    PORT: String(env.port),
    DATABASE_URL: database.appUrl,
    DATA_DIR: env.dataDir,
    AUTH_SECRET: authSecret,
    APP_URL: env.appUrl,
  };
}

function lockFolder(folder: DataFolder, shutdown: Shutdown): void {
  const lock = tryLock(folder.file("start.lock"));
  if ("release" in lock) {
    shutdown.add(() => lock.release());
    return;
  }
  const server = findServer(folder);
  throw new Refusal(
    `Kaunta already runs from ${folder.path} (${server ? `at ${server.url}, ` : ""}process ${lock.pid}); stop it first, or set DATA_DIR and PORT.`,
  );
}

function remember(folder: DataFolder, children: readonly ChildProcess[]): void {
  const leaders = children.flatMap(({ pid }) => (pid ? [identifyProcess(pid)] : []));
  writeJson(folder.file("children.json"), leaders);
}

/** Web server and worker that a killed start of this folder left behind. */
export async function endLeftoversOf(folder: DataFolder): Promise<void> {
  const leaders = readJson<(ProcessIdentity | null)[]>(folder.file("children.json")) ?? [];
  await endLeftovers(leaders.filter((leader) => leader !== null));
}

/** Asked for in the same way as Next listens: on every address, IPv6 included. */
async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port);
    await once(probe, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EACCES" ? "needs more rights than this user has" : "is in use";
    throw new Refusal(`Port ${port} ${reason}. Set PORT to another one.`);
  } finally {
    probe.close();
  }
}

async function waitUntilHealthy(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  const ended = child.exitCode !== null || child.signalCode !== null;
  throw new Refusal(
    ended ? "The web server ended while starting." : "The web server did not become healthy.",
  );
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await Promise.race([once(child, "exit"), sleep(3_000)]);
  child.kill("SIGKILL");
}
