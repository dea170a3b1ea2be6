import { and, eq, sql } from "drizzle-orm";
import type { TerminalState } from "../../core/sync/event-store";
import { instant } from "../../core/time";
import type { Tx } from "../../db/client";
import { stores, terminals } from "../../db/schema/shop";
import { CATALOG_STREAM } from "../next-revision";

/** A terminal as the server keeps it, with what selling there needs to know. */
export type TerminalRow = TerminalState & {
  readonly kind: string;
  readonly currency: string;
};

/**
 * Lock one terminal for the rest of the transaction: one receiver and one applier at a time, so
 * that its cursors only ever move forward. Null when there is no such terminal.
 */
export async function lockTerminal(
  tx: Tx,
  tenantId: string,
  terminalId: string,
): Promise<TerminalRow | null> {
  const rows = await tx
    .select({
      id: terminals.id,
      storeId: terminals.storeId,
      registerId: terminals.registerId,
      code: terminals.code,
      kind: terminals.kind,
      status: terminals.status,
      receivedSequence: terminals.receivedSequence,
      appliedSequence: terminals.appliedSequence,
      receivedHash: terminals.receivedHash,
      appliedHash: terminals.appliedHash,
      claimedSequence: terminals.claimedSequence,
      gapSince: terminals.gapSince,
      applyFailures: terminals.applyFailures,
      enrolledAt: terminals.enrolledAt,
      catalogRevision: sql<string>`(select revision from sync_heads
        where tenant_id = ${tenantId}::uuid and stream = ${CATALOG_STREAM})`,
      leaseToken: terminals.leaseToken,
      previousLeaseToken: terminals.previousLeaseToken,
      timezone: stores.timezone,
      dayEndsAtMinutes: stores.dayEndsAtMinutes,
      currency: stores.currency,
    })
    .from(terminals)
    .innerJoin(stores, and(eq(stores.tenantId, tenantId), eq(stores.id, terminals.storeId)))
    .where(and(eq(terminals.tenantId, tenantId), eq(terminals.id, terminalId)))
    .for("update", { of: terminals });
  const [row] = rows;
  if (!row) return null;
  return {
    ...row,
    catalogRevision: Number(row.catalogRevision ?? 0),
    gapSince: row.gapSince === null ? null : instant(row.gapSince.getTime()),
    enrolledAt: instant(row.enrolledAt.getTime()),
  };
}
