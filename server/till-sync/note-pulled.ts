import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";

const STALE_MS = 60_000;

/**
 * Note that a terminal has everything there is, and from where it asked; at most once a minute, and not while its events
 * are being booked: a fetch never waits for that.
 */
export async function notePulled(
  tx: Tx,
  context: TenantContext,
  terminalId: string,
): Promise<void> {
  const { ip, userAgent } = context;
  const now = context.now();
  await tx.execute(sql`
    with stale as (
      select id from terminals where tenant_id = ${context.tenantId}::uuid
        and id = ${terminalId}::uuid
        and (pulled_at is null or pulled_at < ${new Date(now - STALE_MS).toISOString()}::timestamptz)
      for no key update skip locked)
    update terminals set pulled_at = ${new Date(now).toISOString()}::timestamptz,
      ip = coalesce(${ip}, ip), user_agent = coalesce(${userAgent}, user_agent)
    from stale
    where terminals.tenant_id = ${context.tenantId}::uuid and terminals.id = stale.id`);
}
