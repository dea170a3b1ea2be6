import { type Instant, instant } from "../../core/time";
import type {
  TillBroadcast,
  TillClock,
  TillConnection,
  TillLock,
  TillMessage,
  TillTimer,
} from "../engine/ports";

type Planned = { readonly at: number; readonly order: number; readonly run: () => void };

/** Time that moves only when told, and the windows of one browser around it. */
export type FakeWorld = {
  readonly clock: TillClock;
  readonly timer: TillTimer;
  readonly lock: TillLock;
  readonly connection: TillConnection & { set(isOnline: boolean): void; show(): void };
  /** A further window's end of the channel: hears the others, never itself. */
  openBroadcast(): TillBroadcast;
  /** Pass time, running what falls due in order and letting all promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Set the wall clock alone, as a person or a dead battery does. */
  setClock(at: Instant): void;
  newId(): string;
};

/** Enough turns for any chain of promises, IndexedDB's own included, without waiting for time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

export function createFakeWorld(startAt = instant(Date.UTC(2026, 3, 30, 6, 0))): FakeWorld {
  let monoMs = 1_000;
  let wallOffset = startAt - monoMs;
  let order = 0;
  let ids = 0;
  let planned: Planned[] = [];
  const clock: TillClock = {
    now: () => instant(monoMs + wallOffset),
    monoMs: () => monoMs,
    bootId: "boot-1",
  };
  const timer: TillTimer = {
    after(delayMs, run) {
      order += 1;
      const plan = { at: monoMs + delayMs, order, run };
      planned.push(plan);
      return () => {
        planned = planned.filter((other) => other !== plan);
      };
    },
  };
  async function advance(ms: number): Promise<void> {
    const until = monoMs + ms;
    await settle();
    for (;;) {
      const [next] = planned
        .filter((plan) => plan.at <= until)
        .sort((left, right) => left.at - right.at || left.order - right.order);
      if (!next) break;
      planned = planned.filter((plan) => plan !== next);
      monoMs = Math.max(monoMs, next.at);
      next.run();
      await settle();
    }
    monoMs = until;
  }
  return {
    clock,
    timer,
    lock: createFakeLock(),
    connection: createFakeConnection(),
    openBroadcast: createFakeChannel(),
    advance,
    setClock(at) {
      wallOffset = at - monoMs;
    },
    newId() {
      ids += 1;
      return `00000000-0000-7000-8000-${String(ids).padStart(12, "0")}`;
    },
  };
}

function createFakeLock(): TillLock {
  const tails = new Map<string, Promise<unknown>>();
  return async (name, signal, work) => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(async () => {
      if (signal.aborted) throw new Error("the wait for the lock was given up");
      await work();
    });
    tails.set(
      name,
      mine.catch(() => undefined),
    );
    await mine;
  };
}

function createFakeConnection(): FakeWorld["connection"] {
  const listeners = new Set<(event: "online" | "offline" | "visible") => void>();
  let isOnline = true;
  return {
    isOnline: () => isOnline,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      isOnline = next;
      for (const listener of listeners) listener(next ? "online" : "offline");
    },
    show() {
      for (const listener of listeners) listener("visible");
    },
  };
}

function createFakeChannel(): () => TillBroadcast {
  const ends = new Set<Set<(message: TillMessage) => void>>();
  return () => {
    const mine = new Set<(message: TillMessage) => void>();
    ends.add(mine);
    return {
      post(message) {
        for (const end of ends) {
          if (end === mine) continue;
          for (const listener of end) listener(message);
        }
      },
      subscribe(listener) {
        mine.add(listener);
        return () => mine.delete(listener);
      },
    };
  };
}
