import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { tenantIdOf } from "../../core/ids";
import { newTenant } from "../../tests/factories/new-tenant";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { emailSha256 } from "../people/create-user";

afterAll(closeTestRuntime);

test("a new tenant has its row, its streams, a price list and an owner who may sign in", async () => {
  const tenant = await newTenant();
  const { database } = tenant.runtime;
  expect(tenant.tenantId).toBe(tenantIdOf(tenant.code));
  const heads = await database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ stream: string }>(sql`
      select stream from sync_heads where tenant_id = ${tenant.tenantId}::uuid order by stream`),
  );
  const ofStores = (kind: string) => tenant.stores.map((store) => `${kind}:${store.id}`);
  expect(heads.map((head) => head.stream)).toEqual(
    ["catalog", "config", "customers", ...ofStores("held"), ...ofStores("stock")].sort(),
  );
  const found = await database.findSignInTenants(emailSha256(tenant.users.owner.email));
  expect(found).toEqual([tenant.tenantId]);
});

test("a code is taken once", async () => {
  const runtime = await testRuntime();
  const tenant = await newTenant(runtime);
  await expect(newTenant(runtime, { code: tenant.code })).rejects.toMatchObject({
    code: "code_taken",
    details: { code: tenant.code },
  });
});

test("a currency nobody knows is refused before anything is written", async () => {
  const runtime = await testRuntime();
  await expect(newTenant(runtime, { currency: "ABC" })).rejects.toMatchObject({
    code: "validation_failed",
    details: { path: "currency" },
  });
});
