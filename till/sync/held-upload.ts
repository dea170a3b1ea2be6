import type { EngineCore } from "../engine/engine-core";
import type { HeldCartRecord } from "../store/log-records";
import { dropHeld, type HeldAnswer, putHeld, takeHeldCart } from "./held-transport";
import { retryDelayMs } from "./retry-policy";

export type HeldUploader = {
  readonly poke: (delayMs: number) => void;
  readonly start: () => void;
  readonly stop: () => void;
};

type HeldRun = {
  isStarted: boolean;
  isBusy: boolean;
  isAskedAgain: boolean;
  failures: number;
  cancel: (() => void) | null;
};

/**
 * Tell the server what was put aside here and what was had back, again and again until it knows
 * [TH3]. It is no part of the events' chain: a held cart is no fact.
 */
export function createHeldUploader(core: EngineCore): HeldUploader {
  const run: HeldRun = {
    isStarted: false,
    isBusy: false,
    isAskedAgain: false,
    failures: 0,
    cancel: null,
  };
  function poke(delayMs: number): void {
    if (run.isBusy) run.isAskedAgain = true;
    else plan(core, run, delayMs);
  }
  return {
    poke,
    start() {
      run.isStarted = true;
      poke(0);
    },
    stop() {
      run.isStarted = false;
      run.cancel?.();
      run.cancel = null;
    },
  };
}

function plan(core: EngineCore, run: HeldRun, delayMs: number): void {
  if (!run.isStarted) return;
  run.cancel?.();
  run.cancel = core.ports.timer.after(delayMs, () => {
    run.cancel = null;
    void turn(core, run);
  });
}

async function turn(core: EngineCore, run: HeldRun): Promise<void> {
  if (run.isBusy || !run.isStarted) return;
  run.isBusy = true;
  run.isAskedAgain = false;
  try {
    const isDone = await sendAll(core);
    run.failures = isDone ? 0 : run.failures + 1;
    if (!isDone) plan(core, run, retryDelayMs(run.failures, core.ports.random()));
    else if (run.isAskedAgain) plan(core, run, 0);
  } catch (error) {
    core.ports.report(error);
    run.failures += 1;
    plan(core, run, retryDelayMs(run.failures, core.ports.random()));
  } finally {
    run.isBusy = false;
  }
}

/** False when something is left to say. One that the server cannot take does not hold up others. */
async function sendAll(core: EngineCore): Promise<boolean> {
  let isDone = true;
  for (const record of core.state().heldRecords.values()) {
    if (record.unsent === null) continue;
    const said = await sendOne(core, record);
    if (said.kind === "unreachable") isDone = false;
    else await noteSaid(core, record, said);
  }
  return isDone;
}

type Said =
  | { readonly kind: "unreachable" }
  | { readonly kind: "known"; readonly version: number | null }
  /** Another till has it, or it is no more. */
  | { readonly kind: "lost" };

async function sendOne(core: EngineCore, record: HeldCartRecord): Promise<Said> {
  if (record.unsent === "put") return put(core, record, record.version);
  // What it never heard of, or whose answer was lost, is told first: it must not show up later.
  const first = record.version === null ? await put(core, record, null) : null;
  if (first && first.kind !== "known") return first;
  const version = first?.version ?? record.version ?? 0;
  if (record.unsent === "drop") return saidOf(await dropHeld(core, record.heldCartId), version);
  const taken = await takeHeldCart(core, record.heldCartId, version);
  if (taken.kind === "done") return { kind: "known", version: taken.value.version };
  return taken.kind === "unreachable" ? { kind: "unreachable" } : { kind: "lost" };
}

async function put(
  core: EngineCore,
  record: HeldCartRecord,
  version: number | null,
): Promise<Said> {
  const answer = await putHeld(core, record, version);
  if (answer.kind !== "stale") return saidOf(answer, answer.kind === "done" ? answer.value : null);
  // Whoever has it gets it again, with the version that it has by now.
  const mine = await takeHeldCart(core, record.heldCartId, version ?? 0);
  if (mine.kind !== "done") {
    return mine.kind === "unreachable" ? { kind: "unreachable" } : { kind: "lost" };
  }
  const again = await putHeld(core, record, mine.value.version);
  return saidOf(again, again.kind === "done" ? again.value : null);
}

function saidOf(answer: HeldAnswer<unknown>, version: number | null): Said {
  if (answer.kind === "done") return { kind: "known", version };
  return answer.kind === "unreachable" ? { kind: "unreachable" } : { kind: "lost" };
}

/** What changed here while the server was told stays to be told. */
async function noteSaid(
  core: EngineCore,
  told: HeldCartRecord,
  said: Exclude<Said, { kind: "unreachable" }>,
): Promise<void> {
  await changeRecord(core, told.heldCartId, (current) => {
    const isSame = current.unsent === told.unsent && current.heldAt === told.heldAt;
    if (said.kind === "known") {
      const version = said.version ?? current.version;
      return { ...current, version, unsent: isSame ? null : current.unsent };
    }
    if (!isSame) return current;
    // It is another's now; a gone one is remembered, so that no old list offers it.
    return current.isGone ? { ...current, unsent: null } : null;
  });
  core.ports.broadcast.post({ kind: "committed", cartId: null });
}

/** Change one in the log and in memory. */
export async function changeRecord(
  core: EngineCore,
  heldCartId: string,
  change: (current: HeldCartRecord) => HeldCartRecord | null,
): Promise<void> {
  const next = await core.log.changeHeld(heldCartId, change);
  const heldRecords = new Map(core.state().heldRecords);
  if (next) heldRecords.set(heldCartId, next);
  else heldRecords.delete(heldCartId);
  core.patch({ heldRecords });
}
