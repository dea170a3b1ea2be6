import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processArguments } from "../process/process-identity";
import { Refusal } from "../refusal";
import type { Account } from "./account";
import { NATIVE_ENVIRONMENT } from "./native";

export type Postmaster = { pid: number; port: number };

export type PostmasterPlan = {
  native: string;
  dataDirectory: string;
  logFile: string;
  account: Account | null;
  durable: boolean;
  port: number | null;
};

const READY_WITHIN_MS = 120_000;
const POLL_MS = 25;
const LOG_BYTES_MAX = 8 * 1024 * 1024;
/** Within the fifteen seconds that stopping everything may take, after the clients had theirs. */
const STOPPING = [
  ["SIGINT", 5_000],
  ["SIGQUIT", 2_000],
  ["SIGKILL", 1_000],
] as const;
const NOT_DURABLE = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];

/** A postmaster of this cluster that is up, whoever started it; null after waiting for a dying one. */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const file = readPidFile(dataDirectory);
    if (!file || !isPostmaster(file.pid, dataDirectory)) return null;
    if (file.status === "ready") return { pid: file.pid, port: file.port };
    if (Date.now() > until) {
      throw new Refusal(`PostgreSQL (process ${file.pid}) has been '${file.status}' for too long.`);
    }
    await sleep(POLL_MS);
  }
}

export async function startPostmaster(plan: PostmasterPlan): Promise<Postmaster> {
  let port = plan.port;
  for (let attempt = 0; ; attempt += 1) {
    port = port !== null && (await isFree(port)) ? port : await freePort();
    removeForeignPidFile(plan.dataDirectory);
    const logStart = sizeOf(plan.logFile);
    const started = await launch(plan, port);
    if (started) return started;
    const reason = lastLines(plan.logFile, logStart);
    // After kill -9 of a postmaster its last children need a moment to notice and let go.
    const passing = /still in use|Address already in use|could not bind/i.test(reason);
    if (!passing || attempt === 40) {
      throw new Refusal(`PostgreSQL did not start: ${reason} (${plan.logFile})`);
    }
    if (/bind|Address/i.test(reason)) port = null;
    await sleep(250);
  }
}

/** Ends a postmaster: first letting go of clients, then without waiting for anything. */
export async function stopPostmaster({ pid }: Postmaster, dataDirectory: string): Promise<void> {
  for (const [signal, waitMs] of STOPPING) {
    if (!isPostmaster(pid, dataDirectory)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + waitMs;
    while (isPostmaster(pid, dataDirectory) && Date.now() < until) await sleep(POLL_MS);
  }
}

export function quitPostmaster({ pid }: Postmaster, dataDirectory: string): void {
  if (isPostmaster(pid, dataDirectory)) process.kill(pid, "SIGQUIT");
}

async function launch(plan: PostmasterPlan, port: number): Promise<Postmaster | null> {
  if (sizeOf(plan.logFile) > LOG_BYTES_MAX) rmSync(plan.logFile, { force: true });
  const log = openSync(plan.logFile, "a", 0o600);
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `port=${port}`,
    "timezone=UTC",
    "log_timezone=UTC",
    "log_line_prefix=%m [%p] %u@%d ",
    ...(plan.durable ? [] : NOT_DURABLE),
  ];
  // Detached: Ctrl-C reaches the whole foreground group, and the database must outlive the server.
  const child = spawn(
    join(plan.native, "bin", "postgres"),
    ["-D", plan.dataDirectory, ...settings.flatMap((setting) => ["-c", setting])],
    {
      ...plan.account,
      cwd: "/",
      env: NATIVE_ENVIRONMENT,
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  closeSync(log);
  child.unref();
  return (await isReady(child, plan.dataDirectory)) ? { pid: child.pid ?? 0, port } : null;
}

async function isReady(child: ChildProcess, dataDirectory: string): Promise<boolean> {
  let failed = false;
  child.once("error", () => {
    failed = true;
  });
  const until = Date.now() + READY_WITHIN_MS;
  while (!failed && child.exitCode === null && child.signalCode === null) {
    const file = readPidFile(dataDirectory);
    if (file?.pid === child.pid && file?.status === "ready") return true;
    if (Date.now() > until) throw new Refusal("PostgreSQL was not ready within two minutes.");
    await sleep(POLL_MS);
  }
  return false;
}

type PidFile = { pid: number; port: number; status: string };

/** Lines of postmaster.pid: 1 process, 2 folder, 4 port, 8 status. */
function readPidFile(dataDirectory: string): PidFile | null {
  try {
    const lines = readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
    return {
      pid: Number(lines[0]),
      port: Number(lines[3] ?? 0),
      status: lines[7]?.trim() ?? "starting",
    };
  } catch {
    return null;
  }
}

/** The arguments are readable by everybody, unlike the link to the executable in some containers. */
function isPostmaster(pid: number, dataDirectory: string): boolean {
  const args = processArguments(pid);
  return (
    args !== null &&
    basename(args[0] ?? "").startsWith("postgres") &&
    (args.includes(dataDirectory) || args.join(" ").includes(dataDirectory))
  );
}

/**
 * PostgreSQL itself replaces the file of a process that is gone, but not of one whose number has
 * been taken over by another process or that is a zombie. It still checks its shared memory.
 */
function removeForeignPidFile(dataDirectory: string): void {
  const file = readPidFile(dataDirectory);
  if (file && !isPostmaster(file.pid, dataDirectory)) {
    rmSync(join(dataDirectory, "postmaster.pid"), { force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

function lastLines(path: string, from: number): string {
  try {
    const text = readFileSync(path).subarray(from).toString("utf8");
    const lines = text.split("\n").filter((line) => /FATAL|PANIC|ERROR|error/.test(line));
    return lines.at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, "") ?? "no reason in its log";
  } catch {
    return "no log";
  }
}
