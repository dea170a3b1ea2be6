import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess, isAlive, isOfThisBoot, type ProcessIdentity } from "./process-identity";

const POLL_MS = 50;

/**
 * Starts a program of ours as the leader of its own process group: Ctrl-C in a terminal then
 * reaches only the starter, which ends the parts in the right order.
 */
export function startChild(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  output: number | "inherit" = "inherit",
): ChildProcess {
  return spawn(process.execPath, args, {
    env,
    detached: true,
    stdio: ["ignore", output, output],
  });
}

/** Ends a whole group, first asking, then by force. */
export async function endGroup(leader: number, patienceMs: number): Promise<void> {
  for (const [signal, waitMs] of [
    ["SIGTERM", patienceMs],
    ["SIGKILL", 2_000],
  ] as const) {
    if (!signalGroup(leader, signal)) return;
    const until = Date.now() + waitMs;
    while (hasMembers(leader) && Date.now() < until) await sleep(POLL_MS);
    if (!hasMembers(leader)) return;
  }
}

/**
 * Ends groups that a killed starter left behind. A group whose leader's number now belongs to
 * another process is not ours any more.
 */
export async function endLeftovers(leaders: readonly ProcessIdentity[]): Promise<number> {
  const ours = leaders.filter(
    (leader) =>
      isAlive(leader) ||
      (isOfThisBoot(leader) && !identifyProcess(leader.pid) && hasMembers(leader.pid)),
  );
  await Promise.all(ours.map(({ pid }) => endGroup(pid, 4_000)));
  return ours.length;
}

function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/** Living members; zombies still answer a signal, so where there is a /proc it decides. */
function hasMembers(leader: number): boolean {
  if (process.platform !== "linux") return signalGroup(leader, 0 as unknown as NodeJS.Signals);
  return readdirSync("/proc").some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return group === String(leader) && state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  });
}
