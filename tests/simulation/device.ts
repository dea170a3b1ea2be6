import type { TillLock, TillMessage } from "../../till/engine/ports";
import type { Chance } from "./chance";
import { createSimDisk, peek, type SimDisk } from "./sim-disk";
import type { Timeline } from "./timeline";

type Waiting = {
  readonly owner: LockOwner;
  readonly name: string;
  readonly work: () => Promise<void>;
  readonly end: (error: Error | null) => void;
};

type LockOwner = { readonly isAlive: () => boolean };

/** The Web Locks of one browser: one holder a name, the others in their turn, the dead let go. */
export type SimLocks = {
  readonly lockFor: (owner: LockOwner) => TillLock;
  /** A window is gone: what it held or waited for is free. */
  readonly release: (owner: LockOwner) => void;
};

export function createLocks(): SimLocks {
  const holders = new Map<string, Waiting>();
  const queue: Waiting[] = [];

  function grant(name: string): void {
    if (holders.has(name)) return;
    const at = queue.findIndex((waiting) => waiting.name === name);
    const [next] = at < 0 ? [] : queue.splice(at, 1);
    if (!next) return;
    holders.set(name, next);
    const letGo = (error: Error | null) => {
      if (holders.get(name) !== next) return;
      holders.delete(name);
      next.end(error);
      grant(name);
    };
    next.work().then(
      () => letGo(null),
      (error: unknown) => letGo(error instanceof Error ? error : new Error(String(error))),
    );
  }

  return {
    lockFor: (owner) => (name, signal, work) =>
      new Promise<void>((resolve, reject) => {
        const end = (error: Error | null) => {
          if (!owner.isAlive()) return;
          if (error) reject(error);
          else resolve();
        };
        const waiting: Waiting = { owner, name, work, end };
        signal.addEventListener("abort", () => {
          const at = queue.indexOf(waiting);
          if (at < 0) return;
          queue.splice(at, 1);
          end(new Error("the wait for the lock was given up"));
        });
        queue.push(waiting);
        grant(name);
      }),
    release(owner) {
      for (let at = queue.length - 1; at >= 0; at -= 1) {
        if (queue[at]?.owner === owner) queue.splice(at, 1);
      }
      for (const [name, holder] of [...holders]) {
        if (holder.owner !== owner) continue;
        holders.delete(name);
        grant(name);
      }
    },
  };
}

/** A tablet on a counter: its disk, its clock, what its browser keeps, and who stands before it. */
export type Device = {
  readonly name: string;
  readonly registerId: string;
  disk: SimDisk;
  marker: string | null;
  readonly locks: SimLocks;
  /** Windows that hear each other. */
  readonly listeners: Map<LockOwner, Set<(message: TillMessage) => void>>;
  /** Wall clock less true time. */
  wallOffsetMs: number;
  /** How fast its clock runs; 1 is right. */
  readonly rate: number;
  appVersion: string;
  isOnline: boolean;
  readonly connectionListeners: Set<(event: "online" | "offline" | "visible") => void>;
  /** Counts how often its log was thrown away, set back or copied. */
  generation: number;
  /** A copy of another device, or set back to what it was: what it sells may contradict the log. */
  isForked: boolean;
  isQuotaFull: boolean;
};

export function createDevice(terms: { name: string; registerId: string; rate: number }): Device {
  return {
    ...terms,
    disk: createSimDisk(),
    marker: null,
    locks: createLocks(),
    listeners: new Map(),
    wallOffsetMs: 0,
    appVersion: "0.3.0",
    isOnline: true,
    connectionListeners: new Set(),
    generation: 0,
    isForked: false,
    isQuotaFull: false,
  };
}

export function setOnline(device: Device, isOnline: boolean): void {
  if (device.isOnline === isOnline) return;
  device.isOnline = isOnline;
  for (const listener of [...device.connectionListeners]) listener(isOnline ? "online" : "offline");
}

/** One window's message to the others of its browser, a moment later; it may never come. */
export function postMessage(
  device: Device,
  from: LockOwner,
  message: TillMessage,
  terms: { timeline: Timeline; chance: Chance; isLost: () => boolean },
): void {
  for (const [owner, heard] of device.listeners) {
    if (owner === from || terms.isLost()) continue;
    terms.timeline.after(terms.chance.below(6), () => {
      if (!owner.isAlive()) return;
      for (const listener of [...heard]) listener(message);
    });
  }
}

/** The terminal that a device's log is at this moment. */
export function terminalOf(device: Device): string | null {
  type Kept = { certificate: { terminalId: string } };
  return peek<Kept>(device.disk.log, "meta", "enrolment")?.certificate.terminalId ?? null;
}
