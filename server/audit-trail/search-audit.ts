import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../db/client";
import { requireEverywhere } from "../access/holder-of";
import type { TenantContext } from "../context";
import { likelyInstant } from "../likely-time";
import { formatCursor, parseCursor } from "../page-cursor";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { auditConditions, auditFilterInput } from "./audit-filter";
import {
  type AuditEntryView,
  auditEntryView,
  type EntryRow,
  selectEntries,
  toEntryView,
} from "./entry-view";

export const AUDIT_PAGE_MAX = 200;

export const searchAuditInput = auditFilterInput.extend({
  limit: z.coerce.number().int().min(1).max(AUDIT_PAGE_MAX).default(50),
  cursor: z.string().max(200).optional(),
  /** Which way to turn the page from the cursor. */
  direction: z.enum(["older", "newer"]).default("older"),
});
export type SearchAuditInput = z.input<typeof searchAuditInput>;

export const searchAuditResult = z.object({
  items: z.array(auditEntryView),
  /** Cursors of the pages on either side; null where there is none. */
  olderCursor: z.string().nullable(),
  newerCursor: z.string().nullable(),
});
export type SearchAuditResult = z.infer<typeof searchAuditResult>;

/**
 * Entries of the audit trail, newest first, a keyset page at a time. They are of the whole business
 * and name no store, so who works in some of its stores reads none of them.
 *
 * @throws DomainError permission_denied (also for who does not work everywhere) |
 *         page_cursor_invalid
 */
export async function searchAudit(
  context: TenantContext,
  input: SearchAuditInput = {},
): Promise<SearchAuditResult> {
  requirePermission(context.actor, "audit.read");
  requireEverywhere(context.actor);
  const query = searchAuditInput.parse(input);
  // no-audit: a read.
  const isNewer = query.direction === "newer" && query.cursor !== undefined;
  const rows = await inTransaction(context, (tx) =>
    readEntries(tx, context.tenantId, {
      ...query,
      direction: isNewer ? "newer" : "older",
      limit: query.limit + 1,
    }),
  );
  const items = rows.slice(0, query.limit);
  const hasMore = rows.length > query.limit;
  if (isNewer) items.reverse();
  return {
    items,
    olderCursor: isNewer || hasMore ? cursorAt(items.at(-1)) : null,
    newerCursor: (isNewer ? hasMore : query.cursor !== undefined) ? cursorAt(items[0]) : null,
  };
}

const cursorAt = (entry: AuditEntryView | undefined) => (entry ? cursorOf(entry) : null);

/** Entries from a cursor on, in the direction asked for. */
export async function readEntries(
  tx: Tx,
  tenantId: string,
  query: z.output<typeof searchAuditInput>,
): Promise<AuditEntryView[]> {
  const rows = await tx.execute<EntryRow>(await entriesQuery(tx, tenantId, query));
  return rows.map(toEntryView);
}

/** The statement of a page, for whoever wants to know how it is executed. */
export async function entriesQuery(
  tx: Tx,
  tenantId: string,
  query: z.output<typeof searchAuditInput>,
): Promise<SQL> {
  const conditions = [...(await auditConditions(tx, tenantId, query))];
  if (query.cursor !== undefined) conditions.push(cursorCondition(query.cursor, query.direction));
  const order = query.direction === "newer" ? "asc" : "desc";
  return selectEntries(tenantId, { conditions, order, limit: query.limit });
}

const cursorSchema = z.tuple([likelyInstant, z.uuid()]);

/** Where a page ends, for the page after it. */
export function cursorOf({ at, id }: Pick<AuditEntryView, "at" | "id">): string {
  return formatCursor([at, id]);
}

function cursorCondition(cursor: string, direction: "older" | "newer"): SQL {
  const [at, id] = parseCursor(cursorSchema, cursor);
  const [beyond, within] = direction === "newer" ? [">", ">="] : ["<", "<="];
  // The first condition is what an index of instants can begin at.
  return sql`entry.at ${sql.raw(within)} ${at}::timestamptz
    and (entry.at, entry.id) ${sql.raw(beyond)} (${at}::timestamptz, ${id}::uuid)`;
}
