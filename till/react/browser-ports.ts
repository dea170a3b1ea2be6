import { uuidv7 } from "uuidv7";
import { PROOF_HEADER } from "../../core/sync/device-proof";
import { instant } from "../../core/time";
import type { ReceiptPrinter } from "../devices/printer";
import type {
  TillBroadcast,
  TillClock,
  TillConnection,
  TillLock,
  TillMessage,
  TillTimer,
  TillTransport,
} from "../engine/ports";
import type { PrinterKind } from "./till-state";

const ANSWER_WITHIN_MS = 20_000;
const CHANNEL = "kaunta-till";

export function browserClock(): TillClock {
  return {
    now: () => instant(Date.now()),
    monoMs: () => performance.now(),
    bootId: uuidv7(),
  };
}

export const browserTimer: TillTimer = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Same origin, JSON both ways, an answer within twenty seconds or none. */
export const browserTransport: TillTransport = async (request) => {
  const response = await fetch(request.path, {
    method: request.method,
    headers: {
      accept: "application/json",
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...(request.token === null ? {} : { authorization: `Bearer ${request.token}` }),
      ...(request.proof === undefined ? {} : { [PROOF_HEADER]: request.proof }),
    },
    body: request.body === undefined ? null : JSON.stringify(request.body),
    cache: "no-store",
    // A device's token stands alone; only enrolling by an office session needs its cookie.
    credentials: request.token === null ? "same-origin" : "omit",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  return {
    status: response.status,
    body: readJson(await response.text()),
    retryAfterMs: readRetryAfter(response.headers.get("retry-after")),
  };
};

/** Null for what is no JSON, as the page of a proxy. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}

/** Without Web Locks (no secure origin) every window leads; the log itself keeps them apart. */
export const browserLock: TillLock = async (name, signal, work) => {
  if (!("locks" in navigator)) return work();
  await navigator.locks.request(name, { signal }, work);
};

export function browserBroadcast(): TillBroadcast {
  const channel = new BroadcastChannel(CHANNEL);
  return {
    post: (message) => channel.postMessage(message),
    subscribe(listener) {
      const hear = (event: MessageEvent<TillMessage>) => listener(event.data);
      channel.addEventListener("message", hear);
      return () => channel.removeEventListener("message", hear);
    },
  };
}

export const browserConnection: TillConnection = {
  isOnline: () => navigator.onLine,
  subscribe(listener) {
    const onOnline = () => listener("online");
    const onOffline = () => listener("offline");
    const onVisible = () => {
      if (document.visibilityState === "visible") listener("visible");
    };
    window.addEventListener("online", onOnline);
    window.addEventListener("offline", onOffline);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      window.removeEventListener("online", onOnline);
      window.removeEventListener("offline", onOffline);
      document.removeEventListener("visibilitychange", onVisible);
    };
  },
};

/** Not needed to open the till: fetched ahead while it is idle. */
export async function browserPrinter(kind: PrinterKind): Promise<ReceiptPrinter> {
  const { openPrinter } = await import("./open-printer");
  return openPrinter(kind);
}
