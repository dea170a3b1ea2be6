import type { Chance } from "./chance";

type Step = { readonly at: number; readonly tie: number; readonly run: () => void; isOff: boolean };

/**
 * Simulated time and everything that is to happen in it. One step at a time, in the order of time;
 * what falls on the same millisecond is ordered by chance. Between two steps every promise settles,
 * so that a seed always makes the same run.
 */
export type Timeline = {
  /** Milliseconds since the run began. */
  readonly now: () => number;
  /** Run once after `delayMs`; the answer calls it off. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** Run the next step unless it lies beyond `until`; false when there was none. */
  readonly step: (until: number) => Promise<boolean>;
  /** Run everything through `until`, or until `isOver` says so after a step. */
  readonly runUntil: (until: number, isOver?: () => boolean) => Promise<void>;
  /** Hours in which no computer runs: time passes, and what fell due in it comes late. */
  readonly skip: (ms: number) => void;
  /** Work outside simulated time, such as a real database's, that the next step waits for. */
  readonly hold: <Result>(work: Promise<Result>) => Promise<Result>;
  readonly stepCount: () => number;
};

/** @param chance decides ties. */
export function createTimeline(chance: Chance): Timeline {
  const heap: Step[] = [];
  const held = new Set<Promise<unknown>>();
  let nowMs = 0;
  let steps = 0;

  async function settle(): Promise<void> {
    for (;;) {
      await macrotask();
      if (held.size === 0) return;
      await Promise.allSettled(held);
    }
  }

  async function step(until: number): Promise<boolean> {
    let next = heap[0];
    while (next?.isOff) {
      pop(heap);
      next = heap[0];
    }
    if (!next || next.at > until) return false;
    pop(heap);
    nowMs = Math.max(nowMs, next.at);
    steps += 1;
    next.run();
    await settle();
    return true;
  }

  return {
    now: () => nowMs,
    after(delayMs, run) {
      const planned = { at: nowMs + Math.max(0, delayMs), tie: chance.next(), run, isOff: false };
      push(heap, planned);
      return () => {
        planned.isOff = true;
      };
    },
    sleep: (delayMs) =>
      new Promise((resolve) => {
        push(heap, { at: nowMs + delayMs, tie: chance.next(), run: resolve, isOff: false });
      }),
    step,
    async runUntil(until, isOver = () => false) {
      await settle();
      while (!isOver() && (await step(until)));
      nowMs = Math.max(nowMs, isOver() ? nowMs : until);
    },
    skip(ms) {
      nowMs += ms;
    },
    hold(work) {
      held.add(work);
      const release = () => held.delete(work);
      work.then(release, release);
      return work;
    },
    stepCount: () => steps,
  };
}

/** All promises that nothing outside holds up have settled by the next turn of the event loop. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function isBefore(left: Step, right: Step): boolean {
  return left.at < right.at || (left.at === right.at && left.tie < right.tie);
}

function push(heap: Step[], step: Step): void {
  let at = heap.length;
  heap.push(step);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Step;
    if (!isBefore(step, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = step;
}

function pop(heap: Step[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    const right = heap[child + 1];
    if (right && isBefore(right, heap[child] as Step)) child += 1;
    if (!isBefore(heap[child] as Step, last)) break;
    heap[at] = heap[child] as Step;
    at = child;
  }
  heap[at] = last;
}
