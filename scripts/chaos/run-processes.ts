import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../process/file-lock";
import { isAlive, type ProcessIdentity, parseIdentity } from "../process/process-identity";
import { type DataFolder, openDataFolder } from "../shop/data-folder";
import { endLeftoversOf } from "../shop/start-shop";
import { killProcess } from "./kill-process";

const FILE = "processes.jsonl";

/** Postmasters and browsers of a run, so that a later one can end what a killed one left behind. */
export function rememberProcess(folder: DataFolder, leader: ProcessIdentity): void {
  appendFileSync(folder.file(FILE), `${JSON.stringify(leader)}\n`);
}

/** Ends what runs without its run; the folders stay. */
export async function endLeftoverRuns(runsDir: string): Promise<void> {
  if (!existsSync(runsDir)) return;
  for (const name of readdirSync(runsDir)) {
    if (!existsSync(join(runsDir, name, FILE))) continue;
    const folder = openDataFolder(join(runsDir, name));
    const lock = tryLock(folder.file("start.lock"));
    if (!("release" in lock)) continue;
    await endLeftoversOf(folder);
    for (const leader of listProcesses(folder)) {
      if (isAlive(leader)) await killProcess(leader, { isGroup: true });
    }
    lock.release();
  }
}

function listProcesses(folder: DataFolder): readonly ProcessIdentity[] {
  return readFileSync(folder.file(FILE), "utf8")
    .split("\n")
    .flatMap((line) => parseIdentity(line) ?? []);
}
