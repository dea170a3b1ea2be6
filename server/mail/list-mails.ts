import { sql } from "drizzle-orm";
import { z } from "zod";
import { requireEverywhere } from "../access/holder-of";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";

/** Older letters are nobody's question any more. */
const MAILS_MAX = 100;

export const mailResult = z.object({
  id: z.uuid(),
  /** What it tells of, as `invitation`. */
  kind: z.string(),
  recipient: z.string(),
  state: z.enum(["waiting", "sent", "failed"]),
  attempts: z.number().int(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
  /** What the mail server or the network said at the last attempt that did not succeed. */
  lastError: z.string().nullable(),
});

export const listMailsResult = z.object({
  /** False in a deployment that mails nothing: links are shown instead. */
  isOn: z.boolean(),
  /** Newest first. */
  items: z.array(mailResult),
});
export type ListMailsResult = z.infer<typeof listMailsResult>;

/**
 * The letters of the business and what became of them; never what they say, which lets people in.
 *
 * @throws DomainError permission_denied (also for somebody who works in some stores only)
 */
export async function listMails(context: TenantContext): Promise<ListMailsResult> {
  const { actor, tenantId } = context;
  requirePermission(actor, "staff.write");
  requireEverywhere(actor);
  // no-audit: a read.
  const rows = await inTransaction(context, (tx) =>
    tx.execute<z.infer<typeof mailResult>>(sql`
      select id, kind, recipient, state, attempts, created_at as "createdAt",
        last_error as "lastError"
      from outgoing_mails where tenant_id = ${tenantId}::uuid
      order by created_at desc, id desc limit ${MAILS_MAX}`),
  );
  const items = rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
  return { isOn: context.outbox !== null, items };
}
