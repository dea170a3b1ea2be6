import { sql } from "drizzle-orm";
import type { Approval } from "../../../core/sale/sale-document";
import { closeTerminalGap } from "../../../server/sync-office/close-terminal-gap";
import { goodsOf } from "../../factories/goods-of";
import { newSaleDocument } from "../../factories/new-sale-document";
import type { TestTenant } from "../../factories/new-tenant";
import { newTerminal } from "../../factories/new-terminal";
import { readRows, sealPoison } from "../../factories/set-aside";
import { recoveryOf } from "../../factories/signed-recovery";
import { testContext } from "../../factories/test-context";

const EVENTS = 20;
const HEAD = 60;

/** A terminal of a store with all that can go wrong: set aside, missing, closed, replaced, lost. */
export type Trouble = {
  readonly terminalId: string;
  readonly deviationId: string;
  /** Another event that is set aside, at each call. */
  readonly nextAside: () => number;
  /** Another event that is missing, at each call. */
  readonly nextMissing: () => number;
};

export async function fillTrouble(
  tenant: TestTenant,
  given: { marker: string; storeIndex: 0 | 1 },
): Promise<Trouble> {
  const { marker, storeIndex } = given;
  const terminal = await newTerminal(tenant, { storeIndex });
  const { terminalId, code } = terminal.certificate;
  await pretendOld(tenant, terminalId);
  const sold = newSaleDocument(tenant, { receiptNumber: `2026-04-29-${code}-01` });
  await terminal.push([terminal.seal("SALE", sold, { businessDate: "2026-04-29" })]);
  await terminal.push(Array.from({ length: EVENTS }, () => sealPoison(terminal)));
  const missing = Array.from({ length: 2 }, () => terminal.sealSale());
  const createdAt = "2026-04-30T09:00:00.000Z";
  const recovered = terminal.seal("SALE_RECOVERED", {
    ...recoveryOf(
      {
        ...{ terminalId, sequence: HEAD, hash: "0".repeat(64), businessDate: "2026-04-30" },
        createdAt,
        payload: newSaleDocument(tenant, { receiptNumber: `2026-04-30-${code}-${HEAD}` }),
      },
      { terminalCode: code, key: terminal.key, known: goodsOf(tenant) },
    ),
    approvals: [approvalOf(tenant, marker, createdAt)],
  });
  await terminal.push([recovered], { headSequence: HEAD });
  await closeTerminalGap(testContext(tenant, "owner"), {
    terminalId,
    first: missing[0]?.sequence ?? 0,
    last: missing[1]?.sequence ?? 0,
    reason: marker,
  });
  await terminal.push([], { leaseToken: "copied" }).catch(() => undefined);
  const [deviation] = await readRows(
    tenant,
    sql`select id from deviations where tenant_id = ${tenant.tenantId}::uuid
      and terminal_id = ${terminalId}::uuid and kind = 'possible_clone'`,
  );
  let aside = 2;
  let gone = recovered.sequence;
  return {
    terminalId,
    deviationId: String(deviation?.["id"]),
    nextAside: () => {
      aside += 1;
      return aside;
    },
    nextMissing: () => {
      gone += 1;
      return gone;
    },
  };
}

/** As if the terminal had stood there for a month. */
async function pretendOld(tenant: TestTenant, terminalId: string): Promise<void> {
  await readRows(
    tenant,
    sql`update terminals set enrolled_at = enrolled_at - interval '30 days'
      where tenant_id = ${tenant.tenantId}::uuid and id = ${terminalId}::uuid`,
  );
}

function approvalOf(tenant: TestTenant, reason: string, at: string): Approval {
  return { permission: "sale.void", approverId: tenant.users.owner.id, reason, at };
}
