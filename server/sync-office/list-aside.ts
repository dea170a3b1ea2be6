import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { MINOR_MAX } from "../../core/money/minor";
import { suspendedMoney } from "../../core/sale/project-event";
import { readAsideSale } from "../../core/sale/read-aside-sale";
import type { Envelope } from "../../core/sync/envelope";
import type { TenantContext } from "../context";
import { likelyInstant } from "../likely-time";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { isInScope } from "./require-terminal";

export const listAsideInput = z.strictObject({
  terminalId: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListAsideInput = z.input<typeof listAsideInput>;

export const asideItem = z.object({
  terminalId: z.uuid(),
  terminalCode: z.string(),
  registerName: z.string(),
  storeName: z.string(),
  timezone: z.string(),
  sequence: z.number().int(),
  type: z.string(),
  state: z.string(),
  code: z.string(),
  attempts: z.number().int(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
  receivedAt: z.string(),
  businessOn: z.string(),
  receiptNumber: z.string().nullable(),
  /** Money that stands in suspense for it; null when none could be read. */
  amountMinor: z.number().int().nullable(),
  currency: z.string().nullable(),
});
export type AsideItem = z.infer<typeof asideItem>;

export const listAsideResult = z.object({
  items: z.array(asideItem),
  /** Cursor of the next page; null on the last one. */
  nextCursor: z.string().nullable(),
});
export type ListAsideResult = z.infer<typeof listAsideResult>;

/**
 * Events that were set aside, and those that wait for an upgrade, the newest first.
 *
 * @throws DomainError permission_denied | page_cursor_invalid
 */
export async function listAside(
  context: TenantContext,
  input: ListAsideInput = {},
): Promise<ListAsideResult> {
  requirePermission(context.actor, "sync.read");
  const { terminalId, cursor, limit } = listAsideInput.parse(input);
  const { tenantId } = context;
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<AsideRow>(sql`
      select ${ASIDE_COLUMNS} from event_inbox ${asideJoins(tenantId)}
      where event_inbox.tenant_id = ${tenantId}::uuid
        and event_inbox.state in ('quarantined', 'waiting_upgrade')
        and event_inbox.resolution is null and ${isInScope(context, sql`terminals.store_id`)}
        ${terminalId === undefined ? sql`` : sql`and event_inbox.terminal_id = ${terminalId}::uuid`}
        ${behind(cursor)}
      order by event_inbox.received_at desc, event_inbox.terminal_id desc,
        event_inbox.sequence desc
      limit ${limit + 1}`),
  );
  const items = rows.slice(0, limit).map((row) => toAsideItem(row));
  const last = items.at(-1);
  return {
    items,
    nextCursor:
      rows.length > limit && last
        ? formatCursor([last.receivedAt, last.terminalId, last.sequence])
        : null,
  };
}

export type AsideRow = {
  readonly terminalId: string;
  readonly terminalCode: string;
  readonly registerId: string;
  readonly registerName: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly timezone: string;
  readonly sequence: string;
  readonly eventId: string;
  readonly type: string;
  readonly state: string;
  readonly errorCode: string | null;
  readonly errorDetails: Record<string, unknown> | null;
  readonly attempts: number;
  readonly createdAt: string;
  readonly receivedAt: string;
  readonly hash: string;
  readonly raw: string;
  readonly resolution: string | null;
};

export const ASIDE_COLUMNS = sql`event_inbox.terminal_id as "terminalId",
  terminals.code as "terminalCode", terminals.register_id as "registerId",
  registers.name as "registerName", terminals.store_id as "storeId", stores.name as "storeName",
  stores.timezone, event_inbox.sequence, event_inbox.event_id as "eventId", event_inbox.type,
  event_inbox.state, event_inbox.error_code as "errorCode",
  event_inbox.error_details as "errorDetails", event_inbox.attempts,
  event_inbox.created_at as "createdAt", event_inbox.received_at as "receivedAt",
  event_inbox.hash, event_inbox.raw, event_inbox.resolution`;

export function asideJoins(tenantId: string): SQL {
  return sql`
    join terminals on terminals.tenant_id = ${tenantId}::uuid
      and terminals.id = event_inbox.terminal_id
    join registers on registers.tenant_id = ${tenantId}::uuid
      and registers.id = terminals.register_id
    join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = terminals.store_id`;
}

/** The exact text, parsed; the database never reads it, as it may hold what JSON there cannot. */
export function envelopeOf(row: Pick<AsideRow, "raw" | "hash">): Envelope {
  return { ...JSON.parse(row.raw), hash: row.hash } as Envelope;
}

export function toAsideItem(row: AsideRow): AsideItem {
  const { terminalId, terminalCode, registerName, storeName, timezone, type, state } = row;
  const envelope = envelopeOf(row);
  const money = state === "quarantined" ? suspendedMoney(envelope) : null;
  const isShowable = money !== null && Math.abs(money.amountMinor) <= MINOR_MAX;
  return {
    ...{ terminalId, terminalCode, registerName, storeName, timezone, type, state },
    sequence: Number(row.sequence),
    code: row.errorCode ?? "event_schema_invalid",
    attempts: row.attempts,
    createdAt: new Date(row.createdAt).toISOString(),
    receivedAt: new Date(row.receivedAt).toISOString(),
    businessOn: envelope.businessDate,
    receiptNumber: readAsideSale(envelope)?.receiptNumber ?? null,
    amountMinor: isShowable ? money.amountMinor : null,
    currency: isShowable ? money.currency : null,
  };
}

const cursorSchema = z.tuple([likelyInstant, z.uuid(), z.number().int()]);

function behind(cursor: string | undefined): SQL {
  if (cursor === undefined) return sql``;
  const [receivedAt, terminalId, sequence] = parseCursor(cursorSchema, cursor);
  return sql`and (event_inbox.received_at, event_inbox.terminal_id, event_inbox.sequence)
    < (${receivedAt}::timestamptz, ${terminalId}::uuid, ${sequence}::bigint)`;
}
