import { and, eq } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { accessRules } from "../../db/schema/access";

/**
 * Refuse a sale, return or void that no till makes where a business has them at enrolled tills
 * alone [DV6]. What a till sends never comes this way.
 *
 * @throws DomainError till_required
 */
export async function requireSaleWithoutTill(tx: Tx, tenantId: string): Promise<void> {
  const [refusing] = await tx
    .select({ version: accessRules.version })
    .from(accessRules)
    .where(and(eq(accessRules.tenantId, tenantId), eq(accessRules.isTillRequired, true)));
  if (refusing) throw new DomainError("till_required");
}
