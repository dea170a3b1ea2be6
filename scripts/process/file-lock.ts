import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../refusal";
import { identifyProcess, isAlive, type ProcessIdentity, parseIdentity } from "./process-identity";

export type Lock = { release(): void };

/**
 * Takes a lock that ends with its process, even after kill -9: the file names its holder, and a
 * holder that is gone is no holder. Answers the living holder when the lock is taken.
 */
export function tryLock(path: string): Lock | ProcessIdentity {
  const me = identifyProcess(process.pid) ?? { pid: process.pid, startedAt: "unknown" };
  const text = JSON.stringify(me);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(path, text, { flag: "wx", mode: 0o600 });
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = livingHolder(path);
    if (holder) return holder;
  }
  throw new Refusal(`The lock ${path} could not be taken. Remove it if nothing is running.`);
}

/** Runs `work` alone among all processes that lock the same path, waiting for its turn. */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  patienceMs = 300_000,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const lock = tryLock(path);
    if ("release" in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > until) throw new Refusal(`Process ${lock.pid} holds ${path} for too long.`);
    await sleep(50);
  }
}

function livingHolder(path: string): ProcessIdentity | null {
  const found = read(path);
  if (found === null) return null;
  const holder = parseIdentity(found);
  if (holder && isAlive(holder)) return holder;
  // Moved away before it is removed, so that of two processes that saw the same dead holder only
  // one can take its place; whoever moved a newer lock by mistake puts it back.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return null;
  }
  if (read(aside) === found) rmSync(aside, { force: true });
  else renameSync(aside, path);
  return null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
