import { type SQL, sql } from "drizzle-orm";
import { AUDIT_GENESIS, type AuditLink } from "../../core/access/audit-chain";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";

const DAY_MS = 86_400_000;

/** What is wrong with a trail, at which entry; 0 where an anchor tells nothing of its place. */
export type TrailBreak = {
  readonly sequence: number;
  readonly kind: "missing" | "prev_hash" | "hash" | "head" | "anchor" | "anchor_signature";
  /** Of an anchor. */
  readonly day: string | null;
};

export type TrailRange = {
  /** Days in UTC, both inclusive; left out, the chain is read to that end. */
  readonly from?: string;
  readonly to?: string;
  /** The newest so many entries alone. */
  readonly newest?: number;
};

/** What is read of one instant, before the entries are. */
export type TrailStand = {
  readonly head: AuditLink;
  /** The last sequence that any entry has; the head's, unless one of them was tampered with. */
  readonly lastSequence: number;
  readonly olderEntries: number;
  /** The range to be read: behind the one, through the other. */
  readonly after: number;
  readonly through: number;
};

/** Where the trail stands at one instant, and which part of it a range means. */
export async function readStand(context: TenantContext, range: TrailRange): Promise<TrailStand> {
  const { tenantId } = context;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<
      Record<"sequence" | "last" | "older" | "first_of" | "last_of", string | null> & {
        hash: string | null;
      }
    >(sql`
      select head.sequence, head.hash,
        (select max(sequence) from audit_entries where tenant_id = ${tenantId}::uuid) as last,
        (select count(*) from audit_entries
          where tenant_id = ${tenantId}::uuid and sequence is null) as older,
        ${edgeOf(tenantId, range.from, "min")} as first_of,
        ${edgeOf(tenantId, range.to, "max")} as last_of
      from (select 1) as one
      left join audit_heads as head on head.tenant_id = ${tenantId}::uuid`),
  );
  const [row] = rows;
  const head = { sequence: Number(row?.sequence ?? 0), hash: row?.hash ?? AUDIT_GENESIS };
  const lastSequence = Number(row?.last ?? 0);
  const end = Math.max(head.sequence, lastSequence);
  const through = range.to === undefined ? end : Number(row?.last_of ?? 0);
  const fromDay = range.from === undefined ? 0 : Number(row?.first_of ?? end + 1) - 1;
  const fromNewest = range.newest === undefined ? 0 : Math.max(0, end - range.newest);
  return {
    head,
    lastSequence,
    olderEntries: Number(row?.older ?? 0),
    after: Math.max(fromDay, fromNewest),
    through,
  };
}

/** The first entry from a day on, or the last until its end. */
function edgeOf(tenantId: string, day: string | undefined, side: "min" | "max"): SQL {
  if (day === undefined) return sql`null::bigint`;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const at = new Date(side === "min" ? midnight : midnight + DAY_MS).toISOString();
  const isWithin = side === "min" ? sql`at >= ${at}::timestamptz` : sql`at < ${at}::timestamptz`;
  return sql`(select ${sql.raw(side)}(sequence) from audit_entries
    where tenant_id = ${tenantId}::uuid and ${isWithin})`;
}
