import { setTimeout as sleep } from "node:timers/promises";
import type { BenchTerminal } from "./bench-terminal";
import type { SyncShop } from "./sync-shop";

const WITHIN_MS = 120_000;
const LOOK_MS = 100;

/** Nothing lost, nothing twice, nothing set aside: waits for what is still being booked. */
export async function requireBooked(
  shop: SyncShop,
  terminals: readonly BenchTerminal[],
): Promise<void> {
  const ids = terminals.map(({ id }) => id);
  const until = performance.now() + WITHIN_MS;
  for (;;) {
    const rows = await shop.admin<{ behind: number; aside: number; wrong: number }[]>`
      select count(*) filter (where applied_sequence < received_sequence)::int as behind,
        count(*) filter (where sold <> applied_sequence)::int as wrong,
        coalesce(sum(aside), 0)::int as aside
      from (select t.applied_sequence, t.received_sequence,
          (select count(*) from sales where tenant_id = ${shop.tenantId} and terminal_id = t.id) as sold,
          (select count(*) from event_inbox where tenant_id = ${shop.tenantId}
            and terminal_id = t.id and state = 'quarantined') as aside
        from terminals t where t.tenant_id = ${shop.tenantId} and t.id = any(${ids}::uuid[])) as each`;
    const [found] = rows;
    if (!found || found.aside > 0 || found.wrong > 0) {
      throw new Error(`the ledger is not what the tills sold: ${JSON.stringify(found)}`);
    }
    if (found.behind === 0) return;
    if (performance.now() > until) throw new Error(`${found.behind} tills are still behind`);
    await sleep(LOOK_MS);
  }
}
