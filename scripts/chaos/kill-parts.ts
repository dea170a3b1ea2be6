import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserTill } from "./browser-till";
import type { ChaosShop, Killed } from "./chaos-shop";
import type { KillKind, PlannedKill } from "./kill-schedule";

export type DoneKill = Killed & {
  readonly kind: KillKind;
  /** What came back, in words. */
  readonly restarted: string;
  readonly backAt: Date;
};

type Part = { kill(): Promise<Killed>; restart(): Promise<string> };

/**
 * Kills by the schedule, and starts again what was killed, each part for itself: the database may
 * die while the server starts. A part that is not back yet is waited for before it dies again.
 */
export async function killParts(
  schedule: readonly PlannedKill[],
  targets: { shop: ChaosShop; browser: BrowserTill },
  onDone: (kill: DoneKill) => void,
): Promise<readonly DoneKill[]> {
  const begin = Date.now();
  const back = new Map<string, Promise<void>>();
  const done: DoneKill[] = [];
  const parts = partsOf(targets);
  for (const { kind, atMs } of schedule) {
    await sleep(Math.max(0, begin + atMs - Date.now()));
    const name = partName(kind);
    await back.get(name);
    const killed = await parts[kind].kill();
    const isBack = restart(parts[kind], { ...killed, kind }).then((kill) => {
      done.push(kill);
      onDone(kill);
    });
    back.set(name, isBack);
    // Seen when it is waited for; until then it must not end the process.
    isBack.catch(() => undefined);
  }
  await Promise.all(back.values());
  return done;
}

/** A backend's end takes the whole of PostgreSQL down for a moment. */
function partName(kind: KillKind): string {
  return kind === "backend" ? "postmaster" : kind;
}

async function restart(part: Part, killed: Killed & { kind: KillKind }): Promise<DoneKill> {
  try {
    return { ...killed, restarted: await part.restart(), backAt: new Date() };
  } catch (error) {
    const { kind, pid, at } = killed;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${at.toISOString()} ${kind} ${pid} did not come back: ${reason}`, {
      cause: error,
    });
  }
}

function partsOf({
  shop,
  browser,
}: {
  shop: ChaosShop;
  browser: BrowserTill;
}): Record<KillKind, Part> {
  return {
    server: { kill: shop.killServer, restart: shop.restartServer },
    postmaster: { kill: shop.killPostmaster, restart: shop.restartPostmaster },
    backend: { kill: shop.killBackend, restart: shop.awaitRecovery },
    browser: { kill: () => browser.kill(), restart: () => browser.reopen() },
  };
}
