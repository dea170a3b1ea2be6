import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import type { TenantContext } from "../../context";
import { inTransaction } from "../../transaction";

export const securityResult = z.object({
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** The person's role asks for one. */
  isSecondFactorRequired: z.boolean(),
  recoveryCodesLeft: z.number().int(),
});

type SecurityRow = {
  has_password: boolean;
  has_factor: boolean;
  is_required: boolean;
  codes_left: number;
};

/**
 * How the caller proves who they are.
 *
 * @throws DomainError permission_denied (a device proves nothing)
 */
export async function getSecurity(
  context: TenantContext,
): Promise<z.output<typeof securityResult>> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  // no-audit: a read.
  const [row] = await inTransaction(context, (tx) =>
    tx.execute<SecurityRow>(sql`
      select u.password_hash is not null as has_password,
        f.confirmed_at is not null as has_factor,
        coalesce(a.two_factor_roles ? u.role, false) as is_required,
        (select count(*)::int from recovery_codes c
          where c.tenant_id = ${tenantId}::uuid and c.user_id = u.id and c.used_at is null)
          as codes_left
      from users u
      left join user_factors f on f.tenant_id = ${tenantId}::uuid and f.user_id = u.id
      left join access_rules a on a.tenant_id = ${tenantId}::uuid
      where u.tenant_id = ${tenantId}::uuid and u.id = ${actor.userId}::uuid`),
  );
  if (!row) throw new DomainError("unauthenticated");
  return {
    hasPassword: row.has_password,
    hasSecondFactor: row.has_factor,
    isSecondFactorRequired: row.is_required,
    recoveryCodesLeft: row.codes_left,
  };
}
