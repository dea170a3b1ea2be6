import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Tally } from "./tally";

const FILE = join(import.meta.dirname, "campaign.json");

/** One run over a range of seeds, as it stands in `campaign.json` for ever. */
type Run = {
  readonly from: number;
  readonly through: number;
  readonly commit: string;
  readonly seconds: number;
  readonly events: number;
  readonly acknowledged: number;
  readonly violations: readonly Tally["violations"][number][];
};

/** Add a run to the campaign: what was looked at, in which state of the code, and what was found. */
export function recordRun(
  tally: Tally,
  { from, seconds }: { from: number; seconds: number },
): void {
  const runs = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Run[]) : [];
  runs.push({
    from,
    through: from + tally.seeds - 1,
    commit: headCommit(),
    seconds: Math.round(seconds),
    events: tally.events,
    acknowledged: tally.acknowledged,
    violations: tally.violations,
  });
  writeFileSync(FILE, `${JSON.stringify(runs, null, 2)}\n`);
}

/** The commit that was simulated; marked when the tree held more than that. */
function headCommit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  const isChanged = git("status", "--porcelain", "--", "core", "till", "tests/simulation") !== "";
  return `${git("rev-parse", "HEAD")}${isChanged ? " and changes" : ""}`;
}
