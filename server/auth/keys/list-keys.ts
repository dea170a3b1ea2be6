import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { readScopes } from "../../../core/access/scopes";
import { apiKeys } from "../../../db/schema/access";
import type { TenantContext } from "../../context";
import { actingUserId } from "../../require-permission";
import { inTransaction } from "../../transaction";

export const listKeysResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      hint: z.string(),
      scopes: z.array(z.string()),
      createdAt: z.string(),
      /** Null: until it is revoked. */
      expiresAt: z.string().nullable(),
      isExpired: z.boolean(),
      lastUsedAt: z.string().nullable(),
      lastUsedIp: z.string().nullable(),
    }),
  ),
});

/**
 * The caller's own keys that were not revoked, newest first.
 *
 * @throws DomainError permission_denied (a device has none)
 */
export async function listKeys(context: TenantContext): Promise<z.output<typeof listKeysResult>> {
  const { tenantId } = context;
  const userId = actingUserId(context.actor);
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx
      .select()
      .from(apiKeys)
      .where(
        and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)),
      )
      .orderBy(desc(apiKeys.createdAt), apiKeys.id),
  );
  return {
    items: rows.map(({ id, name, hint, scopes, createdAt, expiresAt, lastUsedAt, lastUsedIp }) => ({
      id,
      name,
      hint,
      scopes: [...readScopes(scopes)],
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      isExpired: expiresAt !== null && expiresAt.getTime() <= context.now(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      lastUsedIp,
    })),
  };
}
