import { sql } from "drizzle-orm";
import type { Deviation } from "../../core/sync/event-store";
import type { Tx } from "../../db/client";
import type { AlertKind } from "./mail-texts";
import { type AlertContext, queueOwnerAlert } from "./queue-alert";

/** Deviations that an owner should hear of before they next come to the office [MA1]. */
const ALERTS: Readonly<Record<string, AlertKind>> = {
  pin_locked: "till_locked",
  possible_clone: "till_cloned",
  audit_broken: "audit_broken",
};

/** Tell the owners, where mail is sent, of those deviations that cannot wait. */
export async function alertOwners(
  tx: Tx,
  context: AlertContext,
  found: readonly Deviation[],
): Promise<void> {
  if (context.outbox === null) return;
  for (const deviation of found) {
    const kind = ALERTS[deviation.kind];
    if (kind === undefined) continue;
    await queueOwnerAlert(tx, context, { kind, what: await placeOf(tx, context, deviation) });
  }
}

/** The till and its store by name, and whose PIN it was; of a trail where it breaks. */
async function placeOf(tx: Tx, context: AlertContext, deviation: Deviation): Promise<string> {
  const { tenantId } = context;
  const { terminalId, details } = deviation;
  if (terminalId === null) return `# ${details["sequence"] ?? ""}`;
  const userId = details["userId"] ?? null;
  const [place] = await tx.execute<{ code: string; store: string; person: string | null }>(sql`
    select t.code, s.name as store,
      (select u.name from users u where u.tenant_id = ${tenantId}::uuid
        and u.id::text = ${String(userId)}) as person
    from terminals t
    join stores s on s.tenant_id = ${tenantId}::uuid and s.id = t.store_id
    where t.tenant_id = ${tenantId}::uuid and t.id = ${terminalId}::uuid`);
  return [place?.person, place?.code, place?.store].filter(Boolean).join(" · ");
}
