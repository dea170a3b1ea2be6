import { CHANGES_PAGE_MAX, type ChangesResponse } from "../../core/sync/protocol-v1";
import { CHUNK_ROWS } from "../catalog/catalog";
import type { SyncMark } from "../catalog/catalog-cache";
import type { EngineCore } from "../engine/engine-core";
import { storageRoom } from "../engine/storage-room";
import type { EnrolmentRecord } from "../store/log-records";
import { applyPage, beginAnew, readPage, type StagedChanges, type TillCopy } from "./apply-changes";
import { type FetchedPage, fetchPage } from "./fetch-page";
import { heldWithServer, noteHeldCarts } from "./note-held";
import { stillPending } from "./push-exchange";
import { retryDelayMs } from "./retry-policy";

/** Often enough for prices, rare enough for a hundred tills. */
const EVERY_MS = 30_000;
/** The same while the server tells of changes by itself. */
const WATCHED_MS = 60_000;
/** The first page is small, so that selling can begin while the rest comes. */
const FIRST_PAGE = 500;

export type Puller = {
  readonly poke: (delayMs: number) => void;
  /** Fetch everything again beside what is in use, and swap it in when it is whole. */
  readonly resync: () => void;
  readonly start: () => void;
  readonly stop: () => void;
};

type PullRun = {
  isStarted: boolean;
  isBusy: boolean;
  isAskedAgain: boolean;
  isResync: boolean;
  failures: number;
  cancel: (() => void) | null;
};

type PullLoop = {
  readonly core: EngineCore;
  readonly run: PullRun;
  readonly isLeader: () => boolean;
  readonly isWatched: () => boolean;
};

/**
 * Keep the store's copy fresh. `isLeader` decides who writes the cache; every window reads.
 * `isWatched` says that changes are told [TF1].
 */
export function createPuller(
  core: EngineCore,
  isLeader: () => boolean,
  isWatched: () => boolean = () => false,
): Puller {
  const run: PullRun = {
    isStarted: false,
    isBusy: false,
    isAskedAgain: false,
    isResync: false,
    failures: 0,
    cancel: null,
  };
  const loop: PullLoop = { core, run, isLeader, isWatched };

  function poke(delayMs: number): void {
    if (run.isBusy) run.isAskedAgain = true;
    else plan(loop, delayMs);
  }

  return {
    poke,
    resync() {
      run.isResync = true;
      poke(0);
    },
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

function plan(loop: PullLoop, delayMs: number): void {
  const { core, run } = loop;
  if (!run.isStarted) return;
  run.cancel?.();
  run.cancel = core.ports.timer.after(delayMs, () => {
    run.cancel = null;
    void turn(loop);
  });
}

async function turn(loop: PullLoop): Promise<void> {
  const { core, run } = loop;
  if (run.isBusy || !run.isStarted) return;
  run.isBusy = true;
  run.isAskedAgain = false;
  if (pausesPull(core)) {
    run.isBusy = false;
    plan(loop, EVERY_MS);
    return;
  }
  try {
    const outcome = await fetchAll(loop);
    run.failures = outcome.isDone ? 0 : run.failures + 1;
    plan(loop, delayAfter(loop, outcome));
  } catch (error) {
    // A cache that cannot be written is tried again; the till sells from memory meanwhile.
    core.ports.report(error);
    run.failures += 1;
    plan(loop, retryDelayMs(run.failures, core.ports.random()));
  } finally {
    run.isBusy = false;
  }
}

/**
 * The cache does not grow into the log's room [TC9]: with what a sale needs on the device, fetching
 * waits until there is room again.
 */
function pausesPull(core: EngineCore): boolean {
  const { storage, tables, isPullPaused } = core.state();
  const canSell = tables.store !== null && tables.staff.length > 0;
  const pauses = canSell && storageRoom(storage) === "out";
  if (pauses !== isPullPaused) core.patch({ isPullPaused: pauses });
  return pauses;
}

async function fetchAll({ core, run, isLeader }: PullLoop): Promise<PullOutcome> {
  const { isResync } = run;
  run.isResync = false;
  const isStopped = () => !run.isStarted;
  const outcome = await pullOnce(core, { isLeader, isResync, isStopped });
  run.isResync ||= isResync && !outcome.isDone;
  return outcome;
}

function delayAfter({ core, run, isWatched }: PullLoop, outcome: PullOutcome): number {
  if (outcome.isDone && run.isAskedAgain) return 0;
  if (outcome.isDone) return isWatched() ? WATCHED_MS : EVERY_MS;
  return retryDelayMs(run.failures, core.ports.random(), outcome.retryAfterMs);
}

type PullTerms = {
  readonly isLeader: () => boolean;
  readonly isResync: boolean;
  readonly isStopped: () => boolean;
};

type PullOutcome = { readonly isDone: boolean; readonly retryAfterMs: number | null };

/** Where a fetch stands: the place in the stream, and pages that wait for the last one. */
type PullSession = {
  readonly enrolment: EnrolmentRecord;
  token: string | null;
  copy: TillCopy;
  staged: StagedChanges[];
  isFirstLoad: boolean;
  /** The next page, on its way while the one before it is taken. */
  ahead: Promise<FetchedPage> | null;
};

const DONE: PullOutcome = { isDone: true, retryAfterMs: null };

/** All pages from the mark to the head. A first load is used page by page, a later one whole [TC4]. */
async function pullOnce(core: EngineCore, terms: PullTerms): Promise<PullOutcome> {
  const { enrolment, mark, upload } = core.state();
  if (!enrolment) return DONE;
  const session = beginSession(enrolment, mark, terms.isResync);
  const heldBefore = heldWithServer(core);
  for (;;) {
    const step = await takeNext(core, session, terms);
    if (step === "whole") break;
    if (step !== "more") return step;
  }
  noteStock(core, upload.appliedThrough);
  await finishPull(core, terms, heldBefore);
  return DONE;
}

async function takeNext(
  core: EngineCore,
  session: PullSession,
  terms: PullTerms,
): Promise<PullOutcome | "more" | "whole"> {
  const page = await takeAhead(core, session);
  // What was asked for one terminal must not be mixed into the copy of the next.
  if (terms.isStopped() || core.state().enrolment !== session.enrolment) return DONE;
  if (page.kind === "failed") return { isDone: false, retryAfterMs: page.retryAfterMs };
  if (page.kind === "expired") {
    startOver(core, session);
    session.token = null;
    return "more";
  }
  const { answer } = page;
  if (!answer.complete) fetchAhead(core, session, answer);
  await takePage(core, session, { answer, isLeader: terms.isLeader() });
  if (answer.complete) return "whole";
  return session.isFirstLoad && pausesPull(core) ? DONE : "more";
}

function takeAhead(core: EngineCore, session: PullSession): Promise<FetchedPage> {
  const { ahead, token } = session;
  session.ahead = null;
  if (ahead) return ahead;
  return fetchPage(core, token, isFirstPage(session) ? FIRST_PAGE : CHANGES_PAGE_MAX);
}

/** While this page is taken, which is the till's work, the server makes the next. */
function fetchAhead(core: EngineCore, session: PullSession, answer: ChangesResponse): void {
  const limit = isFirstPage(session) ? restOfChunk(answer) : CHANGES_PAGE_MAX;
  session.ahead = fetchPage(core, answer.token, limit);
}

function isFirstPage({ isFirstLoad, token }: PullSession): boolean {
  return isFirstLoad && token === null;
}

/** What fills the cache's first chunk, so that each later page is a chunk and written once [TC1]. */
function restOfChunk({ changes }: ChangesResponse): number {
  const products = changes.filter(({ entity }) => entity === "product").length;
  return Math.max(1, Math.min(CHUNK_ROWS - products, CHANGES_PAGE_MAX));
}

async function finishPull(
  core: EngineCore,
  terms: PullTerms,
  heldBefore: ReturnType<typeof heldWithServer>,
): Promise<void> {
  core.state().catalog.prepare();
  if (terms.isLeader()) await core.cache.notePulled(core.ports.clock.now());
  await noteHeldCarts(core, heldBefore);
}

function beginSession(
  enrolment: EnrolmentRecord,
  mark: SyncMark | null,
  isResync: boolean,
): PullSession {
  return {
    enrolment,
    token: isResync ? null : (mark?.token ?? null),
    copy: isResync ? beginAnew() : { kind: "current" },
    staged: [],
    isFirstLoad: mark === null || !mark.isComplete,
    ahead: null,
  };
}

async function takePage(
  core: EngineCore,
  session: PullSession,
  page: { answer: ChangesResponse; isLeader: boolean },
): Promise<void> {
  const { answer, isLeader } = page;
  if (answer.restart) startOver(core, session);
  session.staged.push(readPage(answer));
  session.token = answer.token;
  if (!session.isFirstLoad && !answer.complete) return;
  const { copy, staged, isFirstLoad } = session;
  session.copy = { kind: "current" };
  session.staged = [];
  await applyPage(core, { copy, staged, answer, isLeader, isFirstLoad });
}

function startOver(core: EngineCore, session: PullSession): void {
  session.copy = beginAnew();
  session.staged = [];
  session.isFirstLoad = core.state().tables.store === null;
}

/** What was booked before this fetch began is in the levels that it brought. */
function noteStock(core: EngineCore, appliedBefore: number): void {
  const { pending, upload, stockThrough } = core.state();
  const through = Math.max(stockThrough, appliedBefore);
  core.patch({
    stockThrough: through,
    pending: stillPending(pending, upload, through),
    lastPullAt: core.ports.clock.now(),
  });
}
