import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../../context";
import { scopedStoreIds } from "../../require-permission";

/**
 * A condition on user `u`, as whom a client acts: whoever works in some stores only deals with the
 * clients that act in no others.
 */
export function isWithinScope(actor: Actor, tenantId: string): SQL {
  const storeIds = scopedStoreIds(actor);
  if (storeIds === null) return sql`true`;
  const own = JSON.stringify(storeIds);
  return sql`(not u.is_everywhere
    and exists (select 1 from user_stores us
      where us.tenant_id = ${tenantId}::uuid and us.user_id = u.id)
    and not exists (select 1 from user_stores us
      where us.tenant_id = ${tenantId}::uuid and us.user_id = u.id
        and not ${own}::jsonb ? us.store_id::text))`;
}
