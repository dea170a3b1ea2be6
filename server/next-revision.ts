import { type SQL, sql } from "drizzle-orm";
import { assert } from "../core/assert";
import type { Tx } from "../db/client";
import { syncHeads } from "../db/schema/events";

/** Products, categories, tax groups, prices, price lists and promotions. */
export const CATALOG_STREAM = "catalog";
/** Stores, registers and the people who may sell. */
export const CONFIG_STREAM = "config";
/** Customers: apart, so that a new customer at a till never waits for a catalogue import. */
export const CUSTOMERS_STREAM = "customers";
/** What the tills of a store have put aside. */
export const heldStream = (storeId: string) => `held:${storeId}`;
/** What a store has on its shelves. */
export const stockStream = (storeId: string) => `stock:${storeId}`;

/** Where the streams say that they moved on; the payload is `streamTopic`. */
export const STREAMS_CHANNEL = "kaunta_streams";

export function streamTopic(tenantId: string, stream: string): string {
  return `${tenantId}/${stream}`;
}

/**
 * Part of the statement that moves heads on: tells connected tills when the transaction commits,
 * once for each stream. `stream` is the column that holds its name.
 */
export function notifyStream(tenantId: string, stream: SQL): SQL {
  return sql`pg_notify(${STREAMS_CHANNEL}, ${tenantId} || '/' || ${stream})`;
}

/**
 * Take the next place in a change stream. Must be the first write of its transaction: the row
 * lock that it holds until commit is what makes the order of commits the order of revisions.
 */
export async function nextRevision(tx: Tx, tenantId: string, stream: string): Promise<number> {
  const rows = await tx.execute<{ revision: string }>(sql`
    with head as (
      update sync_heads set revision = revision + 1
      where tenant_id = ${tenantId}::uuid and stream = ${stream}
      returning stream, revision)
    select revision, ${notifyStream(tenantId, sql`stream`)} from head`);
  const [row] = rows;
  assert(row !== undefined, `the stream ${stream} has no head`);
  return Number(row.revision);
}

/** Begin a change stream; the incarnation tells a restored history from the one before it. */
export async function startStreams(
  tx: Tx,
  tenantId: string,
  streams: readonly { stream: string; incarnation: string }[],
): Promise<void> {
  await tx.insert(syncHeads).values(streams.map((stream) => ({ tenantId, ...stream })));
}
