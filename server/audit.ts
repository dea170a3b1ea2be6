import type { Tx } from "../db/client";
import { auditEntries } from "../db/schema/people";
import type { TenantContext } from "./context";

/** Record who did what, in the transaction of the act: when this fails, the act did not happen. */
export async function recordAudit(
  tx: Tx,
  context: TenantContext,
  entry: {
    action: string;
    subjectId?: string | null;
    details?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { actor } = context;
  await tx.insert(auditEntries).values({
    tenantId: context.tenantId,
    id: context.newId(),
    at: new Date(context.now()),
    actorKind: actor.kind,
    actorId:
      actor.kind === "user" ? actor.userId : actor.kind === "terminal" ? actor.terminalId : null,
    action: entry.action,
    subjectId: entry.subjectId ?? null,
    details: entry.details ?? {},
    ip: context.ip,
    requestId: context.requestId,
  });
}
