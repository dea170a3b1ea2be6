import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import type { TenantContext } from "../context";
import { enrolTerminal } from "./enrol-terminal";

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
});
afterAll(closeTestRuntime);

function readWiped(of: TestTenant, terminalId: string) {
  return of.runtime.database.withTenant(of.tenantId, async (tx) => {
    const [row] = await tx.execute<{ is_wiped: boolean; status: string }>(sql`
      select wiped_at is not null as is_wiped, status from terminals
      where tenant_id = ${of.tenantId}::uuid and id = ${terminalId}::uuid`);
    const noted = await tx.execute<{ severity: string; details: unknown }>(sql`
      select severity, details from deviations where tenant_id = ${of.tenantId}::uuid
        and kind = 'terminal_wiped' and terminal_id = ${terminalId}::uuid`);
    return { isWiped: row?.is_wiped, noted: [...noted] };
  });
}

async function enrolAfterLosing(context: TenantContext, terminalId: string): Promise<void> {
  const [store] = tenant.stores;
  await enrolTerminal(context, { storeId: store.id, wipedTerminalId: terminalId });
}

it("[TD3] a device that lost its log marks the terminal that it was, once, with what is at risk", async () => {
  const lost = await newTerminal(tenant);
  await lost.push([lost.sealSale()], { headSequence: 4 });
  const { terminalId, code } = lost.certificate;
  const owner = testContext(tenant, "owner");
  await enrolAfterLosing(owner, terminalId);
  await enrolAfterLosing(owner, terminalId);
  expect(await readWiped(tenant, terminalId)).toEqual({
    isWiped: true,
    noted: [{ severity: "danger", details: { code, receivedSequence: 1, claimedSequence: 4 } }],
  });
});

it("[TD3] nobody marks the terminal of another tenant or of a store that is not theirs", async () => {
  const foreign = await newTerminal(other);
  const elsewhere = await newTerminal(tenant, { storeIndex: 1 });
  const [store] = tenant.stores;
  const narrow = testContext(tenant, "supervisor", { storeIds: [store.id] });
  await enrolAfterLosing(narrow, elsewhere.certificate.terminalId);
  await enrolAfterLosing(testContext(tenant, "owner"), foreign.certificate.terminalId);
  await enrolAfterLosing(narrow, "00000000-0000-4000-8000-00000000dead");
  expect((await readWiped(tenant, elsewhere.certificate.terminalId)).isWiped).toBe(false);
  expect((await readWiped(other, foreign.certificate.terminalId)).isWiped).toBe(false);
});
