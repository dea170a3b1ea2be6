import { sql } from "drizzle-orm";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";
import { applyTenants } from "./apply-backlog";

/** A worker or a scheduler comes by each minute; what waits longer has nobody. */
const OVERDUE_MS = 120_000;
const SPENT_MS_MAX = 200;

/** When each tenant was last looked at by this process. */
const lookedAt = new Map<string, number>();

/**
 * Let a request spend a moment on other terminals of its tenant when nobody books their backlog:
 * in a deployment whose worker and scheduler are gone, every other till keeps things moving. Looks
 * at most once a minute in each process, so a request hardly ever pays for it.
 */
export async function applyOverdue(context: TenantContext): Promise<void> {
  const { tenantId } = context;
  const now = context.now();
  if (now - (lookedAt.get(tenantId) ?? 0) < OVERDUE_MS / 2) return;
  lookedAt.set(tenantId, now);
  try {
    if (await isAnyOverdue(context)) {
      await applyTenants([context], { msMax: SPENT_MS_MAX, publishes: false });
    }
  } catch (error) {
    // The request's own work is done; it must not fail for somebody else's.
    context.log.error({ err: error }, "an overdue backlog is left");
  }
}

async function isAnyOverdue(context: TenantContext): Promise<boolean> {
  const { tenantId } = context;
  const since = new Date(context.now() - OVERDUE_MS).toISOString();
  const overdue = await inTransaction(context, (tx) =>
    tx.execute(sql`
      select 1 from terminals where tenant_id = ${tenantId}::uuid
        and applied_sequence < received_sequence and last_seen_at < ${since}::timestamptz
        and (apply_after is null or apply_after < ${since}::timestamptz)
      limit 1`),
  );
  return overdue.length > 0;
}
