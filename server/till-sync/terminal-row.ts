import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { TerminalState } from "../../core/sync/event-store";
import { type Instant, instant } from "../../core/time";
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
export function lockTerminal(
  tx: Tx,
  tenantId: string,
  terminalId: string,
): Promise<TerminalRow | null> {
  return lockOne(tx, tenantId, { condition: eq(terminals.id, terminalId), isPatient: true });
}

/**
 * The same for a backlog's sake: null also when somebody else is at it, who will go on or ask for
 * a run, and when booking is to be left alone until later.
 */
export function lockDueTerminal(
  tx: Tx,
  tenantId: string,
  due: { terminalId: string; at: Instant },
): Promise<TerminalRow | null> {
  const isDue = or(isNull(terminals.applyAfter), lte(terminals.applyAfter, new Date(due.at)));
  const condition = and(eq(terminals.id, due.terminalId), isDue);
  return lockOne(tx, tenantId, { condition, isPatient: false });
}

async function lockOne(
  tx: Tx,
  tenantId: string,
  which: { condition: SQL | undefined; isPatient: boolean },
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
      applyAfter: terminals.applyAfter,
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
    .where(and(eq(terminals.tenantId, tenantId), which.condition))
    .for("update", { of: terminals, ...(which.isPatient ? {} : { skipLocked: true }) });
  const [row] = rows;
  if (!row) return null;
  return {
    ...row,
    catalogRevision: Number(row.catalogRevision ?? 0),
    gapSince: instantOf(row.gapSince),
    applyAfter: instantOf(row.applyAfter),
    enrolledAt: instant(row.enrolledAt.getTime()),
  };
}

function instantOf(date: Date | null): Instant | null {
  return date === null ? null : instant(date.getTime());
}
