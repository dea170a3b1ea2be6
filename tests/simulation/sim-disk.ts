import { compareKeys, isWithinRange } from "../../till/store/key-order";
import {
  type Durability,
  type KeyRange,
  LOG_DURABILITY,
  type StoreEntry,
  type StoreKey,
  type StoreTransaction,
  type TillDatabase,
} from "../../till/store/till-store";

type Row = { readonly key: StoreKey; readonly value: unknown };
type Rows = ReadonlyMap<string, Row>;
export type Contents = ReadonlyMap<string, Rows>;

/**
 * One database of a browser profile on a disk that forgets, when the power fails, what was
 * acknowledged and not flushed. What stands in it never changes in place, so that a state can be
 * kept and brought back.
 */
export type SimVolume = {
  written: Contents;
  durable: Contents;
  /** Acknowledged relaxed: on the disk once its moment has come. */
  unflushed: { readonly at: number; readonly contents: Contents }[];
  /** The last transaction's end; the next one waits for it, as overlapping ones do. */
  tail: Promise<unknown>;
};

export type SimDisk = { readonly log: SimVolume; readonly cache: SimVolume };

/** What a page brings to its transactions. */
export type DiskUser = {
  readonly isAlive: () => boolean;
  readonly nowMs: () => number;
  /** How long the operating system keeps back what it need not write at once. */
  readonly flushDelayMs: () => number;
  /** Called at each moment at which a page may die or a disk refuse; may throw, may take time. */
  readonly reach: (moment: DiskMoment) => Promise<void> | null;
  /** Change what is about to be written, as a program with a defect does. */
  readonly garble?: (store: string, value: unknown, draft: StoreTransaction) => unknown;
};

export type DiskMoment = "log.before_write" | "log.before_commit" | "log.committed" | "cache.write";

export function createSimDisk(): SimDisk {
  return { log: createVolume(), cache: createVolume() };
}

function createVolume(): SimVolume {
  const nothing: Contents = new Map();
  return { written: nothing, durable: nothing, unflushed: [], tail: Promise.resolve() };
}

/** The power is gone at `nowMs`: what had not reached the disk never happened. */
export function cutPower(disk: SimDisk, nowMs: number): void {
  for (const volume of [disk.log, disk.cache]) {
    const reached = volume.unflushed.findLast(({ at }) => at <= nowMs);
    if (reached) volume.durable = reached.contents;
    volume.written = volume.durable;
    volume.unflushed = [];
  }
}

export function copyDisk(disk: SimDisk): SimDisk {
  const copy = ({ written }: SimVolume): SimVolume => ({
    written,
    durable: written,
    unflushed: [],
    tail: Promise.resolve(),
  });
  return { log: copy(disk.log), cache: copy(disk.cache) };
}

/** What stands under a key as the page sees it, without a transaction. */
export function peek<Value>(volume: SimVolume, store: string, key: StoreKey): Value | undefined {
  return volume.written.get(store)?.get(keyText(key))?.value as Value | undefined;
}

export function peekAll<Value>(volume: SimVolume, store: string): StoreEntry<Value>[] {
  return listRows<Value>(volume.written.get(store) ?? new Map(), {});
}

export function openLog(disk: SimDisk, user: DiskUser): TillDatabase {
  return openVolume(disk.log, { user, durability: LOG_DURABILITY, isLog: true });
}

export function openCache(disk: SimDisk, user: DiskUser): TillDatabase {
  return openVolume(disk.cache, { user, durability: "relaxed", isLog: false });
}

type OpenTerms = {
  readonly user: DiskUser;
  readonly durability: Durability;
  readonly isLog: boolean;
};

function openVolume(volume: SimVolume, terms: OpenTerms): TillDatabase {
  const { user } = terms;
  let isOpen = true;
  /** A page that died hears of nothing any more; the next transaction goes on behind it. */
  function enqueue<Result>(run: () => Promise<Result>): Promise<Result> {
    if (!isOpen) return Promise.reject(new Error("the store is closed"));
    return new Promise((resolve, reject) => {
      volume.tail = volume.tail.then(run).then(
        (result) => {
          if (user.isAlive()) resolve(result);
        },
        (error: unknown) => {
          if (user.isAlive()) reject(error);
        },
      );
    });
  }
  return {
    read: (work) => enqueue(() => work(transactionOver(new Map(volume.written), user))),
    write: (work) => enqueue(() => runWrite(volume, terms, work)),
    close() {
      isOpen = false;
    },
  };
}

async function runWrite<Result>(
  volume: SimVolume,
  { user, durability, isLog }: OpenTerms,
  work: (transaction: StoreTransaction) => Promise<Result>,
): Promise<Result> {
  const before = user.reach(isLog ? "log.before_write" : "cache.write");
  if (before !== null) await before;
  if (!user.isAlive()) throw new Error("the page is gone");
  const draft = new Map(volume.written) as Map<string, Map<string, Row>>;
  const result = await work(transactionOver(draft, user));
  if (isLog) {
    const waiting = user.reach("log.before_commit");
    if (waiting !== null) await waiting;
  }
  if (!user.isAlive()) throw new Error("the page is gone");
  volume.written = draft;
  if (durability === "strict") {
    volume.durable = draft;
    volume.unflushed = [];
  } else {
    const at = user.nowMs() + user.flushDelayMs();
    volume.unflushed = [...volume.unflushed.slice(-8), { at, contents: draft }];
  }
  if (isLog) {
    const told = user.reach("log.committed");
    if (told !== null) await told;
  }
  return result;
}

/** Rows are copied before the first change, so what was written before is never touched. */
function transactionOver(stores: Map<string, Rows>, user: DiskUser): StoreTransaction {
  const changed = new Set<string>();
  const rowsOf = (store: string): Rows => stores.get(store) ?? new Map();
  function rowsToChange(store: string): Map<string, Row> {
    const rows = changed.has(store) ? rowsOf(store) : new Map(rowsOf(store));
    changed.add(store);
    stores.set(store, rows);
    return rows as Map<string, Row>;
  }
  const transaction: StoreTransaction = {
    get: <Value>(store: string, key: StoreKey) =>
      Promise.resolve(handOut(rowsOf(store).get(keyText(key))?.value) as Value | undefined),
    list: <Value>(store: string, range: KeyRange = {}) =>
      Promise.resolve(listRows<Value>(rowsOf(store), range)),
    async put(store, key, value) {
      const kept = user.garble ? user.garble(store, value, transaction) : value;
      rowsToChange(store).set(keyText(key), { key, value: handOut(kept) });
    },
    async delete(store, key) {
      rowsToChange(store).delete(keyText(key));
    },
    async clear(store) {
      rowsToChange(store).clear();
    },
  };
  return transaction;
}

/** Records of the till are never changed in place; its lists and tables are, so they are copied. */
function handOut(value: unknown): unknown {
  if (Array.isArray(value)) return [...value];
  return value instanceof Map ? new Map(value) : value;
}

function listRows<Value>(rows: Rows, range: KeyRange): StoreEntry<Value>[] {
  const wanted: Row[] = [];
  for (const row of rows.values()) if (isWithinRange(row.key, range)) wanted.push(row);
  wanted.sort((left, right) => compareKeys(left.key, right.key));
  if (range.newestFirst) wanted.reverse();
  return wanted
    .slice(0, range.limit)
    .map((row) => ({ key: row.key, value: handOut(row.value) as Value }));
}

function keyText(key: StoreKey): string {
  return typeof key === "string" ? key : `${key[0]}\u0000${key[1]}`;
}
