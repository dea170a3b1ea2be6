import type { EngineCore } from "../engine/engine-core";
import { proveRequest } from "./prove-request";
import { retryDelayMs } from "./retry-policy";

export const WATCH_PATH = "/api/v1/sync/watch";

/** A price for all tills of a shop must not bring them all at one moment [TF1]. */
const SPREAD_MS = 500;
/** The server breaks its silence three times as often: a longer one is a dead connection. */
const SILENCE_MS = 60_000;
/** What ended sooner never really stood. */
const STOOD_MS = 10_000;

export type ChangesWatcher = {
  /** The server tells of changes by itself now, so asking can be rarer. */
  readonly isStanding: () => boolean;
  /** Try within `delayMs`, whatever was planned, unless it stands. */
  readonly poke: (delayMs: number) => void;
  readonly start: () => void;
  readonly stop: () => void;
};

type WatchRun = {
  isStarted: boolean;
  isStanding: boolean;
  failures: number;
  /** What the server last said; the same again is no news. */
  told: string | null;
  cancel: (() => void) | null;
  leave: AbortController | null;
};

type WatchLoop = {
  readonly core: EngineCore;
  readonly run: WatchRun;
  readonly onMoved: (delayMs: number) => void;
};

/**
 * Hear from the server that something has changed; `onMoved` says how soon to fetch it. Without a
 * feed among the ports it does nothing.
 */
export function createChangesWatcher(
  core: EngineCore,
  onMoved: (delayMs: number) => void,
): ChangesWatcher {
  const run: WatchRun = {
    isStarted: false,
    isStanding: false,
    failures: 0,
    told: null,
    cancel: null,
    leave: null,
  };
  const loop: WatchLoop = { core, run, onMoved };
  return {
    isStanding: () => run.isStanding,
    poke(delayMs) {
      if (run.leave === null) plan(loop, delayMs);
    },
    start() {
      run.isStarted = true;
      run.failures = 0;
      run.told = null;
      plan(loop, 0);
    },
    stop() {
      run.isStarted = false;
      run.isStanding = false;
      run.cancel?.();
      run.cancel = null;
      run.leave?.abort();
      run.leave = null;
    },
  };
}

function plan(loop: WatchLoop, delayMs: number): void {
  const { core, run } = loop;
  if (!run.isStarted || !core.ports.feed) return;
  run.cancel?.();
  run.cancel = core.ports.timer.after(delayMs, () => {
    run.cancel = null;
    void follow(loop);
  });
}

async function follow(loop: WatchLoop): Promise<void> {
  const { core, run } = loop;
  const { clock, random } = core.ports;
  const leave = new AbortController();
  run.leave = leave;
  const startedAt = clock.monoMs();
  const answer = await listen(loop, leave);
  if (run.leave !== leave) return;
  run.leave = null;
  run.isStanding = false;
  const hasStood = clock.monoMs() - startedAt >= STOOD_MS;
  run.failures = hasStood ? 0 : run.failures + 1;
  plan(loop, retryDelayMs(run.failures, random(), answer?.retryAfterMs));
}

/** Until the stream ends; null when it broke or was left. */
async function listen({ core, run, onMoved }: WatchLoop, leave: AbortController) {
  const { feed, random, signer, timer } = core.ports;
  const { enrolment } = core.state();
  const token = enrolment?.deviceToken ?? null;
  const awaitNext = () => timer.after(SILENCE_MS, () => leave.abort());
  let cancelSilence = awaitNext();
  const hear = (data: string | null) => {
    if (leave.signal.aborted) return;
    cancelSilence();
    cancelSilence = awaitNext();
    run.isStanding = true;
    if (data === null || data === run.told) return;
    run.told = data;
    onMoved(Math.floor(random() * SPREAD_MS));
  };
  try {
    const question = { method: "GET", path: WATCH_PATH } as const;
    const terminalId = enrolment?.certificate.terminalId ?? null;
    const proof = signer ? await proveRequest(core, question, terminalId) : null;
    const proved = proof === null ? {} : { proof: proof.header };
    return (
      (await feed?.({ path: WATCH_PATH, token, ...proved, signal: leave.signal }, hear)) ?? null
    );
  } catch {
    return null;
  } finally {
    cancelSilence();
  }
}
