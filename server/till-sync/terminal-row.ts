import { and, eq } from "drizzle-orm";
import type { Tx } from "../../db/client";
import { stores, terminals } from "../../db/schema/shop";

/** What receiving and applying need of a terminal and its store. */
export type TerminalRow = {
  readonly id: string;
  readonly storeId: string;
  readonly registerId: string;
  readonly code: string;
  readonly kind: string;
  readonly status: string;
  readonly receivedSequence: number;
  readonly appliedSequence: number;
  readonly receivedHash: string;
  readonly appliedHash: string;
  readonly leaseToken: string | null;
  readonly previousLeaseToken: string | null;
  readonly timezone: string;
  readonly dayEndsAtMinutes: number;
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
  return rows[0] ?? null;
}
