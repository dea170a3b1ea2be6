import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";
import { TERMINAL_KINDS } from "./issue-terminal";

const TERMINALS_MAX = 500;

export const listTerminalsResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      kind: z.enum(TERMINAL_KINDS),
      status: z.string(),
      storeId: z.uuid(),
      storeName: z.string(),
      registerName: z.string(),
      deviceName: z.string().nullable(),
      appVersion: z.string().nullable(),
      /** What the device says it has, what is durable here, and what stands in the ledger. */
      claimedSequence: z.number().int(),
      receivedSequence: z.number().int(),
      appliedSequence: z.number().int(),
      quarantinedCount: z.number().int(),
      enrolledAt: z.string(),
      /** Who set it up, or made the code for it. */
      enrolledByName: z.string().nullable(),
      lastSeenAt: z.string().nullable(),
      /** Of its last exchange. */
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
      registerId: z.uuid(),
      /** Whether it has a key, and has shown that it holds it. */
      proof: z.enum(["none", "possible", "required"]),
    }),
  ),
});

export type ListTerminalsResult = z.infer<typeof listTerminalsResult>;
type TerminalItem = ListTerminalsResult["items"][number];
type TerminalRow = Record<keyof TerminalItem, unknown>;

/**
 * Enrolled devices and the server's own terminals, the active ones first.
 *
 * @throws DomainError permission_denied
 */
export async function listTerminals(context: TenantContext): Promise<ListTerminalsResult> {
  requirePermission(context.actor, "sync.read");
  const { tenantId } = context;
  const scope = scopedStoreIds(context.actor);
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<TerminalRow>(sql`
      select terminals.id, terminals.code, terminals.kind, terminals.status,
        terminals.store_id as "storeId", stores.name as "storeName",
        registers.name as "registerName", terminals.device_name as "deviceName",
        terminals.app_version as "appVersion", terminals.claimed_sequence as "claimedSequence",
        terminals.received_sequence as "receivedSequence",
        terminals.applied_sequence as "appliedSequence", terminals.enrolled_at as "enrolledAt",
        terminals.last_seen_at as "lastSeenAt",
        terminals.ip, terminals.user_agent as "userAgent", terminals.register_id as "registerId",
        (select users.name from users where users.tenant_id = ${tenantId}::uuid
          and users.id = terminals.enrolled_by_id) as "enrolledByName",
        case when terminals.is_proof_required then 'required'
          when terminals.public_key is null then 'none' else 'possible' end as proof, (
          select count(*)::int from event_inbox where event_inbox.tenant_id = ${tenantId}::uuid
            and event_inbox.terminal_id = terminals.id and event_inbox.state = 'quarantined'
        ) as "quarantinedCount"
      from terminals
      join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = terminals.store_id
      join registers on registers.tenant_id = ${tenantId}::uuid
        and registers.id = terminals.register_id
      where terminals.tenant_id = ${tenantId}::uuid and ${
        scope === null
          ? sql`true`
          : sql`terminals.store_id in (
              select (jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))::uuid)`
      }
      order by terminals.status <> 'active', stores.name, registers.name, terminals.epoch desc
      limit ${TERMINALS_MAX}`),
  );
  return { items: rows.map(toItem) };
}

function toItem(row: TerminalRow): TerminalItem {
  return {
    ...(row as TerminalItem),
    claimedSequence: Number(row.claimedSequence),
    receivedSequence: Number(row.receivedSequence),
    appliedSequence: Number(row.appliedSequence),
    enrolledAt: new Date(String(row.enrolledAt)).toISOString(),
    lastSeenAt: row.lastSeenAt === null ? null : new Date(String(row.lastSeenAt)).toISOString(),
  };
}
