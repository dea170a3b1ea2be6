import { afterAll, beforeAll, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { sessionContext } from "../../tests/factories/session-context";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { closeSession } from "../auth/close-session";
import { recordSale } from "../sales/record-sale";
import { watchChanges } from "./watch-changes";

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  const runtime = await testRuntime();
  tenant = await newTenant(runtime);
  other = await newTenant(runtime);
});
afterAll(closeTestRuntime);

async function sellMilk(seller: TestTenant) {
  await recordSale(
    testContext(seller, "cashier"),
    {
      storeId: seller.stores[0].id,
      lines: [{ sku: "MILK-500", quantity: "1" }],
      payments: [{ method: "cash", amountMinor: 6_500 }],
    },
    seller.runtime.newId(),
  );
}

it("tells of a sale of the tenant, not of another's, and ends with its signal", async () => {
  const leaving = new AbortController();
  const changes = watchChanges(testContext(tenant, "owner"), leaving.signal);
  const elsewhere = watchChanges(testContext(other, "owner"), leaving.signal);
  expect((await changes.next()).value).toEqual({ kind: "connected" });
  expect((await elsewhere.next()).value).toEqual({ kind: "connected" });

  let hasTold = false;
  const foreign = elsewhere.next().then((answer) => {
    hasTold = true;
    return answer;
  });
  await sellMilk(tenant);
  expect((await changes.next()).value).toEqual({ kind: "changed" });
  expect(hasTold).toBe(false);

  await sellMilk(other);
  expect((await foreign).value).toEqual({ kind: "changed" });
  leaving.abort();
  expect((await changes.next()).done).toBe(true);
  expect((await elsewhere.next()).done).toBe(true);
});

it("[RT4] tells nothing more once the session that asked was ended", async () => {
  const session = await sessionContext(tenant, "owner");
  const context = await session.read();
  const changes = watchChanges(context, undefined);
  await changes.next();
  await sellMilk(tenant);
  expect((await changes.next()).value).toEqual({ kind: "changed" });
  await closeSession(context);
  const next = changes.next();
  await sellMilk(tenant);
  expect(await next).toEqual({ done: true, value: undefined });
});

it("tells a device nothing", async () => {
  const context = {
    ...testContext(tenant, "system"),
    actor: { kind: "terminal" as const, terminalId: "t", storeId: tenant.stores[0].id },
  };
  await expect(watchChanges(context, undefined).next()).rejects.toMatchObject({
    code: "permission_denied",
  });
});
