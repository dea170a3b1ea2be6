import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { newTenant } from "../../tests/factories/new-tenant";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";
import { DEMO_TENANT_CODES, listDemoSignIns } from "./list-demo-sign-ins";

afterAll(closeTestRuntime);

it("offers the demo's people, but nobody who has chosen a password of their own", async () => {
  const runtime = await testRuntime();
  const code = DEMO_TENANT_CODES[1];
  const { tenantId, users } = await newTenant(runtime, { code });
  const emails = async () => (await listDemoSignIns(runtime)).map(({ email }) => email);
  expect(await emails()).toEqual([]);

  const admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  await admin`update tenants set is_demo = true where tenant_id = ${tenantId}`;
  await admin.end();
  expect(await emails()).toContain(users.cashier.email);

  await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute(sql`
      update users set password_changed_at = now()
      where tenant_id = ${tenantId}::uuid and id = ${users.cashier.id}::uuid`),
  );
  expect(await emails()).not.toContain(users.cashier.email);
  expect(await emails()).toContain(users.owner.email);
});
