import type { Projection, StockMovementRow } from "../../core/sale/projection";
import type { EnrolmentCertificate, Envelope } from "../../core/sync/envelope";
import type {
  ConflictRecord,
  Deviation,
  RecoveredEvent,
  SequenceRange,
  TerminalState,
} from "../../core/sync/event-store";

export type TerminalRow = TerminalState & {
  readonly deviceToken: string;
  readonly certificate: EnrolmentCertificate;
  readonly epoch: number;
  readonly wipedAt: number | null;
};

export type InboxState = "waiting" | "applied" | "quarantined" | "waiting_upgrade";

export type InboxRow = {
  readonly envelope: Envelope;
  readonly receivedAt: string;
  readonly state: InboxState;
  readonly errorCode: string | null;
};

export type Row = Readonly<Record<string, unknown>>;

export type JournalLine = {
  readonly sourceEventId: string;
  readonly lineNumber: number;
  readonly account: string;
  readonly currency: string;
  readonly amountMinor: number;
};

/** What PostgreSQL keeps of one tenant, as far as the machine of `core/sync` touches it. */
export type Tables = {
  readonly terminals: Map<string, TerminalRow>;
  /** By terminal, then by sequence. */
  readonly inbox: Map<string, Map<number, InboxRow>>;
  readonly eventIds: Map<string, string>;
  readonly conflicts: Map<string, ConflictRecord & { readonly terminalId: string }>;
  readonly closedGaps: Map<string, { readonly terminalId: string; readonly range: SequenceRange }>;
  readonly recovered: Map<string, RecoveredEvent>;
  readonly deviations: Map<string, Deviation>;
  readonly sales: Map<string, Row>;
  /** Sale ids by terminal and sequence. */
  readonly salePlaces: Map<string, string>;
  /** Receipt numbers of sales, with how many carry each. */
  readonly receiptNumbers: Map<string, number>;
  readonly saleLines: Map<string, readonly Row[]>;
  /** The returns of a sale: the lines that name it. */
  readonly returnLines: Map<string, readonly Row[]>;
  /** Voids by the sale that they take back. */
  readonly voids: Map<string, string>;
  readonly saleTaxes: Map<string, Row>;
  readonly payments: Map<string, Row>;
  readonly deposits: Map<string, Row>;
  readonly shifts: Map<string, Row>;
  readonly journal: Map<string, JournalLine>;
  readonly movements: Map<string, StockMovementRow>;
  readonly levels: Map<string, number>;
  readonly actions: Map<string, Projection["operatorActions"][number]>;
};

export type Table = keyof Tables;

/** A second row under a known key, as the database refuses it. */
export class UniqueViolation extends Error {
  override name = "UniqueViolation";
}

/** "Try again": a deadlock, a serialisation failure, a lost connection. */
export class TransientError extends Error {
  override name = "TransientError";
}

/**
 * Tables with one writer at a time. What a transaction changes is undone step by step when it is
 * rolled back, to its beginning or to a savepoint.
 */
export type ModelDatabase = {
  readonly tables: Tables;
  readonly put: <Key, Value>(table: Map<Key, Value>, key: Key, value: Value) => void;
  /** @throws UniqueViolation */
  readonly insert: <Value>(table: Map<string, Value>, key: string, value: Value) => void;
  readonly transact: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly attempt: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly backUp: () => Tables;
  readonly restore: (backup: Tables) => void;
};

export function createModelDatabase(): ModelDatabase {
  const tables = emptyTables();
  const undo: (() => void)[] = [];
  let isOpen = false;

  function put<Key, Value>(table: Map<Key, Value>, key: Key, value: Value): void {
    const before = table.get(key);
    const isKnown = table.has(key);
    undo.push(() => {
      if (isKnown) table.set(key, before as Value);
      else table.delete(key);
    });
    table.set(key, value);
  }

  function rollBackTo(mark: number): void {
    while (undo.length > mark) undo.pop()?.();
  }

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    const mark = undo.length;
    try {
      return await work();
    } catch (error) {
      rollBackTo(mark);
      throw error;
    }
  }

  return {
    tables,
    put,
    insert(table, key, value) {
      if (table.has(key)) throw new UniqueViolation(`a second row under ${key}`);
      put(table, key, value);
    },
    attempt,
    async transact(work) {
      if (isOpen) throw new Error("the model runs one transaction at a time");
      isOpen = true;
      try {
        return await attempt(work);
      } finally {
        isOpen = false;
        undo.length = 0;
      }
    },
    backUp: () => copyTables(tables, emptyTables()),
    restore(backup) {
      copyTables(backup, tables);
    },
  };
}

function emptyTables(): Tables {
  return {
    terminals: new Map(),
    inbox: new Map(),
    eventIds: new Map(),
    conflicts: new Map(),
    closedGaps: new Map(),
    recovered: new Map(),
    deviations: new Map(),
    sales: new Map(),
    salePlaces: new Map(),
    receiptNumbers: new Map(),
    saleLines: new Map(),
    returnLines: new Map(),
    voids: new Map(),
    saleTaxes: new Map(),
    payments: new Map(),
    deposits: new Map(),
    shifts: new Map(),
    journal: new Map(),
    movements: new Map(),
    levels: new Map(),
    actions: new Map(),
  };
}

/** Rows never change in place; only the inbox has maps inside. */
function copyTables(from: Tables, into: Tables): Tables {
  for (const name of Object.keys(from) as Table[]) {
    const target = into[name] as Map<unknown, unknown>;
    const rows = [...(from[name] as Map<unknown, unknown>)];
    target.clear();
    for (const [key, value] of rows) target.set(key, value instanceof Map ? new Map(value) : value);
  }
  return into;
}

/** How a place in a terminal's log is written as a key. */
export function placeKey(terminalId: string, sequence: number): string {
  return `${terminalId}/${sequence}`;
}
