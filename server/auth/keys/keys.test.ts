import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Permission } from "../../../core/access/permissions";
import { roles } from "../../../db/schema/access";
import { callRest } from "../../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { createUser } from "../../people/create-user";
import { requireStepUp } from "../../require-step-up";
import { systemContext } from "../../tenants/system-context";
import { handleTrpc } from "../../trpc/handle-trpc";
import { authenticateRequest } from "../authenticate-request";
import { createKey } from "./create-key";
import { parseKeyToken } from "./key-token";
import { listKeys } from "./list-keys";
import { revokeKey } from "./revoke-key";

let runtime: TestRuntime;
let tenant: TestTenant;
let key: string;
let id: string;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
beforeEach(async () => {
  ({ key, id } = await make(["sale.read", "store.read"]));
});
afterAll(closeTestRuntime);

const cashier = () => testContext(tenant, "cashier");

function make(scopes: Permission[], expiresInDays?: number) {
  return createKey(cashier(), {
    name: "My script",
    scopes,
    ...(expiresInDays && { expiresInDays }),
  });
}

const statusOf = async (path: string, token = key) =>
  (await callRest(runtime, { path, token })).status;

const read = (token = key) =>
  authenticateRequest(runtime, {
    headers: new Headers({ authorization: `Bearer ${token}` }),
    requestId: "r",
    ip: "203.0.113.9",
  });

async function rows(statement: ReturnType<typeof sql>) {
  return runtime.database.withTenant(tenant.tenantId, (tx) => tx.execute(statement));
}

describe("a personal key [AP3]", () => {
  test("opens what its scopes say of what its person may, and nothing else", async () => {
    expect([await statusOf("/stores"), await statusOf("/transactions")]).toEqual([200, 200]);
    expect(await statusOf("/products")).toBe(403);
    const { actor } = await read();
    expect(actor).toMatchObject({
      userId: tenant.users.cashier.id,
      role: "cashier",
      credential: "api_key",
      provedAt: null,
      storeIds: null,
    });
  });

  test("loses what its person loses, at once, and never gains", async () => {
    const { tenantId } = tenant;
    const system = systemContext(runtime, tenantId);
    const person = { email: `night@${tenant.code}.test`, name: "Night", role: "cashier" as const };
    const [{ id: storeId }] = tenant.stores;
    const made = await createUser(system, { ...person, storeIds: [storeId] });
    const context = cashier();
    if (context.actor.kind !== "user") throw new Error("a cashier is a person");
    const own = await createKey(
      { ...context, actor: { ...context.actor, userId: made.id } },
      { name: "Own", scopes: ["sale.read", "store.read"] },
    );
    const held = async () => {
      const { actor } = await read(own.key);
      return actor.kind === "user" ? [[...actor.permissions].sort(), actor.storeIds] : [];
    };
    expect(await held()).toEqual([["sale.read", "store.read"], new Set([storeId])]);
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.insert(roles).values({
        ...{ tenantId, id: runtime.newId(), code: "night", name: "Night" },
        permissions: ["sale.read", "sale.void"],
        limits: {
          discountPpm: 0,
          priceOverridePpm: 0,
          refundWithoutReceiptMinor: 0,
          payOutMinor: 0,
        },
      }),
    );
    await rows(sql`update users set role = 'night' where id = ${made.id}::uuid`);
    expect(await held()).toEqual([["sale.read"], new Set([storeId])]);
    await rows(sql`update users set role = 'nothing' where id = ${made.id}::uuid`);
    expect(await held()).toEqual([[], new Set([storeId])]);
    for (const ending of [sql`blocked_at`, sql`deleted_at`]) {
      await rows(sql`update users set ${ending} = now() where id = ${made.id}::uuid`);
      await expect(read(own.key)).rejects.toMatchObject({ code: "unauthenticated" });
      await rows(sql`update users set ${ending} = null where id = ${made.id}::uuid`);
      await read(own.key);
    }
  });

  test("opens nothing while its person owes the second factor that their role asks for", async () => {
    const { tenantId } = tenant;
    await rows(sql`insert into access_rules (tenant_id, two_factor_roles)
      values (${tenantId}::uuid, '["cashier"]')`);
    const answer = await callRest(runtime, { path: "/stores", token: key });
    expect([answer.status, answer.body.code]).toEqual([403, "second_factor_setup_required"]);
    await rows(sql`update access_rules set two_factor_roles = '[]'
      where tenant_id = ${tenantId}::uuid`);
    expect(await statusOf("/stores")).toBe(200);
  });

  test("keeps to the networks of the business", async () => {
    const { tenantId } = tenant;
    const setRanges = (ranges: string) =>
      rows(sql`insert into access_rules (tenant_id, allowed_ranges)
        values (${tenantId}::uuid, ${ranges}::jsonb)
        on conflict (tenant_id) do update set allowed_ranges = excluded.allowed_ranges`);
    await setRanges('["198.51.100.0/24"]');
    await expect(read()).rejects.toMatchObject({ code: "address_not_allowed" });
    await setRanges('["203.0.113.0/24"]');
    await read();
    await setRanges("[]");
  });

  test("proves nobody's presence", async () => {
    const context = await read();
    expect(() => requireStepUp(context)).toThrow("step_up_required");
    await expect(createKey(context, { name: "More", scopes: ["sale.read"] })).rejects.toMatchObject(
      { code: "step_up_required" },
    );
  });

  test("is nobody to our own screens", async () => {
    const headers = { authorization: `Bearer ${key}`, "sec-fetch-site": "same-origin" };
    const request = new Request("http://localhost:3000/api/trpc/session.me", { headers });
    expect((await handleTrpc(request, runtime)).status).toBe(401);
  });

  test("works until it expires or is revoked", async () => {
    const short = await make(["store.read"], 1);
    expect(await statusOf("/stores", short.key)).toBe(200);
    runtime.clock.advance(86_400_000);
    expect(await statusOf("/stores", short.key)).toBe(401);
    const listed = (await listKeys(cashier())).items.find((each) => each.id === short.id);
    expect(listed?.isExpired).toBe(true);
    await revokeKey(cashier(), { id });
    expect(await statusOf("/stores")).toBe(401);
    expect((await listKeys(cashier())).items.map((each) => each.id)).not.toContain(id);
  });

  test("with another secret, id or tenant is nobody's", async () => {
    const parts = parseKeyToken(key);
    if (!parts) throw new Error("a key has its form");
    const last = key.at(-1) === "A" ? "B" : "A";
    const theirs = await newTenant(runtime);
    const foreign = await createKey(testContext(theirs, "owner"), {
      name: "Theirs",
      scopes: ["store.read"],
    });
    const [ours, secret] = [key.split(".")[0], foreign.key.split(".")[1]];
    for (const made of [`${key.slice(0, -1)}${last}`, `${ours}.${secret}`, key.slice(0, 30)]) {
      expect(await statusOf("/stores", made)).toBe(401);
    }
  });

  test("notes its last use, and writes that at most every five minutes", async () => {
    const lastUse = async () => {
      const found = (await listKeys(cashier())).items.find((each) => each.id === id);
      return [found?.lastUsedAt, found?.lastUsedIp];
    };
    expect(await lastUse()).toEqual([null, null]);
    await read();
    const first = [new Date(runtime.now()).toISOString(), "203.0.113.9"];
    expect(await lastUse()).toEqual(first);
    runtime.clock.advance(299_000);
    await read();
    expect(await lastUse()).toEqual(first);
    runtime.clock.advance(2_000);
    await read();
    expect((await lastUse())[0]).toBe(new Date(runtime.now()).toISOString());
  });
});

describe("keys of people", () => {
  test("are made of what their person holds, after a fresh proof", async () => {
    const context = cashier();
    if (context.actor.kind !== "user") throw new Error("a cashier is a person");
    const stale = { ...context, actor: { ...context.actor, provedAt: null } };
    const given = { name: "My script", scopes: ["sale.read" as const] };
    await expect(createKey(stale, given)).rejects.toMatchObject({ code: "step_up_required" });
    await expect(make(["sale.read", "report.read"])).rejects.toMatchObject({
      code: "permission_denied",
    });
  });

  test("are shown once, and their secret is in no row and in no trail", async () => {
    const { items } = await listKeys(cashier());
    const listed = items.find((each) => each.id === id);
    expect(listed).toMatchObject({ name: "My script", hint: key.slice(-4) });
    expect(JSON.stringify(items)).not.toContain(key.split(".")[1]);
    const stored = await rows(sql`select to_jsonb(k)::text as row from api_keys k
      where k.tenant_id = ${tenant.tenantId}::uuid union all select to_jsonb(a)::text
      from audit_entries a where a.tenant_id = ${tenant.tenantId}::uuid`);
    expect(JSON.stringify(stored)).not.toContain(key.split(".")[1]);
    const entries = await rows(sql`select action, actor_id from audit_entries
      where tenant_id = ${tenant.tenantId}::uuid and subject_id = ${id}::uuid`);
    expect([...entries]).toEqual([{ action: "api_key.create", actor_id: tenant.users.cashier.id }]);
  });

  test("are their own: nobody sees or ends another's", async () => {
    const admin = testContext(tenant, "admin");
    expect((await listKeys(admin)).items).toEqual([]);
    await revokeKey(admin, { id });
    expect(await statusOf("/stores")).toBe(200);
  });
});
