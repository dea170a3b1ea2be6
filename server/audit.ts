import { sql } from "drizzle-orm";
import { AUDIT_GENESIS, type AuditFacts, auditHash } from "../core/access/audit-chain";
import { toIso } from "../core/time";
import type { Tx } from "../db/client";
import { auditEntries } from "../db/schema/audit";
import type { Actor, TenantContext } from "./context";

export type AuditEntry = {
  readonly action: string;
  readonly subjectId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What the act changed, as it was and as it is. No secret and no hash of one belongs here. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

/**
 * Record who did what, in the transaction of the act: when this fails, the act did not happen. The
 * entry is the next link of the tenant's chain, whose head stays locked until the act is durable;
 * so it comes last in a transaction.
 */
export async function recordAudit(
  tx: Tx,
  context: TenantContext,
  entry: AuditEntry,
): Promise<void> {
  const { actor, tenantId } = context;
  const head = await lockHead(tx, tenantId);
  const facts: AuditFacts = {
    tenantId,
    id: context.newId(),
    sequence: head.sequence + 1,
    at: toIso(context.now()),
    actorKind: actor.kind,
    actorId: actorIdOf(actor),
    action: entry.action,
    subjectId: entry.subjectId ?? null,
    details: plain(entry.details ?? {}),
    before: plain(entry.before ?? null),
    after: plain(entry.after ?? null),
    ip: context.ip,
    userAgent: context.userAgent,
    sessionId: actor.kind === "user" ? actor.sessionId : null,
    requestId: context.requestId,
  };
  const hash = auditHash(head.hash, facts);
  await tx
    .insert(auditEntries)
    .values({ ...facts, at: new Date(facts.at), prevHash: head.hash, hash });
  await tx.execute(sql`
    update audit_heads set sequence = ${facts.sequence}, hash = ${hash}
    where tenant_id = ${tenantId}::uuid`);
}

async function lockHead(tx: Tx, tenantId: string): Promise<{ sequence: number; hash: string }> {
  const [head] = await tx.execute<{ sequence: string; hash: string }>(sql`
    insert into audit_heads as head (tenant_id, sequence, hash)
    values (${tenantId}::uuid, 0, ${AUDIT_GENESIS})
    on conflict (tenant_id) do update set sequence = head.sequence
    returning sequence, hash`);
  if (!head) throw new Error("an upsert returns its row");
  return { sequence: Number(head.sequence), hash: head.hash };
}

function actorIdOf(actor: Actor): string | null {
  if (actor.kind === "user") return actor.userId;
  return actor.kind === "terminal" ? actor.terminalId : null;
}

/** As the database will give it back: what is not JSON is written as JSON writes it, or left out. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
