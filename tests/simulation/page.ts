import { sealEnvelope } from "../../core/sync/envelope";
import { instant } from "../../core/time";
import { createTillEngine, type TillEngine } from "../../till/engine/create-till-engine";
import type { TillPorts, TillTransport } from "../../till/engine/ports";
import type { HeadRecord, OutboxRow } from "../../till/store/log-records";
import type { TillStore } from "../../till/store/till-store";
import { type Chance, createChance } from "./chance";
import { type Device, postMessage } from "./device";
import type { Faults } from "./faults";
import { type DiskMoment, openCache, openLog } from "./sim-disk";
import type { Timeline } from "./timeline";

// What a page fetches while it is idle is here before the first run begins: fetching it takes the
// machine's time and not the run's, and the same seed would come to something else.
import "../../core/receipt/base32";
import "../../till/engine/find-by-code";
import "../../till/engine/rare-commands";
import "../../till/engine/receipt-codes";
import "../../till/engine/receipt-commands";

/** Time zero of every run; a Thursday morning in Nairobi. */
export const WORLD_BEGAN_AT = Date.UTC(2026, 3, 30, 6, 0);

export type PageWorld = {
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly faults: Faults;
  /** The wire, with its faults; rejects when no answer comes in time. */
  readonly transportFor: (device: Device) => TillTransport;
  readonly report: (error: unknown) => void;
  /** An event left its till in a form that contradicts itself. */
  readonly notePoison: (eventId: string) => void;
};

/** One window of a device's browser, from its loading to its end. */
export type Page = {
  readonly device: Device;
  readonly engine: TillEngine;
  readonly store: TillStore;
  readonly isAlive: () => boolean;
  /** The process ends here and now: nothing that it began goes on. */
  readonly kill: () => void;
  /** Timers stand still and answers wait, as in a window that nobody sees. */
  readonly freeze: (ms: number) => void;
  /** Somebody's finger is on it: one act at a time. */
  isBusy: boolean;
};

export function openPage(world: PageWorld, device: Device): Page {
  const { chance, timeline } = world;
  const life = { isAlive: true, frozenUntil: 0, bootedAt: timeline.now() };
  const owner = { isAlive: () => life.isAlive };

  function kill(): void {
    if (!life.isAlive) return;
    life.isAlive = false;
    device.locks.release(owner);
    device.listeners.delete(owner);
  }

  /** Each step of a page is one at which it may die. */
  function survives(step: string): boolean {
    if (life.isAlive && world.faults.strikes("client.crash", step)) kill();
    return life.isAlive;
  }

  /** Later, when the page can run; never, when it is gone by then. */
  function deliver(run: () => void): void {
    if (!life.isAlive) return;
    const waitMs = life.frozenUntil - timeline.now();
    if (waitMs > 0) timeline.after(waitMs, () => deliver(run));
    else run();
  }

  const gate: Gate = { owner, survives, deliver, bootedAt: life.bootedAt };
  const store = openStore(world, device, gate);
  const engine = createTillEngine({
    ...portsOf(world, device, gate),
    store,
    newId: chance.uuid,
    random: chance.next,
    lock: device.locks.lockFor(owner),
    verifyPin: async () => true,
    appVersion: device.appVersion,
    report: world.report,
    printerOf: async () => ({ print: async () => undefined, openDrawer: async () => undefined }),
  });
  return {
    device,
    engine,
    store,
    isAlive: owner.isAlive,
    kill,
    freeze(ms) {
      life.frozenUntil = timeline.now() + ms;
    },
    isBusy: false,
  };
}

type Gate = {
  readonly owner: { readonly isAlive: () => boolean };
  readonly survives: (step: string) => boolean;
  readonly deliver: (run: () => void) => void;
  readonly bootedAt: number;
};

function portsOf(
  world: PageWorld,
  device: Device,
  gate: Gate,
): Pick<TillPorts, "clock" | "timer" | "transport" | "broadcast" | "connection" | "marker"> {
  const { chance, timeline } = world;
  const { owner, survives, deliver } = gate;
  const heard: Parameters<typeof device.listeners.set>[1] = new Set();
  device.listeners.set(owner, heard);
  const transport = world.transportFor(device);
  const terms = { timeline, chance, isLost: () => world.faults.strikes("client.lost_message") };
  return {
    clock: {
      now: () =>
        instant(Math.round(WORLD_BEGAN_AT + timeline.now() * device.rate + device.wallOffsetMs)),
      monoMs: () => (timeline.now() - gate.bootedAt) * device.rate,
      bootId: `boot-${gate.bootedAt}-${chance.below(1_000_000)}`,
    },
    timer: {
      after: (delayMs, run) =>
        timeline.after(delayMs / device.rate, () =>
          deliver(() => {
            if (survives("timer")) run();
          }),
        ),
    },
    transport: (request) =>
      new Promise((resolve, reject) => {
        if (!survives("request")) return;
        const settle = (end: () => void) =>
          deliver(() => {
            if (survives("answer")) end();
          });
        transport(request).then(
          (answer) => settle(() => resolve(answer)),
          (error: unknown) => settle(() => reject(error)),
        );
      }),
    broadcast: {
      post(message) {
        if (survives("message")) postMessage(device, owner, message, terms);
      },
      subscribe(listener) {
        const hear: typeof listener = (message) => deliver(() => listener(message));
        heard.add(hear);
        return () => heard.delete(hear);
      },
    },
    connection: {
      isOnline: () => device.isOnline,
      subscribe(listener) {
        const hear: typeof listener = (event) => deliver(() => listener(event));
        device.connectionListeners.add(hear);
        return () => device.connectionListeners.delete(hear);
      },
    },
    marker: {
      read: () => device.marker,
      write(terminalId) {
        if (owner.isAlive()) device.marker = terminalId;
      },
      clear() {
        if (owner.isAlive()) device.marker = null;
      },
    },
  };
}

function openStore(world: PageWorld, device: Device, gate: Gate): TillStore {
  const { timeline, chance, faults } = world;
  const flushes = createChance(chance.below(2 ** 31));
  const user = {
    isAlive: gate.owner.isAlive,
    nowMs: timeline.now,
    flushDelayMs: () => flushes.between(2_000, 5_000),
    reach: (moment: DiskMoment) => reachDisk(world, device, { gate, moment }),
    ...(faults.knows("data.poison") ? { garble: poisoner(world) } : {}),
  };
  return { log: openLog(device.disk, user), cache: openCache(device.disk, user) };
}

/** A disk is slow, full, or loses its page at each moment of a transaction. */
function reachDisk(
  { timeline, chance, faults }: PageWorld,
  device: Device,
  at: { gate: Gate; moment: DiskMoment },
): Promise<void> | null {
  const { gate, moment } = at;
  gate.survives(moment);
  if (moment === "log.before_commit" || moment === "cache.write") {
    if (device.isQuotaFull && !faults.isHealed()) {
      throw new DOMException("no room", "QuotaExceededError");
    }
  }
  if (moment !== "log.before_commit" || !faults.strikes("client.slow_disk")) return null;
  return timeline.sleep(chance.between(5, 900));
}

/** A till with a defect: what it seals does not add up, and it never notices. */
function poisoner(world: PageWorld) {
  const resealed = new Map<string, string>();
  return (store: string, value: unknown): unknown => {
    if (store === "outbox") {
      const row = value as OutboxRow;
      const isSale = row.envelope.type === "SALE" && row.envelope.typeVersion === 2;
      if (!isSale || !world.faults.strikes("data.poison")) return value;
      const { hash, prevHash, sig: _sig, ...draft } = row.envelope;
      const payload = draft.payload as Record<string, number>;
      const wrong = { ...payload, netMinor: Number(payload["netMinor"]) + 1 };
      const envelope = sealEnvelope({ ...draft, payload: wrong }, prevHash);
      resealed.set(hash, envelope.hash);
      world.notePoison(envelope.eventId);
      return { ...row, envelope };
    }
    const head = value as Partial<HeadRecord> | null;
    const other = typeof head?.hash === "string" ? resealed.get(head.hash) : undefined;
    return other === undefined ? value : { ...head, hash: other };
  };
}
