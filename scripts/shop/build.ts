import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../process/file-lock";
import { Refusal } from "../refusal";

const FOLDERS = ["app", "components", "core", "db", "public", "server", "till"];
const FILES = [
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const MARK = ".next/kaunta-build-hash";
const NEXT = "node_modules/next/dist/bin/next";

/** Builds the application unless the last build is of exactly these sources. */
export async function buildIfStale(options: {
  say(sentence: string): void;
  onChild?(child: ChildProcess): void;
}): Promise<void> {
  await withLock("node_modules/.kaunta-build.lock", async () => {
    const hash = hashSources();
    if (isBuilt(hash)) return;
    options.say("Building …");
    // What a killed build leaves behind is of no version at all.
    rmSync(MARK, { force: true });
    await build(options.onChild);
    mkdirSync(".next", { recursive: true });
    writeFileSync(MARK, hash);
  });
}

function isBuilt(hash: string): boolean {
  return existsSync(MARK) && existsSync(".next/BUILD_ID") && readFileSync(MARK, "utf8") === hash;
}

function build(onChild?: (child: ChildProcess) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [NEXT, "build"], {
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onChild?.(child);
    // Shown only when it fails: a good build has nothing to say to a shopkeeper.
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new Refusal("The build failed; its output is above."));
    });
  });
}

function hashSources(): string {
  const hash = createHash("sha256");
  const paths = [...FILES.filter((file) => existsSync(file)), ...FOLDERS.flatMap(listFiles)];
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest("hex");
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listFiles(path);
      return /[.]test[.]tsx?$|[.]md$/.test(entry.name) ? [] : [path];
    });
}
