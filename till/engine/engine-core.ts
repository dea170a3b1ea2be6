import { ZERO_MINOR } from "../../core/money/minor";
import type { StorageReport } from "../../core/sync/storage-report";
import type { Instant } from "../../core/time";
import { Catalog } from "../catalog/catalog";
import {
  type CatalogCache,
  type Customers,
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
  type HeldCartRecord,
  type LockoutRecord,
  type PrintJobRecord,
  type SettingsRecord,
  type ShiftRecord,
  type UploadRecord,
} from "../store/log-records";
import { createTillLog, type TillLog } from "../store/till-log";
import type { PendingApproval } from "./limited-act";
import type { PendingEvent } from "./pending-event";
import type { TillPorts } from "./ports";
import { type Lacking, NOTHING_LACKING } from "./sync-trouble";

/** All that the running till knows. Replaced part by part, never changed in place. */
export type EngineState = {
  readonly phase: "loading" | "ready" | "wiped";
  readonly wipedTerminalId: string | null;
  readonly enrolment: EnrolmentRecord | null;
  /** The server has stated, signed, that this terminal may sell no more [TP9]. */
  readonly isRevoked: boolean;
  readonly isOpenElsewhere: boolean;

  readonly catalog: Catalog;
  readonly catalogRevision: number;
  readonly tables: StoreTables;
  readonly stock: StockLevels;
  readonly customers: Customers;
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
  /** When the shown prices were made: what is on the screen is what is paid. */
  readonly quotedAt: Instant;
  /** What waits for somebody else's PIN. */
  readonly approval: PendingApproval | null;
  readonly isTraining: boolean;
  /** The real cart while training; it holds no goods. */
  readonly shelvedCart: CartRecord | null;
  /** What this till put aside, by id, with what the server has still to hear. */
  readonly heldRecords: ReadonlyMap<string, HeldCartRecord>;
  readonly couponUses: ReadonlyMap<string, number>;
  readonly customerCouponUses: ReadonlyMap<string, number>;
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
  /** What the server said last of events that it lacks or could not read. */
  readonly lacking: Lacking;
  readonly attention: SyncAttention | null;
  readonly offlineSince: number | null;
  readonly lastPushAt: number | null;
  readonly lastPullAt: number | null;
  /** Fetching waits because the browser's room runs out [TC9]. */
  readonly isPullPaused: boolean;
  readonly nextTryAt: number | null;
  readonly serverClock: { readonly serverTime: string; readonly monoMs: number } | null;

  readonly printJobs: readonly PrintJobRecord[];
  /** Jobs that are with the printer at this moment. */
  readonly activePrintJobs: ReadonlySet<string>;
  readonly settings: SettingsRecord;
  /** What the browser says of the log's room; null while it has not answered. */
  readonly storage: StorageReport | null;
};

export type EngineCore = {
  readonly ports: TillPorts;
  readonly log: TillLog;
  readonly cache: CatalogCache;
  readonly state: () => EngineState;
  readonly patch: (change: Partial<EngineState>) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Something is in the log: tell the other windows, the uploader, the printer. */
  readonly announce: (done: { cartId: string | null; paid: PaidSale | null }) => void;
  readonly onEvent: (listener: (paid: PaidSale | null) => void) => void;
  /** Grows with each touch, so that the same line can flash twice. */
  readonly nextSerial: () => number;
};

export function createEngineCore(ports: TillPorts): EngineCore {
  const listeners = new Set<() => void>();
  let current = initialState(ports);
  const eventListeners: ((paid: PaidSale | null) => void)[] = [];
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
    announce({ cartId, paid }) {
      ports.broadcast.post({ kind: "committed", cartId });
      for (const listener of eventListeners) listener(paid);
    },
    onEvent(listener) {
      eventListeners.push(listener);
    },
    nextSerial() {
      serial += 1;
      return serial;
    },
  };
}

export function emptyCart(ports: TillPorts): CartRecord {
  return {
    cartId: ports.newId(),
    lines: [],
    note: null,
    customerId: null,
    couponCodes: [],
    orderDiscount: null,
    tipMinor: ZERO_MINOR,
    payments: [],
    voidedLines: [],
    approvals: [],
    returnReason: null,
    returnedSales: [],
    heldFrom: null,
    changedAt: ports.clock.now(),
  };
}

function initialState(ports: TillPorts): EngineState {
  return {
    phase: "loading",
    wipedTerminalId: null,
    enrolment: null,
    isRevoked: false,
    isOpenElsewhere: false,
    catalog: new Catalog(),
    catalogRevision: 0,
    tables: EMPTY_TABLES,
    stock: new Map(),
    customers: [],
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
    quotedAt: ports.clock.now(),
    approval: null,
    isTraining: false,
    shelvedCart: null,
    heldRecords: new Map(),
    couponUses: new Map(),
    customerCouponUses: new Map(),
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
    lacking: NOTHING_LACKING,
    attention: null,
    offlineSince: ports.connection.isOnline() ? null : ports.clock.now(),
    lastPushAt: null,
    lastPullAt: null,
    isPullPaused: false,
    nextTryAt: null,
    serverClock: null,
    printJobs: [],
    activePrintJobs: new Set(),
    settings: { printer: "none" },
    storage: null,
  };
}
