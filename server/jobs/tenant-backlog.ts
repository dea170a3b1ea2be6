import { sql } from "drizzle-orm";
import { applyInside } from "../../core/sync/receive-batch";
import { type Instant, parseIso } from "../../core/time";
import type { TenantContext } from "../context";
import { eventStore } from "../till-sync/event-store";
import { publishStock } from "../till-sync/publish-stock";
import { serverEnv } from "../till-sync/server-env";
import { lockDueTerminal } from "../till-sync/terminal-row";
import { inTransaction } from "../transaction";

/** A terminal that has something to book, as it stood when it was looked at. */
export type BehindTerminal = {
  readonly id: string;
  readonly appliedSequence: number;
  /** Events that came after their gap was closed. */
  readonly lateEvents: number;
  /** When it may be booked; null for at once. */
  readonly applyAfter: Instant | null;
};

/** A tenant's terminals that have something to book, those that have waited longest first. */
export async function listBehind(context: TenantContext): Promise<readonly BehindTerminal[]> {
  const { tenantId } = context;
  const rows = await inTransaction(context, (tx) =>
    tx.execute<{ id: string; applied: string; late: string; after: string | null }>(sql`
      with late as (
        select gaps.terminal_id, count(*) as events
        from closed_gaps as gaps
        join event_inbox on event_inbox.tenant_id = ${tenantId}::uuid
          and event_inbox.terminal_id = gaps.terminal_id
          and event_inbox.sequence between gaps.from_sequence and gaps.through_sequence
        join terminals on terminals.tenant_id = ${tenantId}::uuid
          and terminals.id = gaps.terminal_id
        where gaps.tenant_id = ${tenantId}::uuid and event_inbox.state = 'waiting'
          and event_inbox.sequence <= terminals.applied_sequence
        group by gaps.terminal_id)
      select terminals.id, terminals.applied_sequence as applied,
        coalesce(late.events, 0) as late, terminals.apply_after as after
      from terminals left join late on late.terminal_id = terminals.id
      where terminals.tenant_id = ${tenantId}::uuid
        and (terminals.applied_sequence < terminals.received_sequence or late.events > 0)
      order by terminals.last_seen_at, terminals.id`),
  );
  return rows.map((row) => ({
    id: row.id,
    appliedSequence: Number(row.applied),
    lateEvents: Number(row.late),
    applyAfter: row.after === null ? null : parseIso(row.after),
  }));
}

/**
 * Book one terminal on for a bounded time, in one transaction. Nothing when somebody else is at
 * it. A failure is the terminal's own: it is noted and reported, and others go on.
 *
 * @returns the number of sequences booked.
 */
export async function applyTerminal(
  context: TenantContext,
  terminalId: string,
  msMax: number,
): Promise<number> {
  const env = serverEnv(context);
  try {
    return await inTransaction(context, async (tx) => {
      const due = { terminalId, at: context.now() };
      const terminal = await lockDueTerminal(tx, context.tenantId, due);
      if (!terminal) return 0;
      const store = eventStore(tx, context);
      const applied = await applyInside(store, terminal, { env, msMax });
      return applied - terminal.appliedSequence;
    });
  } catch (error) {
    env.reportFailure(error, terminalId);
    return 0;
  }
}

/** Publish the stock that changed in a tenant's stores; returns the number of levels. */
export async function publishTenantStock(context: TenantContext): Promise<number> {
  const { tenantId } = context;
  const stores = await inTransaction(context, (tx) =>
    tx.execute<{ store_id: string }>(sql`
      select distinct store_id from stock_levels
      where tenant_id = ${tenantId}::uuid and not is_published`),
  );
  let published = 0;
  for (const { store_id: storeId } of stores) published += await publishStock(context, storeId);
  return published;
}
