import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";

/**
 * The device that calls, as long as it is a till of its store. One that was revoked or replaced
 * hands over what it has, and for the rest it is told nothing and changes nothing [DV7].
 *
 * @throws DomainError permission_denied (not a device) | terminal_not_active
 */
export async function requireActiveTerminal(
  tx: Tx,
  { actor, tenantId }: TenantContext,
): Promise<{ terminalId: string; storeId: string }> {
  if (actor.kind !== "terminal") throw new DomainError("permission_denied");
  const active = await tx.execute(sql`
    select 1 from terminals where tenant_id = ${tenantId}::uuid
      and id = ${actor.terminalId}::uuid and status = 'active'`);
  if (active.length === 0) throw new DomainError("terminal_not_active");
  return actor;
}
