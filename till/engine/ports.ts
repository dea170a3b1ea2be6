import type { PinVerifier } from "../../core/sync/protocol-v1";
import type { Instant } from "../../core/time";
import type { TillStore } from "../store/till-store";

/** All that the engine needs from the world, so that tests and simulations can be the world. */
export type TillPorts = {
  readonly store: TillStore;
  readonly clock: TillClock;
  readonly timer: TillTimer;
  readonly newId: () => string;
  /** 0 ≤ x < 1; only for spreading retries. */
  readonly random: () => number;
  readonly transport: TillTransport;
  /** Left out where nobody tells of changes: then the till asks from time to time alone. */
  readonly feed?: ChangeFeed;
  readonly lock: TillLock;
  readonly broadcast: TillBroadcast;
  readonly connection: TillConnection;
  readonly verifyPin: (pin: string, verifier: PinVerifier) => Promise<boolean>;
  /** Which of the verifiers a secret fits, or -1; left out where each is asked for itself. */
  readonly findVerifier?: (secret: string, verifiers: readonly PinVerifier[]) => Promise<number>;
  readonly marker: EnrolmentMarker;
  /** Left out where the browser has none, as on an insecure origin: nothing is signed then. */
  readonly signer?: TillSigner | undefined;
  readonly appVersion: string;
  /** Something broke that must not stop a sale; for the console and, later, the server. */
  readonly report: (error: unknown) => void;
};

export type TillClock = {
  readonly now: () => Instant;
  /** Milliseconds that only grow while this page lives. */
  readonly monoMs: () => number;
  readonly bootId: string;
};

export type TillTimer = {
  /** Calls once; the answer cancels. */
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export type TransportRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly token: string | null;
  readonly body?: unknown;
  /** By which the device proves that the request is its own; over the body as JSON writes it. */
  readonly proof?: string;
};

export type TransportAnswer = {
  readonly status: number;
  readonly body: unknown;
  /** From Retry-After; null when the server did not say. */
  readonly retryAfterMs: number | null;
};

/** Rejects only when no answer came: no network, a timeout, a server that is gone. */
export type TillTransport = (request: TransportRequest) => Promise<TransportAnswer>;

/**
 * Follow a stream of server-sent events. `hear` gets each one's data, and null when the server only
 * broke its silence. Resolves when the server has ended it or refuses it, rejects when it broke.
 */
export type ChangeFeed = (
  request: {
    readonly path: string;
    readonly token: string | null;
    readonly proof?: string;
    readonly signal: AbortSignal;
  },
  hear: (data: string | null) => void,
) => Promise<{ readonly retryAfterMs: number | null }>;

/**
 * ECDSA P-256 over SHA-256. A key is whatever the log can keep and `sign` takes; nobody reads it
 * out of a browser. Public keys are the raw point of 65 bytes, signatures r and s of 32 each.
 */
export type TillSigner = {
  readonly createKey: () => Promise<{ readonly publicKey: Uint8Array; readonly key: unknown }>;
  readonly sign: (key: unknown, text: string) => Promise<Uint8Array>;
  readonly verify: (publicKey: Uint8Array, text: string, signature: Uint8Array) => Promise<boolean>;
};

/** Held until `work` ends; waits for its turn. Aborting the signal gives up waiting. */
export type TillLock = (
  name: string,
  signal: AbortSignal,
  work: () => Promise<void>,
) => Promise<void>;

/** Between windows of one browser. Losing a message loses nothing. */
export type TillMessage =
  | { readonly kind: "committed"; readonly cartId: string | null }
  | { readonly kind: "uploaded" }
  | { readonly kind: "enrolled" }
  /** Another window asks to be the one that uploads. */
  | { readonly kind: "use_here" };

export type TillBroadcast = {
  readonly post: (message: TillMessage) => void;
  readonly subscribe: (listener: (message: TillMessage) => void) => () => void;
};

export type TillConnection = {
  readonly isOnline: () => boolean;
  /** Calls on every change, and when the window comes back into sight. */
  readonly subscribe: (listener: (event: "online" | "offline" | "visible") => void) => () => void;
};

/** Outlives the log when a browser throws its databases away, and so gives that away [TS8]. */
export type EnrolmentMarker = {
  readonly read: () => string | null;
  readonly write: (terminalId: string) => void;
  /** This browser is no till any more, and not because it lost its log. */
  readonly clear: () => void;
};
