import { sql } from "drizzle-orm";
import { AUDIT_GENESIS, type AuditFacts, auditHash } from "../core/access/audit-chain";
import { assert } from "../core/assert";
import { toIso } from "../core/time";
import type { Tx } from "../db/client";
import { insertRows } from "../db/insert-rows";
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

type Noted = Omit<AuditFacts, "sequence">;

/** What each open transaction has to record before it commits. */
const notedBy = new WeakMap<Tx, Noted[]>();

/**
 * Record who did what, in the transaction of the act: when this fails, the act did not happen. The
 * entry is written as the last thing of the transaction that `inTransaction` began, whenever in it
 * this is called.
 */
export async function recordAudit(
  tx: Tx,
  context: TenantContext,
  entry: AuditEntry,
): Promise<void> {
  const noted = notedBy.get(tx);
  assert(noted !== undefined, "an act is recorded in the transaction that inTransaction began");
  const { actor, tenantId } = context;
  noted.push({
    tenantId,
    id: context.newId(),
    at: toIso(context.now()),
    actorKind: actor.kind,
    actorId: actorIdOf(actor),
    // Who is only just signing in or out may not have one yet.
    ...(actor.kind === "user" && actor.role !== "" && { actorRole: actor.role }),
    action: entry.action,
    subjectId: entry.subjectId ?? null,
    details: plain(entry.details ?? {}),
    before: plain(entry.before ?? null),
    after: plain(entry.after ?? null),
    ip: context.ip,
    userAgent: context.userAgent,
    sessionId: actor.kind === "user" ? actor.sessionId : null,
    requestId: context.requestId,
  });
}

/**
 * Run the work of a transaction and then write what it recorded, each entry the next link of the
 * tenant's chain. The chain's head is locked by the very last statement before the commit, so
 * whoever waits for it holds nothing that its holder could still want: acts of a tenant queue
 * there, and cannot block each other for good.
 */
export async function withAudit<Result>(
  tx: Tx,
  tenantId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const noted: Noted[] = [];
  notedBy.set(tx, noted);
  const result = await work(tx);
  notedBy.delete(tx);
  if (noted.length > 0) await extendChain(tx, tenantId, noted);
  return result;
}

async function extendChain(tx: Tx, tenantId: string, noted: readonly Noted[]): Promise<void> {
  const head = await lockHead(tx, tenantId);
  let last = head;
  const rows = noted.map((each) => {
    assert(each.tenantId === tenantId, "an act is recorded in its own tenant");
    const facts = { ...each, sequence: last.sequence + 1 };
    const hash = auditHash(last.hash, facts);
    const row = { ...facts, actorRole: each.actorRole ?? null, prevHash: last.hash, hash };
    last = { sequence: facts.sequence, hash };
    return row;
  });
  await insertRows(tx, auditEntries, { tenantId, rows, onConflict: sql`returning 1` });
  await tx.execute(sql`
    update audit_heads set sequence = ${last.sequence}, hash = ${last.hash}
    where tenant_id = ${tenantId}::uuid`);
}

async function lockHead(tx: Tx, tenantId: string): Promise<{ sequence: number; hash: string }> {
  const [head] = await tx.execute<{ sequence: string; hash: string }>(sql`
    insert into audit_heads as head (tenant_id, sequence, hash)
    values (${tenantId}::uuid, 0, ${AUDIT_GENESIS})
    on conflict (tenant_id) do update set sequence = head.sequence
    returning sequence, hash`);
  assert(head !== undefined, "an upsert returns its row");
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
