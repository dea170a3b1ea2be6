import { sql } from "drizzle-orm";
import { placeOf } from "../../core/sync/apply-waiting";
import { setAside } from "../../core/sync/decide-event";
import type { Envelope } from "../../core/sync/envelope";
import { toIso } from "../../core/time";
import { asideStore } from "../../server/till-sync/aside-store";
import { inTransaction } from "../../server/transaction";
import type { TestTenant } from "./new-tenant";
import type { TestTerminal } from "./new-terminal";

/** A sale of 130.00 in cash whose total is not that of its lines. */
export function sealPoison(terminal: TestTerminal): Envelope {
  return terminal.sealSale({ totalMinor: 1 });
}

/** A good event that an earlier program, which was wrong, has set aside. */
export async function setAsideWrongly(
  tenant: TestTenant,
  terminal: TestTerminal,
  envelope: Envelope,
): Promise<void> {
  const { context } = terminal;
  const { sequence, eventId, hash } = envelope;
  await inTransaction(context, async (tx) => {
    const store = asideStore(tx, context);
    const state = await store.lockTerminal(envelope.terminalId);
    if (!state) throw new Error("the terminal is enrolled");
    const receivedAt = tenant.runtime.now();
    await store.insertEvents(state.id, [{ envelope, receivedAt }]);
    const event = { sequence, eventId, envelope, receivedAt: toIso(receivedAt) };
    const aside = { code: "event_totals_mismatch", details: {} };
    const { booked } = setAside(event, placeOf(state, event), aside);
    await store.book(state, [booked], receivedAt);
    await store.saveReceived(state.id, { sequence, hash, gapSince: null });
    await store.moveCursor(state.id, { sequence, hash });
    await tx.execute(sql`
      update terminals set claimed_sequence = ${sequence}
      where tenant_id = ${tenant.tenantId}::uuid and id = ${state.id}::uuid`);
  });
}

/** What an account has come to in the tenant, in minor units. */
export async function readBalance(tenant: TestTenant, account: string): Promise<number> {
  const [row] = await readRows(
    tenant,
    sql`select coalesce(sum(amount_minor), 0) as sum from journal_lines
      where tenant_id = ${tenant.tenantId}::uuid and account = ${account}`,
  );
  return Number(row?.["sum"]);
}

export async function readRows(
  tenant: TestTenant,
  statement: ReturnType<typeof sql>,
): Promise<readonly Record<string, unknown>[]> {
  return tenant.runtime.database.withTenant(tenant.tenantId, (tx) => tx.execute(statement));
}
