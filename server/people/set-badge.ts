import { sql } from "drizzle-orm";
import { z } from "zod";
import { BADGE_LENGTH_MAX, BADGE_LENGTH_MIN } from "../../core/access/badge";
import { DomainError } from "../../core/errors";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { requireManaged } from "./find-person-row";
import { buildBadgeVerifier } from "./pin-verifier";

export const setBadgeInput = z.strictObject({
  personId: z.uuid(),
  /** What its bar code or chip says; null takes the badge away. */
  code: z.string().trim().min(BADGE_LENGTH_MIN).max(BADGE_LENGTH_MAX).nullable(),
});
export type SetBadgeInput = z.infer<typeof setBadgeInput>;

export const setBadgeResult = z.object({ personId: z.uuid(), hasBadge: z.boolean() });
export type SetBadgeResult = z.infer<typeof setBadgeResult>;

/**
 * Give somebody a badge for the tills of their stores, in place of the one before, or take it away.
 * It signs in whoever also has a PIN; tills learn it with their next fetch.
 *
 * @throws DomainError permission_denied | not_found | code_taken (somebody else has that badge)
 */
export async function setBadge(
  context: TenantContext,
  { personId, code }: SetBadgeInput,
): Promise<SetBadgeResult> {
  requirePermission(context.actor, "staff.write");
  const { tenantId } = context;
  const badge = code === null ? null : await buildBadgeVerifier(tenantId, code);
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, tenantId, CONFIG_STREAM);
    const person = await requireManaged(tx, context, personId);
    if (badge !== null) await requireUnused(tx, tenantId, { personId, hash: badge.hash });
    const [before] = await tx.execute<{ had_badge: boolean }>(sql`
      select badge is not null as had_badge from users
      where tenant_id = ${tenantId}::uuid and id = ${person.id}::uuid`);
    await tx.execute(sql`
      update users set badge = ${badge === null ? null : JSON.stringify(badge)}::jsonb,
        updated_at = ${toIso(context.now())}::timestamptz, version = version + 1,
        revision = ${revision}
      where tenant_id = ${tenantId}::uuid and id = ${person.id}::uuid`);
    await recordAudit(tx, context, {
      action: "user.set_badge",
      subjectId: personId,
      before: { hasBadge: before?.had_badge ?? false },
      after: { hasBadge: badge !== null },
    });
    return { personId, hasBadge: badge !== null };
  });
}

/** The revision that is held keeps two people from getting one badge at once. */
async function requireUnused(
  tx: Tx,
  tenantId: string,
  given: { personId: string; hash: string },
): Promise<void> {
  const others = await tx.execute(sql`
    select 1 from users where tenant_id = ${tenantId}::uuid and id <> ${given.personId}::uuid
      and badge ->> 'hash' = ${given.hash} limit 1`);
  if (others.length > 0) throw new DomainError("code_taken");
}
