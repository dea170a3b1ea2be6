import { sql } from "drizzle-orm";
import { anchorText } from "../../core/access/audit-anchor";
import { uuidFrom } from "../../core/ids";
import { verifyAudit } from "../audit-trail/verify-audit";
import type { Runtime, TenantContext } from "../context";
import { systemContext } from "../tenants/system-context";
import { noteDeviations } from "../till-sync/note-deviations";
import { inTransaction } from "../transaction";

/** The name of the step, for the worker's calendar and the cron route. */
export const ANCHOR_AUDIT = "anchor_audit";

const DAY_MS = 86_400_000;
/** The newest of a trail, which a day seldom outgrows; the command proves the whole. */
const CHECKED_ENTRIES = 10_000;

export type AnchorRun = {
  readonly anchored: number;
  /** False when time was up before every tenant had its anchor. */
  readonly isComplete: boolean;
};

/**
 * Sign where each tenant's audit trail stands, once a day: the first run of a day in UTC anchors
 * the day before it, so everything of that day is at or below the anchored place. A tenant that has
 * its anchor is left alone, so this may run at any time, as often as anybody likes, and a run that
 * was missed is made up by the next of the same day. With each anchor the newest entries are
 * computed again; a trail that does not add up stands before whoever looks at what contradicts.
 */
export async function anchorAudit(
  runtime: Runtime,
  options: { readonly msMax: number },
): Promise<AnchorRun> {
  const until = performance.now() + options.msMax;
  let anchored = 0;
  for (const tenantId of await runtime.database.listTenantIds()) {
    if (performance.now() > until) return { anchored, isComplete: false };
    const context = systemContext(runtime, tenantId);
    if (!(await anchorTenant(context))) continue;
    anchored += 1;
    await checkTrail(context);
  }
  return { anchored, isComplete: true };
}

/** Compute the newest entries again, and put a break before owners, once a day. */
export async function checkTrail(context: TenantContext): Promise<void> {
  const { tenantId } = context;
  const { breaks } = await verifyAudit(context, { newest: CHECKED_ENTRIES });
  const [first] = breaks;
  if (first === undefined) return;
  const day = new Date(context.now()).toISOString().slice(0, 10);
  // no-audit: nothing is done to the trail here.
  await inTransaction(context, async (tx) => {
    // The list is by stores; what is of the business stands in its first.
    const [store] = await tx.execute<{ id: string }>(sql`
      select id from stores where tenant_id = ${tenantId}::uuid order by created_at, id limit 1`);
    await noteDeviations(tx, context, [
      {
        id: uuidFrom(tenantId, "audit_broken", day),
        kind: "audit_broken",
        severity: "danger",
        ...{ storeId: store?.id ?? null, terminalId: null, sourceEventId: null },
        details: { sequence: first.sequence, breaks: breaks.length },
      },
    ]);
  });
}

/** @returns whether the tenant had something to anchor and no anchor of yesterday yet. */
export async function anchorTenant(context: TenantContext): Promise<boolean> {
  const { tenantId } = context;
  const anchoredOn = new Date(context.now() - DAY_MS).toISOString().slice(0, 10);
  // no-audit: an anchor is of the trail, not in it.
  return inTransaction(context, async (tx) => {
    const [head] = await tx.execute<{ sequence: string; hash: string }>(sql`
      select sequence, hash from audit_heads
      where tenant_id = ${tenantId}::uuid and not exists (
        select 1 from audit_anchors where audit_anchors.tenant_id = ${tenantId}::uuid
          and anchored_on = ${anchoredOn}::date)`);
    if (!head) return false;
    const place = { tenantId, anchoredOn, sequence: Number(head.sequence), hash: head.hash };
    const signed = context.serverKey().sign(anchorText(place));
    const signature = Buffer.from(signed).toString("base64url");
    const added = await tx.execute(sql`
      insert into audit_anchors (tenant_id, anchored_on, sequence, hash, signature, created_at)
      values (${tenantId}::uuid, ${anchoredOn}::date, ${place.sequence}, ${place.hash},
        ${signature}, ${new Date(context.now()).toISOString()}::timestamptz)
      on conflict do nothing returning 1`);
    return added.length > 0;
  });
}
