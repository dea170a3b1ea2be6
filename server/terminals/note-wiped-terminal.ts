import { sql } from "drizzle-orm";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations } from "../till-sync/note-deviations";

type WipedRow = {
  id: string;
  store_id: string;
  code: string;
  received_sequence: string;
  claimed_sequence: string;
};

/**
 * Note that a device came back without the log of the terminal that it was [TD3]: what that terminal
 * had said it had, beyond what was received, may be lost. Noted once; a terminal outside the
 * tenant or the stores of who lets the device in is left alone.
 */
export async function noteWipedTerminal(
  tx: Tx,
  context: TenantContext,
  wiped: { readonly terminalId: string; readonly storeIds: readonly string[] | null },
): Promise<void> {
  const { storeIds: scope } = wiped;
  const inScope =
    scope === null ? sql`true` : sql`store_id = any(${sql.param(`{${scope.join(",")}}`)}::uuid[])`;
  const marked = await tx.execute<WipedRow>(sql`
    update terminals set wiped_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${context.tenantId}::uuid and id = ${wiped.terminalId}::uuid
      and kind = 'till' and wiped_at is null and ${inScope}
    returning id, store_id, code, received_sequence, claimed_sequence`);
  await noteDeviations(
    tx,
    context,
    marked.map((row) => ({
      kind: "terminal_wiped",
      severity: "danger",
      storeId: row.store_id,
      terminalId: row.id,
      sourceEventId: null,
      details: {
        code: row.code,
        receivedSequence: Number(row.received_sequence),
        claimedSequence: Number(row.claimed_sequence),
      },
    })),
  );
}
