import { sql } from "drizzle-orm";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";

/** What has been received and is not booked yet. */
export type Backlog = {
  readonly events: number;
  /** Terminals that such events wait for, those that are only behind a closed gap included. */
  readonly terminals: number;
  /** Of these, booking failed and is tried again later. */
  readonly retrying: number;
  /** ISO; null when nothing waits. */
  readonly oldestReceivedAt: string | null;
};

/**
 * How much waits to be booked in the stores that the caller may see.
 *
 * @throws DomainError permission_denied
 */
export async function readBacklog(context: TenantContext): Promise<Backlog> {
  const { actor, tenantId } = context;
  requirePermission(actor, "sync.manage");
  const storeIds = scopedStoreIds(actor);
  const inScope =
    storeIds === null
      ? sql`true`
      : sql`terminals.store_id in (
          select (jsonb_array_elements_text(${JSON.stringify(storeIds)}::jsonb))::uuid)`;
  const [found] = await inTransaction(context, (tx) =>
    tx.execute<{ events: string; terminals: string; retrying: string; oldest: string | null }>(sql`
      with waiting as (
        select inbox.terminal_id, inbox.received_at from terminals
        join event_inbox as inbox on inbox.tenant_id = ${tenantId}::uuid
          and inbox.terminal_id = terminals.id and inbox.sequence > terminals.applied_sequence
          and inbox.sequence <= terminals.received_sequence
        where terminals.tenant_id = ${tenantId}::uuid
          and terminals.applied_sequence < terminals.received_sequence
        union all
        select inbox.terminal_id, inbox.received_at from closed_gaps as gaps
        join terminals on terminals.tenant_id = ${tenantId}::uuid
          and terminals.id = gaps.terminal_id
        join event_inbox as inbox on inbox.tenant_id = ${tenantId}::uuid
          and inbox.terminal_id = gaps.terminal_id and inbox.state = 'waiting'
          and inbox.sequence between gaps.from_sequence
            and least(gaps.through_sequence, terminals.applied_sequence)
        where gaps.tenant_id = ${tenantId}::uuid)
      select count(*) as events, count(distinct terminals.id) as terminals,
        count(distinct terminals.id) filter (where terminals.apply_failures > 0) as retrying,
        min(waiting.received_at) as oldest
      from waiting join terminals on terminals.tenant_id = ${tenantId}::uuid
        and terminals.id = waiting.terminal_id
      where ${inScope}`),
  );
  return {
    events: Number(found?.events ?? 0),
    terminals: Number(found?.terminals ?? 0),
    retrying: Number(found?.retrying ?? 0),
    oldestReceivedAt: found?.oldest ? new Date(found.oldest).toISOString() : null,
  };
}
