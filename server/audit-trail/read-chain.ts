import { sql } from "drizzle-orm";
import { AUDIT_GENESIS, type AuditFacts, type AuditLink } from "../../core/access/audit-chain";
import type { Tx } from "../../db/client";

export type ChainEntry = AuditFacts & { readonly prevHash: string; readonly hash: string };

type Row = Omit<ChainEntry, "at" | "sequence" | "actorRole"> & {
  at: string;
  sequence: string;
  actorRole: string | null;
};

/** Entries of the chain behind a place in it, in order, as they were hashed. */
export async function readChain(
  tx: Tx,
  tenantId: string,
  page: { readonly after: number; readonly through: number; readonly limit: number },
): Promise<readonly ChainEntry[]> {
  const rows = await tx.execute<Row>(sql`
    select tenant_id as "tenantId", id, sequence, at, actor_kind as "actorKind",
      actor_id as "actorId", actor_role as "actorRole", action, subject_id as "subjectId", details, before, after, ip,
      user_agent as "userAgent", session_id as "sessionId", request_id as "requestId",
      prev_hash as "prevHash", hash
    from audit_entries
    where tenant_id = ${tenantId}::uuid and sequence > ${page.after}
      and sequence <= ${page.through}
    order by sequence limit ${page.limit}`);
  return rows.map(({ actorRole, ...row }) => ({
    ...row,
    ...(actorRole !== null && { actorRole }),
    at: new Date(row.at).toISOString(),
    sequence: Number(row.sequence),
  }));
}

/** What the entry behind a place must follow; null when there is no entry in that place. */
export async function readLink(
  tx: Tx,
  tenantId: string,
  sequence: number,
): Promise<AuditLink | null> {
  if (sequence === 0) return { sequence, hash: AUDIT_GENESIS };
  const [row] = await tx.execute<{ hash: string }>(sql`
    select hash from audit_entries
    where tenant_id = ${tenantId}::uuid and sequence = ${sequence}`);
  return row ? { sequence, hash: row.hash } : null;
}
