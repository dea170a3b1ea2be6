import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { identifyProcess, isAlive, type ProcessIdentity } from "../process/process-identity";
import { Refusal } from "../refusal";

/** The folder of one shop on this machine: its embedded database, secrets and what is running. */
export type DataFolder = {
  path: string;
  /** Folder of the embedded database. */
  postgres: string;
  file(name: string): string;
};

export function openDataFolder(dataDir: string): DataFolder {
  const path = resolve(dataDir);
  try {
    makeFolder(path);
    const probe = join(path, `.writable-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(
      `The data folder ${path} cannot be written (${code}); set DATA_DIR to another folder.`,
    );
  }
  return { path, postgres: join(path, "postgres"), file: (name) => join(path, name) };
}

/** Step by step: the recursive option of Node 20 never returns for a path under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** The secret that signs sessions and tokens; made once and kept when none is given. */
export function keepAuthSecret(folder: DataFolder, given: string | undefined): string {
  if (given !== undefined) return given;
  const path = folder.file("auth-secret");
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(path, "utf8").trim();
}

export type RunningServer = { url: string; port: number; process: ProcessIdentity };

/** Lets other commands find the running shop. */
export function announceServer(folder: DataFolder, server: { url: string; port: number }): void {
  writeJson(folder.file("server.json"), { ...server, process: identifyProcess(process.pid) });
}

export function withdrawServer(folder: DataFolder): void {
  rmSync(folder.file("server.json"), { force: true });
}

export function findServer(folder: DataFolder): RunningServer | null {
  const server = readJson<RunningServer>(folder.file("server.json"));
  return server?.process && isAlive(server.process) ? server : null;
}

export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch {
    return null;
  }
}

export function writeJson(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
