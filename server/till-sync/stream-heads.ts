import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import {
  CATALOG_STREAM,
  CONFIG_STREAM,
  CUSTOMERS_STREAM,
  heldStream,
  stockStream,
} from "../next-revision";

/** The streams that a terminal follows, as its token and the watcher call them. */
export const FOLLOWED_STREAMS = ["catalog", "config", "customers", "held", "stock"] as const;
export type FollowedStream = (typeof FOLLOWED_STREAMS)[number];

/** The names of those streams for the terminals of a store. */
export function streamsOfStore(storeId: string): Readonly<Record<FollowedStream, string>> {
  return {
    catalog: CATALOG_STREAM,
    config: CONFIG_STREAM,
    customers: CUSTOMERS_STREAM,
    held: heldStream(storeId),
    stock: stockStream(storeId),
  };
}

export type StreamHead = {
  readonly revision: number;
  /** Traces of what was removed up to this revision are gone. */
  readonly revisionMin: number;
};

export type StreamHeads = {
  /** Tells a restored history from the one before it. */
  readonly incarnation: string;
  readonly heads: Readonly<Record<FollowedStream, StreamHead>>;
};

const NOT_BEGUN: StreamHead = { revision: 0, revisionMin: 0 };

/**
 * How far the streams of an active terminal have come.
 *
 * @throws DomainError terminal_not_active (another device has taken its place: what it sends is
 *         heard, but it is told nothing new)
 */
export async function readStreamHeads(
  tx: Tx,
  of: { tenantId: string; storeId: string; terminalId: string },
): Promise<StreamHeads> {
  const { tenantId, storeId, terminalId } = of;
  const names = streamsOfStore(storeId);
  const rows = await tx.execute<{
    stream: string;
    revision: string;
    revision_min: string;
    incarnation: string;
  }>(sql`
    select stream, revision, revision_min, incarnation
    from sync_heads where tenant_id = ${tenantId}::uuid
      and stream in (${names.catalog}, ${names.config}, ${names.customers}, ${names.held},
        ${names.stock})
      and exists (select 1 from terminals where terminals.tenant_id = ${tenantId}::uuid
        and terminals.id = ${terminalId}::uuid and terminals.status = 'active')`);
  const byName = new Map(rows.map((row) => [row.stream, row]));
  const incarnation = byName.get(names.catalog)?.incarnation;
  if (incarnation === undefined) throw new DomainError("terminal_not_active");
  const headOf = (name: string): StreamHead => {
    const row = byName.get(name);
    if (!row) return NOT_BEGUN;
    return { revision: Number(row.revision), revisionMin: Number(row.revision_min) };
  };
  return {
    incarnation,
    heads: {
      catalog: headOf(names.catalog),
      config: headOf(names.config),
      customers: headOf(names.customers),
      held: headOf(names.held),
      stock: headOf(names.stock),
    },
  };
}
