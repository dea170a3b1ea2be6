import type { TillLock, TillTimer } from "../engine/ports";

const ELSEWHERE_AFTER_MS = 1_000;

export type TabLeader = { readonly isLeader: () => boolean; readonly stop: () => void };

/**
 * One window of a terminal uploads and writes the cache [TP5]: a single request for a lock that is
 * held until the window closes. Nothing is wrong when two believe it; it is only wasteful.
 */
export function followLeadership(deps: {
  lock: TillLock;
  timer: TillTimer;
  terminalId: string;
  onLead: () => void;
  onElsewhere: (isElsewhere: boolean) => void;
}): TabLeader {
  const giveUp = new AbortController();
  let isLeader = false;
  let letGo: () => void = () => undefined;
  const cancelNotice = deps.timer.after(ELSEWHERE_AFTER_MS, () => {
    if (!isLeader) deps.onElsewhere(true);
  });
  const held = deps.lock(`kaunta-upload:${deps.terminalId}`, giveUp.signal, async () => {
    if (giveUp.signal.aborted) return;
    isLeader = true;
    cancelNotice();
    deps.onElsewhere(false);
    deps.onLead();
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    isLeader = false;
  });
  // Giving up the wait rejects the request; that is the wish, not a fault.
  held.catch((error: unknown) => {
    if (!giveUp.signal.aborted) throw error;
  });
  return {
    isLeader: () => isLeader,
    stop() {
      cancelNotice();
      giveUp.abort();
      letGo();
    },
  };
}
