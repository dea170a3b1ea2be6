import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readRevocation } from "../../core/sync/revocation";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { verifyText } from "../../tests/factories/verify-text";
import { holdCart } from "../held-carts/hold-cart";
import { dropHeldCart, takeHeldCart } from "../held-carts/take-held-cart";
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

it("[DV7] a till that was revoked or replaced looks up no receipt and touches no cart of the store", async () => {
  const [good, gone] = [await newTerminal(tenant), await newTerminal(tenant)];
  const sale = good.sealSale();
  await good.push([sale]);
  const { receiptNumber } = sale.payload as { receiptNumber: string };
  const cart = {
    kind: "parked",
    number: "Milk 10:00",
    name: "Milk",
    cashierName: "Amina",
    customerId: null,
    currency: "KES",
    itemCount: 1,
    totalMinor: 6_500,
    expiresOn: null,
    heldAt: "2026-04-30T10:00:00.000Z",
    version: null,
    cart: {},
  } as const;
  const id = tenant.runtime.newId();
  await holdCart(good.context, id, cart);
  const lookUp = () =>
    callRest(tenant.runtime, { path: `/sync/receipts/${receiptNumber}`, token: gone.deviceToken });
  expect((await lookUp()).status).toBe(200);
  const { terminalId, registerId } = gone.certificate;
  const owner = testContext(tenant, "owner");
  const { storeId } = gone.certificate;
  await enrolTerminal(owner, { storeId, registerId, replaceActive: true });
  const refusal = { code: "terminal_not_active" };
  for (const end of [
    () => undefined,
    () => revokeTerminal(owner, { terminalId, reason: REASON }),
  ]) {
    await end();
    const { status, body } = await lookUp();
    expect([status, body.code]).toEqual([403, "terminal_not_active"]);
    await expect(holdCart(gone.context, tenant.runtime.newId(), cart)).rejects.toMatchObject(
      refusal,
    );
    await expect(takeHeldCart(gone.context, id, { version: 1 })).rejects.toMatchObject(refusal);
    await expect(dropHeldCart(gone.context, id)).rejects.toMatchObject(refusal);
  }
  expect((await takeHeldCart(good.context, id, { version: 1 })).heldCart.version).toBe(2);
  expect((await gone.push([gone.sealSale()])).receivedThrough).toBe(1);
});
