import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type OpeningHours, openingHoursSchema } from "../../core/access/access-rules";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { accessRules } from "../../db/schema/access";
import { requireEverywhere } from "../access/holder-of";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { requireStepUp } from "../require-step-up";
import { inTransaction } from "../transaction";
import { isInRanges, normalizeRange } from "./address-ranges";

const RANGES_MAX = 100;

export const saveAccessRulesInput = z.strictObject({
  /** None: from anywhere. */
  allowedRanges: z.array(z.string().trim().min(1).max(60)).max(RANGES_MAX),
  /** Null: at any hour. */
  openingHours: openingHoursSchema.nullable(),
  /** Whether only enrolled tills sell, take back and void. */
  isTillRequired: z.boolean(),
  version: z.number().int().min(0),
});
export type SaveAccessRulesInput = z.infer<typeof saveAccessRulesInput>;

export const saveAccessRulesResult = z.object({
  allowedRanges: z.array(z.string()),
  version: z.number().int(),
});
export type SaveAccessRulesResult = z.infer<typeof saveAccessRulesResult>;

/**
 * Set from where and when people may use the business, and whether sales need an enrolled till; it
 * holds from their next request on.
 *
 * @throws DomainError permission_denied | step_up_required | address_range_invalid (names it) |
 *         would_lock_out (whoever saves is in none of the ranges) | validation_failed (the zone) |
 *         stale_version
 */
export async function saveAccessRules(
  context: TenantContext,
  input: SaveAccessRulesInput,
): Promise<SaveAccessRulesResult> {
  requirePermission(context.actor, "access.write");
  requireEverywhere(context.actor);
  requireStepUp(context);
  const allowedRanges = [...new Set(input.allowedRanges.map(requireRange))];
  requireStillIn(allowedRanges, context.ip);
  requireZone(input.openingHours);
  const { openingHours, isTillRequired } = input;
  const rules = { allowedRanges, openingHours, isTillRequired };
  return inTransaction(context, async (tx) => {
    const before = await lockRules(tx, context, input.version);
    const version = before.version + 1;
    await tx
      .update(accessRules)
      .set({ ...rules, version, updatedAt: new Date(context.now()) })
      .where(and(eq(accessRules.tenantId, context.tenantId)));
    await recordAudit(tx, context, {
      action: "access_rules.save",
      before: {
        allowedRanges: before.allowedRanges,
        openingHours: before.openingHours,
        isTillRequired: before.isTillRequired,
      },
      after: rules,
    });
    return { allowedRanges, version };
  });
}

function requireRange(text: string): string {
  const range = normalizeRange(text);
  if (range === null) throw new DomainError("address_range_invalid", { range: text });
  return range;
}

function requireStillIn(ranges: readonly string[], address: string | null): void {
  if (ranges.length === 0 || isInRanges(ranges, address)) return;
  throw new DomainError("would_lock_out", { address });
}

function requireZone(hours: OpeningHours | null): void {
  if (hours === null) return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: hours.timezone });
  } catch {
    throw new DomainError("validation_failed", { path: "openingHours.timezone" });
  }
}

type LockedRules = {
  readonly version: number;
  readonly allowedRanges: readonly string[];
  readonly openingHours: OpeningHours | null;
  readonly isTillRequired: boolean;
};

/** A business without a row gets its first, so that there is one to lock. */
async function lockRules(tx: Tx, context: TenantContext, version: number): Promise<LockedRules> {
  const { tenantId } = context;
  await tx.execute(sql`
    insert into access_rules (tenant_id, updated_at, version)
    values (${tenantId}::uuid, ${new Date(context.now()).toISOString()}::timestamptz, 0)
    on conflict (tenant_id) do nothing`);
  const [row] = await tx
    .select()
    .from(accessRules)
    .where(eq(accessRules.tenantId, tenantId))
    .for("update");
  if (row?.version !== version) {
    throw new DomainError("stale_version", { version: row?.version ?? 0 });
  }
  return row;
}
