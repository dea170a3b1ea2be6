import type { Change, ChangesResponse } from "../../core/sync/protocol-v1";

/** One store's changes as its tills fetch them: rows with revisions, tombstones, and a head. */
export type ModelStreams = {
  readonly head: () => number;
  /** The last revision that was of more than stock and carts put aside. */
  readonly catalogHead: () => number;
  readonly incarnation: () => string;
  /** The mark of a till that has everything. */
  readonly token: () => string;
  /** What a till of today's scope has to hold, by entity and id. */
  readonly live: () => ReadonlyMap<string, unknown>;
  /** Write rows in one transaction. */
  readonly write: (rows: readonly StreamWrite[]) => void;
  /**
   * Begin to write and stay open: the head is locked first, so that any other writer waits for the
   * commit and no reader sees a revision before it. The answer commits.
   */
  readonly open: (rows: readonly StreamWrite[]) => () => void;
  readonly read: (query: {
    token: string | null;
    limit: number;
    serverTime: string;
  }) => ChangesResponse;
  readonly backUp: () => StreamsBackup;
  readonly restore: (backup: StreamsBackup, incarnation: string) => void;
};

export type StreamWrite = Pick<Change, "entity" | "id" | "body">;

export type StreamsBackup = {
  readonly rows: readonly Change[];
  readonly head: number;
  readonly catalogHead: number;
};

/** What no till is told to fetch at once. */
const QUIET: readonly string[] = ["stock", "held_cart"];

/** Behind every id. */
const END = "~";

type Place = { readonly incarnation: string; readonly revision: number; readonly id: string };

export function createModelStreams(firstIncarnation: string): ModelStreams {
  let rows = new Map<string, Change>();
  let head = 0;
  let catalogHead = 0;
  let incarnation = firstIncarnation;
  let locked: (() => void) | null = null;
  const queue: (readonly StreamWrite[])[] = [];

  function commit(written: readonly StreamWrite[]): void {
    head += 1;
    if (written.some(({ entity }) => !QUIET.includes(entity))) catalogHead = head;
    for (const { entity, id, body } of written) {
      const key = `${entity}/${id}`;
      // Deleted and inserted, so that the table stands in the order of its revisions.
      rows.delete(key);
      rows.set(key, { entity, id, body, revision: head });
    }
  }

  return {
    head: () => head,
    catalogHead: () => catalogHead,
    incarnation: () => incarnation,
    token: () => `${incarnation}|${head}|${END}`,
    live: () =>
      new Map([...rows].flatMap(([key, row]) => (row.body === null ? [] : [[key, row.body]]))),
    write(written) {
      if (locked) queue.push(written);
      else commit(written);
    },
    open(written) {
      if (locked) {
        queue.push(written);
        return () => undefined;
      }
      const end = () => {
        if (locked !== end) return;
        locked = null;
        commit(written);
        for (const waiting of queue.splice(0)) commit(waiting);
      };
      locked = end;
      return end;
    },
    read({ token, limit, serverTime }) {
      const given = token === null ? null : parsePlace(token);
      const isKnown = given?.incarnation === incarnation;
      const from = isKnown && given ? given : { revision: 0, id: "" };
      const behind = sorted(rows).filter(
        (row) =>
          row.revision > from.revision || (row.revision === from.revision && row.id > from.id),
      );
      const page = behind.slice(0, limit);
      const last = page.at(-1);
      const isComplete = page.length === behind.length;
      const place = isComplete || !last ? { revision: head, id: END } : last;
      return {
        token: `${incarnation}|${place.revision}|${place.id}`,
        complete: isComplete,
        restart: token !== null && !isKnown,
        changes: page,
        estimatedTotal: rows.size,
        catalogHead: String(catalogHead),
        serverTime,
      };
    },
    backUp: () => ({ rows: [...rows.values()], head, catalogHead }),
    restore(backup, next) {
      rows = new Map(backup.rows.map((row) => [`${row.entity}/${row.id}`, row]));
      ({ head, catalogHead } = backup);
      incarnation = next;
      locked = null;
      queue.length = 0;
    },
  };
}

function parsePlace(token: string): Place | null {
  const [incarnation, revision, id] = token.split("|");
  if (incarnation === undefined || revision === undefined || id === undefined) return null;
  return { incarnation, revision: Number(revision), id };
}

/** Keyset order. Within the first revision the shop itself leads, so that its row comes first. */
function sorted(rows: ReadonlyMap<string, Change>): Change[] {
  return [...rows.values()].sort(
    (left, right) => left.revision - right.revision || (left.id < right.id ? -1 : 1),
  );
}
