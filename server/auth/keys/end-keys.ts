import { sql } from "drizzle-orm";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import type { TenantContext } from "../../context";

/** End what works of a person's keys; whoever calls records why. Returns how many. */
export async function endKeysOf(
  tx: Tx,
  context: Pick<TenantContext, "tenantId" | "now">,
  userId: string,
): Promise<number> {
  const { tenantId } = context;
  const ended = await tx.execute(sql`
    update api_keys set revoked_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and revoked_at is null
    returning id`);
  return ended.length;
}
