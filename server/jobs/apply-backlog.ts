import { sql } from "drizzle-orm";
import { applyWaiting } from "../../core/sync/apply-waiting";
import type { Runtime } from "../context";
import { systemContext } from "../tenants/system-context";
import { eventStore } from "../till-sync/event-store";
import { publishStock } from "../till-sync/publish-stock";
import { serverEnv } from "../till-sync/server-env";
import { lockTerminal } from "../till-sync/terminal-row";
import { inTransaction } from "../transaction";

/**
 * Book what terminals have waiting and publish changed stock, one tenant after the other, until
 * nothing waits or the time is up. Bounded and repeatable: the worker, a cron route or anybody
 * else may run it, at once and at any time; the terminals' row locks keep them apart.
 */
export async function applyBacklog(
  runtime: Runtime,
  options: { msMax: number },
): Promise<{ applied: number; published: number; isComplete: boolean }> {
  const startedAt = performance.now();
  const outcome = { applied: 0, published: 0, isComplete: true };
  for (const tenantId of await runtime.database.listTenantIds()) {
    if (performance.now() - startedAt > options.msMax) return { ...outcome, isComplete: false };
    const done = await applyTenantBacklog(runtime, tenantId);
    outcome.applied += done.applied;
    outcome.published += done.published;
  }
  return outcome;
}

/** The same for one tenant. */
export async function applyTenantBacklog(
  runtime: Runtime,
  tenantId: string,
): Promise<{ applied: number; published: number }> {
  const context = systemContext(runtime, tenantId);
  const { terminalIds, storeIds } = await inTransaction(context, async (tx) => {
    const [waiting, stores] = await Promise.all([
      tx.execute<{ id: string }>(sql`
        select id from terminals where tenant_id = ${tenantId}::uuid
          and applied_sequence < received_sequence`),
      tx.execute<{ store_id: string }>(sql`
        select distinct store_id from stock_levels
        where tenant_id = ${tenantId}::uuid and not is_published`),
    ]);
    return {
      terminalIds: waiting.map((row) => row.id),
      storeIds: stores.map((row) => row.store_id),
    };
  });
  let applied = 0;
  for (const terminalId of terminalIds) {
    applied += await inTransaction(context, async (tx) => {
      const terminal = await lockTerminal(tx, tenantId, terminalId);
      if (!terminal) return 0;
      const { appliedSequence } = await applyWaiting(
        eventStore(tx, context),
        terminal,
        serverEnv(context),
      );
      return appliedSequence - terminal.appliedSequence;
    });
  }
  let published = 0;
  for (const storeId of storeIds) published += await publishStock(context, storeId);
  return { applied, published };
}
