import { sql } from "drizzle-orm";
import { deviceWordsOf } from "../../../core/access/device-words";
import type { Tx } from "../../../db/client";
import type { TenantContext } from "../../context";

/**
 * What a browser calls itself, when the person has been in the office before and never with one of
 * that kind on such a system; null otherwise. Versions count for nothing: browsers renew
 * themselves. Ask before the session is written.
 */
export async function findNewBrowser(
  tx: Tx,
  { tenantId, userAgent }: Pick<TenantContext, "tenantId" | "userAgent">,
  userId: string,
): Promise<string | null> {
  const agents = await tx.execute<{ user_agent: string | null }>(sql`
    select distinct user_agent from sessions
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and kind = 'office'`);
  const name = nameOf(userAgent);
  const isKnown = agents.some((each) => nameOf(each.user_agent) === name);
  return agents.length === 0 || isKnown ? null : name;
}

function nameOf(userAgent: string | null): string {
  const { browser, system } = deviceWordsOf(userAgent);
  return `${browser ?? "?"} · ${system ?? "?"}`;
}
