import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess, isAlive, type ProcessIdentity } from "../process/process-identity";

const GONE_WITHIN_MS = 10_000;
const POLL_MS = 10;

/** A process of ours, remembered when it was started or found: its number alone may be reused. */
export function requireIdentity(pid: number | undefined, what: string): ProcessIdentity {
  const identity = pid === undefined ? null : identifyProcess(pid);
  if (identity === null) throw new Error(`${what} does not run`);
  return identity;
}

/**
 * Kill -9 exactly this process, or its whole group when it leads one, and see it gone. The answer
 * is when.
 */
export async function killProcess(
  victim: ProcessIdentity,
  options: { isGroup: boolean } = { isGroup: false },
): Promise<Date> {
  if (!isAlive(victim)) throw new Error(`process ${victim.pid} had ended before it was killed`);
  const at = new Date();
  process.kill(options.isGroup ? -victim.pid : victim.pid, "SIGKILL");
  const until = Date.now() + GONE_WITHIN_MS;
  while (isAlive(victim)) {
    if (Date.now() > until) throw new Error(`process ${victim.pid} outlived kill -9`);
    await sleep(POLL_MS);
  }
  return at;
}
