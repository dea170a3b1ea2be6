import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantContext } from "../context";
import { likelyInstant } from "../likely-time";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { isInScope } from "./require-terminal";

export const listDeviationsInput = z.strictObject({
  terminalId: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListDeviationsInput = z.input<typeof listDeviationsInput>;

export const listDeviationsResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      severity: z.enum(["info", "warning", "danger"]),
      /** ISO 8601 UTC, beside the zone whose clock it is shown on. */
      at: z.string(),
      timezone: z.string(),
      storeName: z.string(),
      registerName: z.string().nullable(),
      terminalId: z.uuid().nullable(),
      terminalCode: z.string().nullable(),
      /** A product or a cart that it is about. */
      subjectName: z.string().nullable(),
      saleId: z.uuid().nullable(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    }),
  ),
  /** Cursor of the next page; null on the last one. */
  nextCursor: z.string().nullable(),
});
export type ListDeviationsResult = z.infer<typeof listDeviationsResult>;
type DeviationItem = ListDeviationsResult["items"][number];

/**
 * Open deviations, the newest first: what was booked as it came although it contradicts something.
 * Events that were set aside have a list of their own.
 *
 * @throws DomainError permission_denied | page_cursor_invalid
 */
export async function listDeviations(
  context: TenantContext,
  input: ListDeviationsInput = {},
): Promise<ListDeviationsResult> {
  requirePermission(context.actor, "sync.read");
  const { terminalId, cursor, limit } = listDeviationsInput.parse(input);
  const { tenantId } = context;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<DeviationItem>(sql`
      select open.id, open.kind, open.severity, open.at, stores.timezone,
        stores.name as "storeName", registers.name as "registerName",
        terminals.id as "terminalId", terminals.code as "terminalCode",
        coalesce(products.name, users.name, open.details ->> 'name', open.details ->> 'number')
          as "subjectName", sales.id as "saleId", open.details
      from (
        select * from deviations
        where tenant_id = ${tenantId}::uuid and state = 'open' and kind <> 'event_quarantined'
          and ${isInScope(context, sql`store_id`)}
          ${terminalId === undefined ? sql`` : sql`and terminal_id = ${terminalId}::uuid`}
          ${behind(cursor)}
        order by at desc, id desc limit ${limit + 1}) as open
      join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = open.store_id
      left join terminals on terminals.tenant_id = ${tenantId}::uuid
        and terminals.id = open.terminal_id
      left join registers on registers.tenant_id = ${tenantId}::uuid
        and registers.id = terminals.register_id
      left join products on products.tenant_id = ${tenantId}::uuid
        and products.id = (open.details ->> 'productId')::uuid
      left join users on users.tenant_id = ${tenantId}::uuid
        and users.id = (open.details ->> 'userId')::uuid
      left join event_inbox on event_inbox.tenant_id = ${tenantId}::uuid
        and event_inbox.event_id = open.source_event_id
      left join sales on sales.tenant_id = ${tenantId}::uuid
        and sales.terminal_id = event_inbox.terminal_id
        and sales.sequence = event_inbox.sequence
      order by open.at desc, open.id desc`),
  );
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
  }));
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? formatCursor([last.at, last.id]) : null,
  };
}

const cursorSchema = z.tuple([likelyInstant, z.uuid()]);

function behind(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql``;
  const [at, id] = parseCursor(cursorSchema, cursor);
  return sql`and (at, id) < (${at}::timestamptz, ${id}::uuid)`;
}
