import { sql } from "drizzle-orm";
import { z } from "zod";
import { readScopes } from "../../../core/access/scopes";
import type { TenantContext } from "../../context";
import { requirePermission } from "../../require-permission";
import { inTransaction } from "../../transaction";
import { formatClientId } from "./client-id";
import { isWithinScope } from "./within-scope";

export const listClientsResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      clientId: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      /** Null: every store. */
      storeNames: z.array(z.string()).nullable(),
      createdByName: z.string(),
      /** Who answers for it was blocked or left, and may have kept its secret. */
      isMakerGone: z.boolean(),
      createdAt: z.string(),
      lastUsedAt: z.string().nullable(),
      lastUsedIp: z.string().nullable(),
    }),
  ),
});

type ClientRow = {
  id: string;
  name: string;
  scopes: unknown;
  store_names: string[] | null;
  created_by_name: string;
  is_maker_gone: boolean;
  created_at: string;
  last_used_at: string | null;
  last_used_ip: string | null;
};

/** The clients that stand, newest first; of a person of some stores, those of these stores. */
export async function listClients(
  context: TenantContext,
): Promise<z.output<typeof listClientsResult>> {
  const { actor, tenantId } = context;
  requirePermission(actor, "api.manage");
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<ClientRow>(sql`
      select c.id, c.name, c.scopes, m.name as created_by_name,
        (m.blocked_at is not null or m.deleted_at is not null) as is_maker_gone,
        c.created_at, c.last_used_at, c.last_used_ip,
        case when not u.is_everywhere then coalesce((
          select jsonb_agg(st.name order by st.name) from user_stores us
          join stores st on st.tenant_id = ${tenantId}::uuid and st.id = us.store_id
          where us.tenant_id = ${tenantId}::uuid and us.user_id = u.id), '[]') end as store_names
      from api_clients c
      join users u on u.tenant_id = ${tenantId}::uuid and u.id = c.user_id
      join users m on m.tenant_id = ${tenantId}::uuid and m.id = c.created_by_id
      where c.tenant_id = ${tenantId}::uuid and c.revoked_at is null
        and ${isWithinScope(actor, tenantId)}
      order by c.created_at desc, c.id`),
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      clientId: formatClientId(tenantId, row.id),
      name: row.name,
      scopes: [...readScopes(row.scopes)],
      storeNames: row.store_names,
      createdByName: row.created_by_name,
      isMakerGone: row.is_maker_gone,
      createdAt: isoOf(row.created_at),
      lastUsedAt: row.last_used_at === null ? null : isoOf(row.last_used_at),
      lastUsedIp: row.last_used_ip,
    })),
  };
}

function isoOf(stored: string): string {
  return new Date(stored).toISOString();
}
