import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { createClient } from "../auth/clients/create-client";
import { createKey } from "../auth/keys/create-key";
import { readAccessRules } from "./read-access-rules";
import { saveAccessRules } from "./save-access-rules";

let tenant: TestTenant;
let runtime: Awaited<ReturnType<typeof testRuntime>>;

beforeEach(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

async function requireTill(isTillRequired: boolean) {
  const owner = testContext(tenant, "owner");
  const { version } = await readAccessRules(owner);
  return saveAccessRules(owner, {
    allowedRanges: [],
    openingHours: null,
    isTillRequired,
    version,
  });
}

function sell(token: string, options: { of?: TestTenant; key?: string } = {}) {
  const { of = tenant, key = runtime.newId() } = options;
  const [store] = of.stores;
  const lines = [{ sku: "MILK-500", quantity: "1" }];
  return callRest(runtime, {
    method: "POST",
    path: "/transactions",
    token,
    headers: { "idempotency-key": key },
    body: { storeId: store.id, lines, payments: [{ method: "cash", amountMinor: 6_500 }] },
  });
}

function change(token: string, saleId: string, status: "voided" | "refunded" | "completed") {
  return callRest(runtime, {
    method: "PUT",
    path: `/transactions/${saleId}/status`,
    token,
    headers: { "idempotency-key": runtime.newId() },
    body: { status, reason: "Damaged" },
  });
}

/** Tokens of a person, of their key, and of a program in its own name. */
async function tokensOfAll(): Promise<readonly string[]> {
  const owner = testContext(tenant, "owner");
  const own = { name: "Web shop", scopes: ["sale.record" as const, "sale.refund" as const] };
  const { key } = await createKey(owner, own);
  const { clientId, clientSecret } = await createClient(owner, own);
  const program = await callRest(runtime, {
    method: "POST",
    path: "/oauth/token",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  });
  return [await accessTokenOf(tenant, "owner"), key, program.body.access_token as string];
}

const countOf = async (table: string) => {
  const [row] = await runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ count: number }>(sql`
      select count(*)::int as count from ${sql.identifier(table)}
      where tenant_id = ${tenant.tenantId}::uuid`),
  );
  return row?.count;
};

const countWritten = async () => [
  await countOf("sales"),
  await countOf("event_inbox"),
  await countOf("audit_entries"),
];

it("[DV6] nobody sells, takes back or voids without a till, and nothing is written", async () => {
  const tokens = await tokensOfAll();
  const [owner = ""] = tokens;
  const { body: sold } = await sell(owner);
  await requireTill(true);
  const before = await countWritten();
  for (const token of tokens) {
    const { status, body } = await sell(token);
    expect([status, body.code]).toEqual([403, "till_required"]);
    const back = await change(token, sold.id, "refunded");
    expect([back.status, back.body.code]).toEqual([403, "till_required"]);
  }
  expect((await change(owner, sold.id, "voided")).body.code).toBe("till_required");
  expect(await countWritten()).toEqual(before);
});

it("[DV6] what stands is answered as before, and the same request sells once it may", async () => {
  const token = await accessTokenOf(tenant, "owner");
  const first = await sell(token, { key: "first" });
  await requireTill(true);
  const again = await sell(token, { key: "first" });
  expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  expect((await change(token, first.body.id, "completed")).status).toBe(200);
  expect((await sell(token, { key: "second" })).status).toBe(403);
  await requireTill(false);
  expect((await sell(token, { key: "second" })).status).toBe(201);
});

it("[DV6] what a till sends is received, and other businesses keep rules of their own", async () => {
  const till = await newTerminal(tenant);
  const other = await newTenant(runtime);
  await requireTill(true);
  expect((await till.push([till.sealSale()])).receivedThrough).toBe(1);
  expect(await countOf("sales")).toBe(1);
  const { status } = await sell(await accessTokenOf(other, "owner"), { of: other });
  expect(status).toBe(201);
});

it("is off until somebody sets it, and on record when they do", async () => {
  expect((await readAccessRules(testContext(tenant, "owner"))).isTillRequired).toBe(false);
  await requireTill(true);
  const [entry] = await runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ before: unknown; after: unknown }>(sql`
      select before, after from audit_entries where tenant_id = ${tenant.tenantId}::uuid
        and action = 'access_rules.save'`),
  );
  expect(entry).toMatchObject({
    before: { isTillRequired: false },
    after: { isTillRequired: true },
  });
});
