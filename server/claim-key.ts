import { sql } from "drizzle-orm";
import { answerAgain, type KnownRequest } from "../core/idempotency";
import { canonicalJson, sha256Hex } from "../core/sync/canonical";
import { toIso } from "../core/time";
import type { Tx } from "../db/client";
import type { TenantContext } from "./context";

/**
 * Take an idempotency key for what a request is about to make, or say what it stands for already. A
 * second request under the same key waits here until the first has been carried out or undone.
 *
 * @param claim.area what kind of request; each caller has keys of their own in it.
 * @returns null when the key is new.
 * @throws DomainError idempotency_conflict when the key stands for another request [ID1].
 */
export async function claimKey(
  tx: Tx,
  context: TenantContext,
  claim: { area: string; key: string; request: unknown; resultId: string },
): Promise<string | null> {
  const { actor, tenantId } = context;
  const scope = `${claim.area}/${actor.kind === "user" ? actor.userId : "system"}`;
  const requestSha256 = sha256Hex(canonicalJson(claim.request));
  const inserted = await tx.execute(sql`
    insert into idempotency_keys (tenant_id, scope, key, request_sha256, result_id, created_at)
    values (${tenantId}::uuid, ${scope}, ${claim.key}, ${requestSha256}, ${claim.resultId}::uuid,
      ${toIso(context.now())}::timestamptz)
    on conflict (tenant_id, scope, key) do nothing returning 1`);
  if (inserted.length > 0) return null;
  const rows = await tx.execute<KnownRequest<string>>(sql`
    select request_sha256 as "requestSha256", result_id as answer from idempotency_keys
    where tenant_id = ${tenantId}::uuid and scope = ${scope} and key = ${claim.key}`);
  return answerAgain(rows[0] ?? null, requestSha256);
}
