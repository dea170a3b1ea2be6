import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "../../db/client";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { stockStream } from "../next-revision";
import { publishStock } from "./publish-stock";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

function inTenant<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return tenant.runtime.database.withTenant(tenant.tenantId, work);
}

/** Answers when somebody waits for a lock of this transaction. */
async function untilWaitedFor(pid: number): Promise<void> {
  for (;;) {
    const [found] = await inTenant((tx) =>
      tx.execute(sql`select 1 from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`),
    );
    if (found) return;
  }
}

test("publishing that waits for a level holds no head that another would wait for", async () => {
  const { tenantId, stores, products } = tenant;
  const storeId = stores[0].id;
  const ids = products.map(({ id }) => id).sort();
  await inTenant((tx) =>
    tx.execute(sql`
      insert into stock_levels (tenant_id, store_id, product_id, quantity_milli, updated_at)
      select ${tenantId}::uuid, ${storeId}::uuid, value::uuid, 1000, now()
      from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`),
  );
  const publishing = await inTenant(async (tx) => {
    // A sale that holds the last level keeps the publisher waiting behind all the others.
    const [me] = await tx.execute<{ pid: number }>(sql`
      with level as (
        update stock_levels set quantity_milli = 2000
        where tenant_id = ${tenantId}::uuid and product_id = ${ids.at(-1) ?? ""}::uuid)
      select pg_backend_pid() as pid`);
    const published = publishStock(testContext(tenant, "system"), storeId);
    await untilWaitedFor(me?.pid ?? 0);
    const heads = await inTenant((other) =>
      other.execute(sql`
        select 1 from sync_heads
        where tenant_id = ${tenantId}::uuid and stream = ${stockStream(storeId)}
        for update nowait`),
    );
    expect(heads).toHaveLength(1);
    return { published };
  });
  expect(await publishing.published).toBe(ids.length);
  expect(await publishStock(testContext(tenant, "system"), storeId)).toBe(0);
});
