import { sql } from "drizzle-orm";
import { z } from "zod";
import { isRole } from "../../core/access/permissions";
import { DomainError } from "../../core/errors";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";

export const meResult = z.object({
  userId: z.uuid(),
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  role: z.string(),
  /** Null for a role that the product brings. */
  roleName: z.string().nullable(),
  permissions: z.array(z.string()),
  language: z.string(),
  /** Null: every store. */
  storeIds: z.array(z.uuid()).nullable(),
  tenant: z.object({
    code: z.string(),
    name: z.string(),
    country: z.string(),
    currency: z.string(),
    isDemo: z.boolean(),
  }),
});

export type Me = z.infer<typeof meResult>;

type MeRow = {
  name: string;
  display_name: string;
  email: string;
  language: string;
  role_name: string | null;
  code: string;
  tenant_name: string;
  country: string;
  currency: string;
  is_demo: boolean;
};

/**
 * Who is signed in, and where.
 *
 * @throws DomainError permission_denied (a device is nobody)
 */
export async function getMe(context: TenantContext): Promise<Me> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  // no-audit: a read.
  const [row] = await inTransaction(context, (tx) =>
    tx.execute<MeRow>(sql`
      select users.name, users.display_name, users.email,
        coalesce(users.language, tenants.language) as language, tenants.code, roles.name as role_name,
        tenants.name as tenant_name, tenants.country, tenants.currency, tenants.is_demo
      from users join tenants on tenants.tenant_id = ${tenantId}::uuid
      left join roles on roles.tenant_id = ${tenantId}::uuid and roles.code = users.role
        and roles.deleted_at is null
      where users.tenant_id = ${tenantId}::uuid and users.id = ${actor.userId}::uuid`),
  );
  if (!row) throw new DomainError("unauthenticated");
  return {
    userId: actor.userId,
    name: row.name,
    displayName: row.display_name,
    email: row.email,
    role: actor.role,
    roleName: isRole(actor.role) ? null : row.role_name,
    permissions: [...actor.permissions],
    language: row.language,
    storeIds: actor.storeIds === null ? null : [...actor.storeIds],
    tenant: {
      code: row.code,
      name: row.tenant_name,
      country: row.country,
      currency: row.currency,
      isDemo: row.is_demo,
    },
  };
}
