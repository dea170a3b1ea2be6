import { Catalog } from "../catalog/catalog";
import {
  type CatalogCache,
  createCatalogCache,
  EMPTY_TABLES,
  type StockLevels,
  type StoreTables,
  type SyncMark,
} from "../catalog/catalog-cache";
import type {
  CartTouch,
  FirstSyncProgress,
  PaidSale,
  ProductPrompt,
  SyncAttention,
  UnknownScan,
} from "../react/till-state";
import {
  type CartRecord,
  type ClosedShiftRecord,
  EMPTY_UPLOAD,
  type EnrolmentRecord,
  type LockoutRecord,
  type PrintJobRecord,
  type SettingsRecord,
  type ShiftRecord,
  type UploadRecord,
} from "../store/log-records";
import { createTillLog, type TillLog } from "../store/till-log";
import type { PendingEvent } from "./pending-event";
import type { TillPorts } from "./ports";

/** All that the running till knows. Replaced part by part, never changed in place. */
export type EngineState = {
  readonly phase: "loading" | "ready" | "wiped";
  readonly wipedTerminalId: string | null;
  readonly enrolment: EnrolmentRecord | null;
  readonly isOpenElsewhere: boolean;

  readonly catalog: Catalog;
  readonly catalogRevision: number;
  readonly tables: StoreTables;
  readonly stock: StockLevels;
  readonly mark: SyncMark | null;
  /** Another window wrote the cache so far: the next write replaces it whole. */
  readonly isCacheForeign: boolean;
  readonly firstSync: FirstSyncProgress | null;

  readonly cashierId: string | null;
  readonly lockouts: ReadonlyMap<string, LockoutRecord>;
  readonly shift: ShiftRecord | null;
  readonly lastClosed: ClosedShiftRecord | null;
  readonly isDayOver: boolean;

  readonly cart: CartRecord;
  /** Filled by scans while `cart` is being paid; becomes the cart afterwards. */
  readonly nextCart: CartRecord | null;
  readonly touch: CartTouch | null;
  readonly multiplierMilli: number | null;
  readonly prompt: ProductPrompt | null;
  readonly unknownScan: UnknownScan | null;
  readonly lastPaid: PaidSale | null;
  /** The Paid screen stands until the next product or until it is left. */
  readonly isPaidShown: boolean;

  readonly upload: UploadRecord;
  /** Events that the server has not received or whose stock it has not told yet, oldest first. */
  readonly pending: readonly PendingEvent[];
  /** What this browser has still to send as the terminals that it was before. */
  readonly retiredPending: readonly PendingEvent[];
  /** Events up to here are in the stock levels that the server told last. */
  readonly stockThrough: number;
  readonly attention: SyncAttention | null;
  readonly offlineSince: number | null;
  readonly lastPushAt: number | null;
  readonly lastPullAt: number | null;
  readonly nextTryAt: number | null;
  readonly serverClock: { readonly serverTime: string; readonly monoMs: number } | null;

  readonly printJobs: readonly PrintJobRecord[];
  /** Jobs that are with the printer at this moment. */
  readonly activePrintJobs: ReadonlySet<string>;
  readonly settings: SettingsRecord;
  readonly isStoragePersisted: boolean | null;
  readonly storageUse: number | null;
};

export type EngineCore = {
  readonly ports: TillPorts;
  readonly log: TillLog;
  readonly cache: CatalogCache;
  readonly state: () => EngineState;
  readonly patch: (change: Partial<EngineState>) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Grows with each touch, so that the same line can flash twice. */
  readonly nextSerial: () => number;
};

export function createEngineCore(ports: TillPorts): EngineCore {
  const listeners = new Set<() => void>();
  let current = initialState(ports);
  let serial = 0;
  return {
    ports,
    log: createTillLog(ports.store.log),
    cache: createCatalogCache(ports.store.cache),
    state: () => current,
    patch(change) {
      current = { ...current, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextSerial() {
      serial += 1;
      return serial;
    },
  };
}

export function emptyCart(ports: TillPorts): CartRecord {
  return { cartId: ports.newId(), lines: [], note: null, changedAt: ports.clock.now() };
}

function initialState(ports: TillPorts): EngineState {
  return {
    phase: "loading",
    wipedTerminalId: null,
    enrolment: null,
    isOpenElsewhere: false,
    catalog: new Catalog(),
    catalogRevision: 0,
    tables: EMPTY_TABLES,
    stock: new Map(),
    mark: null,
    isCacheForeign: false,
    firstSync: null,
    cashierId: null,
    lockouts: new Map(),
    shift: null,
    lastClosed: null,
    isDayOver: false,
    cart: emptyCart(ports),
    nextCart: null,
    touch: null,
    multiplierMilli: null,
    prompt: null,
    unknownScan: null,
    lastPaid: null,
    isPaidShown: false,
    upload: EMPTY_UPLOAD,
    pending: [],
    retiredPending: [],
    stockThrough: 0,
    attention: null,
    offlineSince: ports.connection.isOnline() ? null : ports.clock.now(),
    lastPushAt: null,
    lastPullAt: null,
    nextTryAt: null,
    serverClock: null,
    printJobs: [],
    activePrintJobs: new Set(),
    settings: { printer: "none" },
    isStoragePersisted: null,
    storageUse: null,
  };
}
