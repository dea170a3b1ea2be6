import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { SALE_KINDS } from "../../core/sale/sale-document";
import type { TenantContext } from "../context";
import { likelyInstant } from "../likely-time";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { isInScope } from "./require-terminal";

export const listLateSalesInput = z.strictObject({
  terminalId: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListLateSalesInput = z.input<typeof listLateSalesInput>;

export const listLateSalesResult = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(SALE_KINDS),
      receiptNumber: z.string(),
      storeName: z.string(),
      registerName: z.string(),
      terminalCode: z.string(),
      timezone: z.string(),
      /** The day that it belongs to, which had ended when it came. */
      businessOn: z.string(),
      soldAt: z.string(),
      receivedAt: z.string(),
      currency: z.string(),
      totalMinor: z.number().int(),
    }),
  ),
  /** Cursor of the next page; null on the last one. */
  nextCursor: z.string().nullable(),
});
export type ListLateSalesResult = z.infer<typeof listLateSalesResult>;
type LateSale = ListLateSalesResult["items"][number];

/**
 * Sales that arrived after their business day had ended, the latest arrivals first: figures of
 * days that were looked at before have changed by them.
 *
 * @throws DomainError permission_denied | page_cursor_invalid
 */
export async function listLateSales(
  context: TenantContext,
  input: ListLateSalesInput = {},
): Promise<ListLateSalesResult> {
  requirePermission(context.actor, "sync.read");
  const { terminalId, cursor, limit } = listLateSalesInput.parse(input);
  const { tenantId } = context;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<LateSale>(sql`
      select late.id, late.kind, late.receipt_number as "receiptNumber",
        stores.name as "storeName", registers.name as "registerName",
        terminals.code as "terminalCode", stores.timezone, late.business_on as "businessOn",
        late.sold_at as "soldAt", late.received_at as "receivedAt", late.currency,
        late.total_minor as "totalMinor"
      from (
        select * from sales
        where tenant_id = ${tenantId}::uuid and is_late
          and ${isInScope(context, sql`store_id`)}
          ${terminalId === undefined ? sql`` : sql`and terminal_id = ${terminalId}::uuid`}
          ${behind(cursor)}
        order by received_at desc, id desc limit ${limit + 1}) as late
      join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = late.store_id
      join terminals on terminals.tenant_id = ${tenantId}::uuid and terminals.id = late.terminal_id
      join registers on registers.tenant_id = ${tenantId}::uuid and registers.id = late.register_id
      order by late.received_at desc, late.id desc`),
  );
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? formatCursor([last.receivedAt, last.id]) : null,
  };
}

function toItem(row: LateSale): LateSale {
  return {
    ...row,
    soldAt: new Date(row.soldAt).toISOString(),
    receivedAt: new Date(row.receivedAt).toISOString(),
    totalMinor: Number(row.totalMinor),
  };
}

const cursorSchema = z.tuple([likelyInstant, z.uuid()]);

function behind(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql``;
  const [receivedAt, id] = parseCursor(cursorSchema, cursor);
  return sql`and (received_at, id) < (${receivedAt}::timestamptz, ${id}::uuid)`;
}
