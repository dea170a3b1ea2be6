import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { sessionContext } from "../../tests/factories/session-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { prune } from "./prune";

const DAY_MS = 86_400_000;

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
});
beforeEach(async () => {
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

const run = () => prune(runtime, { msMax: 10_000 });
const daysAgo = (days: number) =>
  sql`${new Date(runtime.now() - days * DAY_MS).toISOString()}::timestamptz`;

function inTenant<Row extends Record<string, unknown>>(statement: ReturnType<typeof sql>) {
  return runtime.database.withTenant(tenant.tenantId, (tx) => tx.execute<Row>(statement));
}

async function namesIn(table: string, column: string): Promise<string[]> {
  const rows = await inTenant<{ name: string }>(
    sql`select ${sql.identifier(column)} as name from ${sql.identifier(table)}
      where tenant_id = ${tenant.tenantId}::uuid order by 1`,
  );
  return rows.map(({ name }) => name);
}

test("letters that are gone and old go, those that wait stay", async () => {
  for (const [recipient, state, days] of [
    ["old-sent", "sent", 91],
    ["old-failed", "failed", 91],
    ["old-waiting", "waiting", 91],
    ["new-sent", "sent", 89],
  ] as const) {
    await inTenant(sql`
      insert into outgoing_mails
        (tenant_id, id, kind, recipient, sealed_body, state, due_at, created_at)
      values (${tenant.tenantId}::uuid, ${runtime.newId()}::uuid, 'invitation', ${recipient}, '',
        ${state}, ${daysAgo(days)}, ${daysAgo(days)})`);
  }
  await run();
  expect(await namesIn("outgoing_mails", "recipient")).toEqual(["new-sent", "old-waiting"]);
});

test("links go a quarter after they worked last", async () => {
  const { id: userId } = tenant.users.cashier;
  for (const [name, used, expires] of [
    ["used-long-ago", daysAgo(91), daysAgo(-1)],
    ["used-lately", daysAgo(89), daysAgo(-1)],
    ["expired-long-ago", sql`null`, daysAgo(91)],
    ["works", sql`null`, daysAgo(-1)],
  ] as const) {
    await inTenant(sql`
      insert into account_links
        (tenant_id, id, user_id, kind, token_hash, created_at, expires_at, used_at)
      values (${tenant.tenantId}::uuid, ${runtime.newId()}::uuid, ${userId}::uuid,
        'password_reset', ${name}, ${daysAgo(92)}, ${expires}, ${used})`);
  }
  await run();
  expect(await namesIn("account_links", "token_hash")).toEqual(["used-lately", "works"]);
});

test("codes that worked yesterday no more go from the directory", async () => {
  for (const [code, days] of [
    ["01", 2],
    ["02", 0],
  ] as const) {
    await inTenant(sql`
      insert into code_directory (tenant_id, code_sha256, expires_at)
      values (${tenant.tenantId}::uuid, decode(${code}, 'hex'), ${daysAgo(days)})`);
  }
  await run();
  const left = await inTenant(sql`select encode(code_sha256, 'hex') as code from code_directory
    where tenant_id = ${tenant.tenantId}::uuid`);
  expect([...left]).toEqual([{ code: "02" }]);
});

test("sessions go half a year after their end, but for each person's newest and what stands", async () => {
  const { id: userId } = tenant.users.cashier;
  for (const [name, ended, seen] of [
    ["long-ended", 181, 190],
    ["lately-ended", 179, 189],
    ["newest", 181, 188],
  ] as const) {
    await inTenant(sql`
      insert into sessions (tenant_id, id, user_id, kind, device_name, created_at, last_seen_at,
        expires_at, revoked_at)
      values (${tenant.tenantId}::uuid, ${runtime.newId()}::uuid, ${userId}::uuid, 'office',
        ${name}, ${daysAgo(200)}, ${daysAgo(seen)}, ${daysAgo(100)}, ${daysAgo(ended)})`);
  }
  const standing = await sessionContext(tenant, "owner");
  await run();
  const names = await inTenant<{ name: string }>(sql`
    select device_name as name from sessions
    where tenant_id = ${tenant.tenantId}::uuid and user_id = ${userId}::uuid order by 1`);
  expect(names.map(({ name }) => name)).toEqual(["lately-ended", "newest"]);
  await standing.read();
});

test("counts of tries that are over go, and the next run finds nothing", async () => {
  const count = async () => {
    const text = 'select key from "throttle"."rate_limits" where key = any($1)';
    const { rows } = await runtime.database.countTries({ text, values: [keys] });
    return rows.map(({ key }) => key).sort();
  };
  const keys = ["over", "counts"].map((name) => `${name}-${tenant.code}`);
  const text = 'insert into "throttle"."rate_limits" (key, points, expire) values ($1, 1, $2)';
  for (const [key, expire] of [
    [keys[0], runtime.now() - 1],
    [keys[1], runtime.now() + 60_000],
  ] as const) {
    await runtime.database.countTries({ text, values: [key, expire] });
  }
  expect((await run()).removed).toBeGreaterThanOrEqual(1);
  expect(await count()).toEqual([keys[1]]);
  expect(await run()).toEqual({ removed: 0, isComplete: true });
});

test("stops when its time is up, and says so", async () => {
  expect(await prune(runtime, { msMax: -1 })).toEqual({ removed: 0, isComplete: false });
});
