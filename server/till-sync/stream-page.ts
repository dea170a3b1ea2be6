import { type SQL, sql } from "drizzle-orm";
import type { Change } from "../../core/sync/protocol-v1";
import type { TenantContext } from "../context";
import type { Place } from "./sync-token";

/** What one reader of a stream gives: rows after a place, and whether the stream is exhausted. */
export type StreamPage = {
  readonly changes: readonly Change[];
  readonly place: Place;
  readonly isComplete: boolean;
};

export type StreamQuery = {
  readonly tenantId: string;
  readonly storeId: string;
  readonly after: Place;
  readonly head: number;
  readonly limit: number;
  /** In what the server signs for the tenant. */
  readonly serverKey: TenantContext["serverKey"];
};

/** Rows of a stream in the order of their revisions: those behind the place, up to the head. */
export function behindPlace(query: StreamQuery, table: string): SQL {
  const [revision, phase, cursor] = query.after;
  const [revisions, ids] = [sql.raw(`${table}.revision`), sql.raw(`${table}.id`)];
  const after =
    phase === "at"
      ? sql`(${revisions}, ${ids}) > (${revision}, ${cursor}::uuid)`
      : sql`${revisions} > ${revision}`;
  return sql`${after} and ${revisions} <= ${query.head}`;
}

/** The page that such rows make: a full one goes on behind its last row. */
export function pageOf(query: StreamQuery, changes: readonly Change[]): StreamPage {
  const last = changes.at(-1);
  const isThrough = changes.length < query.limit || !last;
  return {
    changes,
    place: isThrough ? [query.head, "", ""] : [last.revision, "at", last.id],
    isComplete: isThrough,
  };
}
