import { sql } from "drizzle-orm";
import type { TestTenant } from "./new-tenant";

export type AuditRow = {
  readonly action: string;
  readonly subject_id: string | null;
  readonly actor_id: string | null;
  readonly details: Record<string, unknown>;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
};

/** What the audit trail says of a subject, in its order. */
export async function readAudit(
  { runtime, tenantId }: TestTenant,
  subjectId: string | null,
): Promise<readonly AuditRow[]> {
  return runtime.database.withTenant(tenantId, (tx) =>
    tx.execute<AuditRow>(sql`
      select action, subject_id, actor_id, details, before, after from audit_entries
      where tenant_id = ${tenantId}::uuid and subject_id = ${subjectId}::uuid order by sequence`),
  );
}
