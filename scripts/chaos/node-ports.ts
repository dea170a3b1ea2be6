import { performance } from "node:perf_hooks";
import { uuidv7 } from "uuidv7";
import { instant } from "../../core/time";
import packageJson from "../../package.json" with { type: "json" };
import type { TillConnection, TillPorts, TillTransport } from "../../till/engine/ports";
import { verifyPin } from "../../till/react/verify-pin";
import { createMemoryDisk, openMemoryStore } from "../../till/store/memory-store";

const ANSWER_WITHIN_MS = 20_000;

/** The network of one terminal, which can be pulled out. */
export type Cable = TillConnection & { set(isOnline: boolean): void };

export function createCable(): Cable {
  const listeners = new Set<(event: "online" | "offline" | "visible") => void>();
  let isOnline = true;
  return {
    isOnline: () => isOnline,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      if (next === isOnline) return;
      isOnline = next;
      for (const listener of listeners) listener(next ? "online" : "offline");
    },
  };
}

/** A browser without a screen: real time, real HTTP, and a disk that outlives nothing but faults. */
export function createNodePorts(options: {
  baseUrl: string;
  cable: Cable;
  report(error: unknown): void;
}): TillPorts {
  let marker: string | null = null;
  return {
    store: openMemoryStore(createMemoryDisk()),
    clock: {
      now: () => instant(Date.now()),
      monoMs: () => performance.now(),
      bootId: uuidv7(),
    },
    timer: {
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
    newId: uuidv7,
    random: Math.random,
    transport: createTransport(options),
    // One window a terminal: nobody else wants the lock or hears the channel.
    lock: (_name, _signal, work) => work(),
    broadcast: { post: () => undefined, subscribe: () => () => undefined },
    connection: options.cable,
    verifyPin,
    marker: {
      read: () => marker,
      write: (terminalId) => {
        marker = terminalId;
      },
      clear: () => {
        marker = null;
      },
    },
    appVersion: packageJson.version,
    report: options.report,
  };
}

function createTransport(options: { baseUrl: string; cable: Cable }): TillTransport {
  const ask = createAsker(options);
  // A clock of our own: Node may forget the signal of a request that hangs.
  return (request) =>
    new Promise((resolve, reject) => {
      const giveUp = setTimeout(
        () => reject(new TypeError("no answer came in time")),
        ANSWER_WITHIN_MS,
      );
      ask(request)
        .then(resolve, reject)
        .finally(() => clearTimeout(giveUp));
    });
}

function createAsker({ baseUrl, cable }: { baseUrl: string; cable: Cable }): TillTransport {
  return async ({ method, path, token, body }) => {
    if (!cable.isOnline()) throw new TypeError("the cable is out");
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    // A cable that was pulled while the answer was on its way loses the answer.
    if (!cable.isOnline()) throw new TypeError("the cable is out");
    const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      status: response.status,
      body: readJson(text),
      retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1_000 : null,
    };
  };
}

/** Null for what is no JSON, as the page of a server that is ending. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
