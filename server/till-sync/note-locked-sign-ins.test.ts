import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { newTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { listDeviations } from "../sync-office/list-deviations";

afterAll(closeTestRuntime);

test("[TA8] PIN brute force: a lock-out is booked under the name that was tried, and told once a day", async () => {
  const tenant = await newTenant();
  const till = await newTerminal(tenant);
  const { id: staffId } = tenant.users.cashier;
  const lockedUntil = "2026-04-30T10:00:30.000Z";
  const lock = (wrongCount: number, until: string | null = lockedUntil) =>
    till.seal("SIGN_IN_LOCKED", { staffId, wrongCount, lockedUntil: until });
  const answer = await till.push([lock(5), lock(6), lock(10, null), till.sealSale()]);
  expect(answer).toMatchObject({ appliedThrough: 4, quarantined: [] });
  const { tenantId, runtime } = tenant;
  const actions = await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute(sql`select kind, cashier_id, subject from operator_actions
      where tenant_id = ${tenantId}::uuid order by subject::int`),
  );
  expect([...actions]).toEqual(
    ["5", "6", "10"].map((subject) => ({ kind: "sign_in_locked", cashier_id: staffId, subject })),
  );
  const { items } = await listDeviations(testContext(tenant, "owner"));
  expect(items).toEqual([
    expect.objectContaining({
      kind: "pin_locked",
      severity: "warning",
      details: { userId: staffId, wrongCount: 5 },
    }),
  ]);
  expect(items[0]?.subjectName).toBeTruthy();
});

test("[EV4] a lock-out that does not have its form is set aside", async () => {
  const till = await newTerminal(await newTenant());
  const answer = await till.push([till.seal("SIGN_IN_LOCKED", { staffId: "nobody" })]);
  expect(answer.quarantined).toEqual([{ sequence: 1, code: "event_schema_invalid" }]);
});
