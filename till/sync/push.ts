import type { PushResponse } from "../../core/sync/protocol-v1";
import type { EngineCore } from "../engine/engine-core";
import { offlineSinceOf } from "./connectivity";
import { type BatchLimits, FULL_BATCH, halveBatch } from "./push-batch";
import { type Exchange, exchangeOnce } from "./push-exchange";
import { retryDelayMs } from "./retry-policy";

const AFTER_SALE_MS = 250;
const WHILE_PENDING_MS = 15_000;
const HEARTBEAT_MS = 30_000;

export type Pusher = {
  /** An event was written: send soon, together with what follows within a moment. */
  readonly noticeEvent: () => void;
  /** Try within `delayMs`, whatever was planned; not against a refused lease. */
  readonly poke: (delayMs: number) => void;
  /** Somebody asks: try now, whatever stood in the way. */
  readonly retryNow: () => void;
  readonly start: () => void;
  readonly stop: () => void;
};

type PushRun = {
  isStarted: boolean;
  isBusy: boolean;
  /** Something happened while a batch was under way: go again soon after it. */
  isAskedAgain: boolean;
  /** A clone's lease was refused: nothing is sent until someone asks for it. */
  isStopped: boolean;
  failures: number;
  limits: BatchLimits;
  /** What the server last said it has; below our own record when it was restored. */
  serverThrough: number | null;
  /** What this log can fill of gaps that the office closed. */
  wanted: readonly number[];
  cancel: (() => void) | null;
  dueAt: number;
};

const FRESH_RUN: PushRun = {
  isStarted: false,
  isBusy: false,
  isAskedAgain: false,
  isStopped: false,
  failures: 0,
  limits: FULL_BATCH,
  serverThrough: null,
  wanted: [],
  cancel: null,
  dueAt: Number.POSITIVE_INFINITY,
};

type PushLoop = {
  readonly core: EngineCore;
  readonly run: PushRun;
  readonly heard: PushHeard;
};

/** What somebody else does about an answer: its catalogue's head, its directives, its history. */
export type PushHeard = {
  readonly onAnswer: (answer: PushResponse) => void;
  /** The server was restored: what this browser sent as other terminals is owed to it again. */
  readonly onRestored: () => void;
};

/** Send the log in order, one batch in flight. */
export function createPusher(core: EngineCore, heard: PushHeard): Pusher {
  const run: PushRun = { ...FRESH_RUN };
  const loop: PushLoop = { core, run, heard };

  function poke(delayMs: number): void {
    if (run.isStopped) return;
    if (run.isBusy) run.isAskedAgain = true;
    else plan(loop, delayMs);
  }

  return {
    noticeEvent() {
      run.isAskedAgain = run.isBusy;
      // A failure's wait stands: a busy shop must not hammer a sick server.
      if (run.isBusy || run.failures > 0 || run.isStopped) return;
      if (core.ports.clock.monoMs() + AFTER_SALE_MS < run.dueAt) plan(loop, AFTER_SALE_MS);
    },
    poke,
    retryNow() {
      run.isStopped = false;
      poke(0);
    },
    start() {
      const { isBusy } = run;
      Object.assign(run, FRESH_RUN, { isBusy, isStarted: true });
      plan(loop, 0);
    },
    stop() {
      run.isStarted = false;
      run.cancel?.();
      run.cancel = null;
    },
  };
}

function plan(loop: PushLoop, delayMs: number): void {
  const { core, run } = loop;
  if (!run.isStarted) return;
  run.cancel?.();
  run.cancel = null;
  run.dueAt = Number.POSITIVE_INFINITY;
  if (delayMs === Number.POSITIVE_INFINITY) {
    core.patch({ nextTryAt: null });
    return;
  }
  run.dueAt = core.ports.clock.monoMs() + delayMs;
  core.patch({ nextTryAt: core.ports.clock.now() + delayMs });
  run.cancel = core.ports.timer.after(delayMs, () => {
    run.cancel = null;
    run.dueAt = Number.POSITIVE_INFINITY;
    void turn(loop);
  });
}

async function turn(loop: PushLoop): Promise<void> {
  const { core, run } = loop;
  if (!run.isStarted) return;
  if (run.isBusy) {
    run.isAskedAgain = true;
    return;
  }
  run.isBusy = true;
  run.isAskedAgain = false;
  try {
    plan(loop, await sendNext(loop));
  } catch (error) {
    // A log that cannot be read now is tried again: the loop must outlive every surprise.
    core.ports.report(error);
    run.failures += 1;
    plan(loop, retryDelayMs(run.failures, core.ports.random()));
  } finally {
    run.isBusy = false;
  }
}

/** The answer is how long to wait for the next. */
async function sendNext({ core, run, heard }: PushLoop): Promise<number> {
  const { enrolment } = core.state();
  if (!enrolment) return Number.POSITIVE_INFINITY;
  const { limits, serverThrough, wanted } = run;
  const exchange = await exchangeOnce(core, enrolment, { limits, serverThrough, wanted });
  const delayMs = settle(core, run, exchange);
  if (exchange.kind !== "answered") return delayMs;
  heard.onAnswer(exchange.answer);
  if (exchange.isRestored) heard.onRestored();
  return run.isAskedAgain ? Math.min(delayMs, AFTER_SALE_MS) : delayMs;
}

/** Book what an exchange came to; the answer is how long to wait for the next. */
function settle(core: EngineCore, run: PushRun, exchange: Exchange): number {
  const now = core.ports.clock.now();
  switch (exchange.kind) {
    case "answered":
      run.failures = 0;
      run.limits = FULL_BATCH;
      run.serverThrough = exchange.answer.receivedThrough;
      run.wanted = exchange.wanted;
      core.patch({ lastPushAt: now, offlineSince: null, attention: exchange.attention });
      if (exchange.hasMore || exchange.wanted.length > 0) return 0;
      return hasUnsent(core) ? WHILE_PENDING_MS : HEARTBEAT_MS;
    case "too_large":
      run.limits = halveBatch(run.limits, exchange.sent);
      if (exchange.sent > 1) return 0;
      run.failures += 1;
      return retryDelayMs(run.failures, core.ports.random());
    case "stopped":
      run.isStopped = true;
      core.patch({ attention: exchange.attention, offlineSince: null });
      return Number.POSITIVE_INFINITY;
    case "failed":
      run.failures += 1;
      core.patch({
        attention: exchange.attention ?? core.state().attention,
        offlineSince: exchange.isOffline ? offlineSinceOf(core, core.state().upload) : null,
      });
      return retryDelayMs(run.failures, core.ports.random(), exchange.retryAfterMs);
  }
}

function hasUnsent(core: EngineCore): boolean {
  const { pending, upload } = core.state();
  return pending.some((event) => event.sequence > upload.receivedThrough);
}
