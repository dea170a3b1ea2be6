import { sql } from "drizzle-orm";
import type { SequenceRange } from "../../core/sync/event-store";
import { instant, toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { isInScope } from "./require-terminal";

/** Beyond this nobody counts. */
export const SYNC_COUNT_MAX = 1_000;
const LATE_MS = 7 * 24 * 60 * 60_000;
const TERMINALS_MAX = 2_000;

export type TerminalFacts = {
  readonly id: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly timezone: string;
  readonly registerId: string;
  readonly registerName: string;
  readonly code: string;
  readonly kind: string;
  readonly status: string;
  readonly deviceName: string | null;
  readonly appVersion: string | null;
  readonly claimedSequence: string;
  readonly receivedSequence: string;
  readonly appliedSequence: string;
  readonly clockSkewMs: string | null;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly pulledAt: string | null;
  readonly isStoragePersisted: boolean | null;
  readonly storageUsedBytes: string | null;
  readonly storageQuotaBytes: string | null;
  readonly retiredAt: string | null;
  readonly revokedAt: string | null;
  readonly wipedAt: string | null;
  readonly gapSince: string | null;
  readonly applyAfter: string | null;
  readonly applyError: string | null;
  /** Arrival of the last event before anything is missing; null when nothing is. */
  readonly lastReceivedAt: string | null;
};

/** Every terminal of the stores in scope, the active one of a register first. */
export async function readTerminals(
  tx: Tx,
  context: TenantContext,
): Promise<readonly TerminalFacts[]> {
  const { tenantId } = context;
  return tx.execute<TerminalFacts & Record<string, unknown>>(sql`
    select terminals.id, terminals.store_id as "storeId", stores.name as "storeName",
      stores.timezone, terminals.register_id as "registerId", registers.name as "registerName",
      terminals.code, terminals.kind, terminals.status, terminals.device_name as "deviceName",
      terminals.app_version as "appVersion", terminals.claimed_sequence as "claimedSequence",
      terminals.received_sequence as "receivedSequence",
      terminals.applied_sequence as "appliedSequence", terminals.clock_skew_ms as "clockSkewMs",
      terminals.enrolled_at as "enrolledAt", terminals.last_seen_at as "lastSeenAt",
      terminals.pulled_at as "pulledAt", terminals.is_storage_persisted as "isStoragePersisted",
      terminals.storage_used_bytes as "storageUsedBytes",
      terminals.storage_quota_bytes as "storageQuotaBytes", terminals.retired_at as "retiredAt",
      terminals.revoked_at as "revokedAt", terminals.wiped_at as "wipedAt",
      terminals.gap_since as "gapSince", terminals.apply_after as "applyAfter",
      terminals.apply_error as "applyError", latest.received_at as "lastReceivedAt"
    from terminals
    join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = terminals.store_id
    join registers on registers.tenant_id = ${tenantId}::uuid
      and registers.id = terminals.register_id
    left join lateral (
      select event_inbox.received_at from event_inbox
      where event_inbox.tenant_id = ${tenantId}::uuid
        and event_inbox.terminal_id = terminals.id
        and event_inbox.sequence <= terminals.received_sequence
      order by event_inbox.sequence desc limit 1) as latest
      on terminals.claimed_sequence > terminals.received_sequence or terminals.wiped_at is not null
    where terminals.tenant_id = ${tenantId}::uuid and ${isInScope(context, sql`terminals.store_id`)}
    order by stores.name, stores.id, registers.name, registers.id, terminals.status <> 'active',
      terminals.epoch desc
    limit ${TERMINALS_MAX}`);
}

export type AsideCounts = { readonly quarantined: number; readonly upgrade: number };

/** What waits for a person or an upgrade, by terminal; those without are left out. */
export async function countAside(
  tx: Tx,
  tenantId: string,
): Promise<ReadonlyMap<string, AsideCounts>> {
  const rows = await tx.execute<{ terminal_id: string; quarantined: number; upgrade: number }>(sql`
    select terminal_id, count(*) filter (where state = 'quarantined')::int as quarantined,
      count(*) filter (where state = 'waiting_upgrade')::int as upgrade
    from event_inbox
    where tenant_id = ${tenantId}::uuid and state in ('quarantined', 'waiting_upgrade')
      and resolution is null
    group by terminal_id`);
  return new Map(rows.map(({ terminal_id: id, ...counts }) => [id, counts]));
}

/** Open conflicts by terminal. */
export async function countConflicts(
  tx: Tx,
  tenantId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ terminal_id: string; conflicts: number }>(sql`
    select terminal_id, count(*)::int as conflicts from deviations
    where tenant_id = ${tenantId}::uuid and state = 'open' and terminal_id is not null
      and kind in ('event_conflict', 'possible_clone')
    group by terminal_id`);
  return new Map(rows.map((row) => [row.terminal_id, row.conflicts]));
}

type RangeRow = { terminal_id: string; first: string; last: string };

/**
 * Runs that arrived behind something missing, by terminal. One terminal after the other, so that
 * only what waits is read and never a whole log.
 */
export async function readIslands(tx: Tx, tenantId: string) {
  const rows = await tx.execute<RangeRow>(sql`
    select terminals.id as terminal_id, islands.first, islands.last from terminals
    cross join lateral (
      select min(sequence) as first, max(sequence) as last from (
        select event_inbox.sequence,
          event_inbox.sequence - row_number() over (order by event_inbox.sequence) as island
        from event_inbox
        where event_inbox.tenant_id = ${tenantId}::uuid
          and event_inbox.terminal_id = terminals.id
          and event_inbox.sequence > terminals.received_sequence) as beyond
      group by island) as islands
    where terminals.tenant_id = ${tenantId}::uuid
      and terminals.claimed_sequence > terminals.received_sequence
    order by terminals.id, islands.first`);
  return rangesByTerminal(rows);
}

/** Gaps that were closed ahead of the received cursor, by terminal. */
export async function readGapsAhead(tx: Tx, tenantId: string) {
  const rows = await tx.execute<RangeRow>(sql`
    select closed_gaps.terminal_id, from_sequence as first, through_sequence as last
    from closed_gaps
    join terminals on terminals.tenant_id = ${tenantId}::uuid
      and terminals.id = closed_gaps.terminal_id
      and through_sequence > terminals.received_sequence
    where closed_gaps.tenant_id = ${tenantId}::uuid
    order by closed_gaps.terminal_id, from_sequence`);
  return rangesByTerminal(rows);
}

function rangesByTerminal(
  rows: readonly RangeRow[],
): ReadonlyMap<string, readonly SequenceRange[]> {
  const byTerminal = new Map<string, SequenceRange[]>();
  for (const row of rows) {
    const ranges = byTerminal.get(row.terminal_id) ?? [];
    ranges.push([Number(row.first), Number(row.last)]);
    byTerminal.set(row.terminal_id, ranges);
  }
  return byTerminal;
}

/** How many open deviations, and late arrivals of the last days, there are in scope, up to `SYNC_COUNT_MAX` each. */
export async function countOpen(
  tx: Tx,
  context: TenantContext,
): Promise<{ deviations: number; late: number }> {
  const { tenantId } = context;
  const since = toIso(instant(context.now() - LATE_MS));
  const [row] = await tx.execute<{ deviations: number; late: number }>(sql`
    select (select count(*)::int from (select 1 from deviations
        where tenant_id = ${tenantId}::uuid and state = 'open' and kind <> 'event_quarantined'
          and ${isInScope(context, sql`store_id`)} limit ${SYNC_COUNT_MAX}) as open) as deviations,
      (select count(*)::int from (select 1 from sales
        where tenant_id = ${tenantId}::uuid and is_late and received_at >= ${since}::timestamptz
          and ${isInScope(context, sql`store_id`)}
        limit ${SYNC_COUNT_MAX}) as arrived) as late`);
  return { deviations: row?.deviations ?? 0, late: row?.late ?? 0 };
}
