import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readRevocation } from "../../core/sync/revocation";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { verifyText } from "../../tests/factories/verify-text";
import { enrolTerminal } from "./enrol-terminal";
import { revokeTerminal } from "./revoke-terminal";

const REASON = "The tablet was stolen";

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
});
afterAll(closeTestRuntime);

const readAudit = (of: TestTenant, terminalId: string) =>
  of.runtime.database.withTenant(of.tenantId, (tx) =>
    tx.execute<{ details: unknown }>(sql`
      select details from audit_entries where tenant_id = ${of.tenantId}::uuid
        and action = 'terminal.revoke' and subject_id = ${terminalId}::uuid`),
  );

it("[EV11] a revoked till is told so, signed, and what it sends is still received", async () => {
  const till = await newTerminal(tenant);
  const { terminalId, code } = till.certificate;
  expect((await till.push([till.sealSale()])).signedRevocation).toBeUndefined();
  const owner = testContext(tenant, "owner");
  const first = await revokeTerminal(owner, { terminalId, reason: REASON });
  expect(await revokeTerminal(owner, { terminalId, reason: "again" })).toEqual(first);
  const audit = await readAudit(tenant, terminalId);
  expect(audit.map((entry) => entry.details)).toEqual([{ code, reason: REASON }]);

  const answer = await till.push([till.sealSale()]);
  expect(answer).toMatchObject({ receivedThrough: 2, appliedThrough: 2 });
  const statement = readRevocation(answer.signedRevocation ?? "");
  expect(statement?.terminalId).toBe(terminalId);
  const { text = "", signature = new Uint8Array() } = statement ?? {};
  expect(await verifyText(till.serverPublicKey ?? "", text, signature)).toBe(true);
});

it("frees the register for another device", async () => {
  const till = await newTerminal(tenant);
  const { terminalId, registerId, storeId } = till.certificate;
  const owner = testContext(tenant, "owner");
  await revokeTerminal(owner, { terminalId, reason: REASON });
  const next = await enrolTerminal(owner, { storeId, registerId });
  expect(next.certificate).toMatchObject({ registerId, epoch: 2 });
});

it("is for those who deal with what tills could not send, in their own stores and tenant", async () => {
  const till = await newTerminal(tenant, { storeIndex: 1 });
  const { terminalId } = till.certificate;
  const input = { terminalId, reason: REASON };
  await expect(revokeTerminal(testContext(tenant, "supervisor"), input)).rejects.toMatchObject({
    code: "permission_denied",
  });
  const narrow = testContext(tenant, "admin", { storeIds: [tenant.stores[0].id] });
  for (const context of [narrow, testContext(other, "owner")]) {
    await expect(revokeTerminal(context, input)).rejects.toMatchObject({ code: "not_found" });
  }
  expect((await till.push([])).signedRevocation).toBeUndefined();
});
