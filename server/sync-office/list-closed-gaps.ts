import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { isInScope } from "./require-terminal";

const GAPS_MAX = 200;

export const listClosedGapsInput = z.strictObject({ terminalId: z.uuid() });

export const listClosedGapsResult = z.object({
  items: z.array(
    z.object({
      first: z.number().int(),
      last: z.number().int(),
      reason: z.string(),
      closedBy: z.string(),
      closedAt: z.string(),
      /** Of its events, how many came all the same. */
      arrivedCount: z.number().int(),
    }),
  ),
});
export type ListClosedGapsResult = z.infer<typeof listClosedGapsResult>;

/**
 * Gaps of a terminal that a person closed, the latest first; none for a terminal out of scope.
 *
 * @throws DomainError permission_denied
 */
export async function listClosedGaps(
  context: TenantContext,
  { terminalId }: z.infer<typeof listClosedGapsInput>,
): Promise<ListClosedGapsResult> {
  requirePermission(context.actor, "sync.read");
  const { tenantId } = context;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<Record<string, string>>(sql`
      select closed_gaps.from_sequence as first, closed_gaps.through_sequence as last,
        closed_gaps.reason, coalesce(users.display_name, users.name, '') as "closedBy",
        closed_gaps.closed_at as "closedAt", (
          select count(*) from event_inbox where event_inbox.tenant_id = ${tenantId}::uuid
            and event_inbox.terminal_id = closed_gaps.terminal_id and event_inbox.sequence
              between closed_gaps.from_sequence and closed_gaps.through_sequence) as arrived
      from closed_gaps
      join terminals on terminals.tenant_id = ${tenantId}::uuid
        and terminals.id = closed_gaps.terminal_id
        and ${isInScope(context, sql`terminals.store_id`)}
      left join users on users.tenant_id = ${tenantId}::uuid and users.id = closed_gaps.closed_by_id
      where closed_gaps.tenant_id = ${tenantId}::uuid
        and closed_gaps.terminal_id = ${terminalId}::uuid
      order by closed_gaps.closed_at desc limit ${GAPS_MAX}`),
  );
  return {
    items: rows.map((row) => ({
      first: Number(row["first"]),
      last: Number(row["last"]),
      reason: String(row["reason"]),
      closedBy: String(row["closedBy"]),
      closedAt: new Date(String(row["closedAt"])).toISOString(),
      arrivedCount: Number(row["arrived"]),
    })),
  };
}
