import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";

let admin: postgres.Sql;
let tenant: TestTenant;
let token: string;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
});
beforeEach(async () => {
  tenant = await newTenant();
  token = await accessTokenOf(tenant, "cashier");
});
afterAll(async () => {
  await admin.end();
  await closeTestRuntime();
});

const ask = async () =>
  (await callRest(tenant.runtime, { path: `/products/${tenant.products[0]?.sku}`, token })).status;

test.each([
  ["a sign-in that was ended", "update sessions set revoked_at = now()", 401],
  ["a person who was blocked", "update users set blocked_at = now()", 401],
  ["a person who was removed", "update users set deleted_at = now()", 401],
  ["a person whose role means nothing any more", "update users set role = 'gone'", 403],
])(
  "%s is turned away at the very next question, however often it was let in",
  async (_name, statement, status) => {
    // Often enough that every connection keeps the plan of the question.
    for (let turn = 0; turn < 12; turn += 1) expect(await ask()).toBe(200);
    await admin.unsafe(`${statement} where tenant_id = '${tenant.tenantId}'`);
    expect(await ask()).toBe(status);
  },
);

test("a sign-in is noted as seen now and then, and by nobody who is turned away", async () => {
  const seen = async () => {
    const [row] = await admin<{ at: Date }[]>`
      select max(last_seen_at) as at from sessions where tenant_id = ${tenant.tenantId}`;
    return row?.at.getTime();
  };
  const before = await seen();
  const at = tenant.runtime.now() + 3_600_000;
  const later = { ...tenant.runtime, now: () => at as ReturnType<typeof tenant.runtime.now> };
  const path = `/products/${tenant.products[0]?.sku}`;
  // Its quarter of an hour is over: no program comes in by it, and it was not seen.
  expect((await callRest(later, { path, token })).status).toBe(401);
  expect(await seen()).toBe(before);
  const soon = tenant.runtime.now() + 600_000;
  const within = { ...tenant.runtime, now: () => soon as ReturnType<typeof tenant.runtime.now> };
  expect((await callRest(within, { path, token })).status).toBe(200);
  expect(await seen()).toBe(soon);
});
