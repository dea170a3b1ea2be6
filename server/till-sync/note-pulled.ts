import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";

const STALE_MS = 60_000;

/**
 * Note that a terminal has everything there is; at most once a minute, and not while its events
 * are being booked: a fetch never waits for that.
 */
export async function notePulled(
  tx: Tx,
  context: TenantContext,
  terminalId: string,
): Promise<void> {
  const now = context.now();
  await tx.execute(sql`
    with stale as (
      select id from terminals where tenant_id = ${context.tenantId}::uuid
        and id = ${terminalId}::uuid
        and (pulled_at is null or pulled_at < ${new Date(now - STALE_MS).toISOString()}::timestamptz)
      for no key update skip locked)
    update terminals set pulled_at = ${new Date(now).toISOString()}::timestamptz from stale
    where terminals.tenant_id = ${context.tenantId}::uuid and terminals.id = stale.id`);
}
