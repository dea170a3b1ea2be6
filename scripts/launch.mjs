/**
 * The first step of every npm command. Plain Node without packages, because it is what installs
 * them: a fresh clone has no node_modules.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_MINIMUM = [20, 9];
const REFUSALS = ["Refusal", "EnvError"];

/** Makes the clone ready, then runs a TypeScript file of ours in this process. */
export async function launch(file, args = process.argv.slice(2)) {
  process.chdir(ROOT);
  requireNode();
  installIfNeeded();
  const path = resolve(ROOT, file);
  if (!existsSync(path)) refuse(`There is no ${file} in this version.`);
  process.argv = [process.execPath, path, ...args];
  try {
    await import("tsx");
    await import(pathToFileURL(path).href);
  } catch (error) {
    if (REFUSALS.includes(error?.name) || /^ERR_PARSE_ARGS/.test(error?.code)) {
      refuse(error.message);
    }
    console.error(error);
    process.exit(1);
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1])) return;
  refuse(`Kaunta needs Node ${NODE_MINIMUM.join(".")} or newer; this is ${process.versions.node}.`);
}

function installIfNeeded() {
  const modules = join(ROOT, "node_modules");
  const mark = join(modules, ".lock-hash");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lockHash()) return;
  console.log("Installing packages …");
  // Not `npm ci`: it insists on binaries for every platform being listed in the lock.
  const args = ["install", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: ROOT, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) {
    refuse(`The packages could not be installed${error ? ` (${error.message})` : ""}.`);
  }
  writeFileSync(mark, lockHash());
}

function lockHash() {
  const lock = readFileSync(join(ROOT, "package-lock.json"));
  return createHash("sha256").update(lock).digest("hex");
}

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}
