import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { openingHoursSchema } from "../../core/access/access-rules";
import type { Tx } from "../../db/client";
import { accessRules } from "../../db/schema/access";
import { requireEverywhere } from "../access/holder-of";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";

export const accessRulesResult = z.object({
  allowedRanges: z.array(z.string()),
  openingHours: openingHoursSchema.nullable(),
  isTillRequired: z.boolean(),
  /** 0 while a business has set nothing. */
  version: z.number().int(),
  /** From where the question came, as this deployment sees it. */
  ownAddress: z.string().nullable(),
  /** The zone of the first store, to begin with. */
  timezone: z.string(),
});
export type AccessRulesResult = z.infer<typeof accessRulesResult>;

/**
 * From where and when people may use the business, and whether sales need an enrolled till.
 *
 * @throws DomainError permission_denied
 */
export async function readAccessRules(context: TenantContext): Promise<AccessRulesResult> {
  requirePermission(context.actor, "access.write");
  requireEverywhere(context.actor);
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const [row] = await tx
      .select()
      .from(accessRules)
      .where(eq(accessRules.tenantId, context.tenantId));
    return {
      allowedRanges: [...(row?.allowedRanges ?? [])],
      openingHours: row?.openingHours ?? null,
      isTillRequired: row?.isTillRequired ?? false,
      version: row?.version ?? 0,
      ownAddress: context.ip,
      timezone: await firstTimezone(tx, context.tenantId),
    };
  });
}

async function firstTimezone(tx: Tx, tenantId: string): Promise<string> {
  const [store] = await tx.execute<{ timezone: string }>(sql`
    select timezone from stores where tenant_id = ${tenantId}::uuid and deleted_at is null
    order by created_at, id limit 1`);
  return store?.timezone ?? "UTC";
}
