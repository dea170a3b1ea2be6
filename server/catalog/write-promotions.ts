import { sql } from "drizzle-orm";
import { z } from "zod";
import { normalizeCouponCode } from "../../core/promotion/compile-promotions";
import { promotionSchema } from "../../core/promotion/promotion";
import { toIso } from "../../core/time";
import { insertRows } from "../../db/insert-rows";
import { promotions } from "../../db/schema/catalog";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CATALOG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requireDistinct } from "../require-distinct";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { readRuleStates } from "./read-rule-states";

export const writePromotionsInput = z.strictObject({
  promotions: z
    .array(promotionSchema.omit({ id: true }).extend({ isActive: z.boolean().default(true) }))
    .min(1)
    .max(5_000),
});
export type WritePromotionsInput = z.input<typeof writePromotionsInput>;

/**
 * Create or replace promotions by their codes, all or nothing. One that is not active any more
 * leaves the tills; sales that it reduced keep what it gave.
 *
 * @returns ids by code.
 * @throws DomainError permission_denied | validation_failed
 */
export async function writePromotions(
  context: TenantContext,
  input: WritePromotionsInput,
): Promise<ReadonlyMap<string, string>> {
  requirePermission(context.actor, "catalog.write");
  const given = parseInput(writePromotionsInput, input).promotions;
  const givenCodes = given.map((promotion) => promotion.code);
  requireDistinct("code", givenCodes);
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, tenantId, CATALOG_STREAM);
    const codes = JSON.stringify(givenCodes);
    const states = () => readRuleStates(tx, tenantId, { table: "promotions", codes: givenCodes });
    const before = await states();
    const known = await tx.execute<{ code: string; id: string }>(sql`
      select code, id from promotions where tenant_id = ${tenantId}::uuid
        and code in (select jsonb_array_elements_text(${codes}::jsonb))`);
    const ids = new Map(known.map((row) => [row.code, row.id]));
    const at = toIso(context.now());
    const rows = given.map(({ code, name, priority, isActive, ...definition }) => {
      const id = ids.get(code) ?? context.newId();
      ids.set(code, id);
      const { coupon } = definition;
      return {
        id,
        code,
        name,
        priority,
        isActive,
        couponCode: coupon === null ? null : normalizeCouponCode(coupon.code),
        definition,
        createdAt: at,
        updatedAt: at,
        deletedAt: null,
        revision,
      };
    });
    await insertRows(tx, promotions, {
      tenantId,
      rows,
      onConflict: sql`on conflict (tenant_id, id) do update set version = promotions.version + 1,
        name = excluded.name, priority = excluded.priority, is_active = excluded.is_active,
        coupon_code = excluded.coupon_code, definition = excluded.definition,
        updated_at = excluded.updated_at, deleted_at = null, revision = excluded.revision`,
    });
    await recordAudit(tx, context, {
      action: "promotion.write",
      details: { promotions: rows.length, revision },
      before,
      after: await states(),
    });
    return ids;
  });
}
