import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Permission } from "../../../core/access/permissions";
import { roles } from "../../../db/schema/access";
import { callRest, type RestAnswer } from "../../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { blockPerson } from "../../people/block-person";
import { createUser } from "../../people/create-user";
import { systemContext } from "../../tenants/system-context";
import { createClient } from "./create-client";
import { listClients } from "./list-clients";
import { CLIENT_SESSION_MS } from "./open-client-session";
import { renewClientSecret } from "./renew-client-secret";
import { revokeClient } from "./revoke-client";

type Client = Awaited<ReturnType<typeof createClient>>;
type Form = Record<string, string>;

const SCOPES: Permission[] = ["sale.record", "sale.read", "sale.discount", "store.read"];

let runtime: TestRuntime;
let tenant: TestTenant;
let client: Client;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
beforeEach(async () => {
  client = await make({ scopes: SCOPES });
});
afterAll(closeTestRuntime);

function owner() {
  return testContext(tenant, "owner");
}

function make(given: { scopes: Permission[]; storeIds?: string[] }): Promise<Client> {
  return createClient(owner(), { name: "Web shop", ...given });
}

function token(form: Form | string, headers: Record<string, string> = {}): Promise<RestAnswer> {
  return callRest(runtime, {
    method: "POST",
    path: "/oauth/token",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: typeof form === "string" ? form : String(new URLSearchParams(form)),
  });
}

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});

function ask(form: Form = {}, of: Client = client): Promise<RestAnswer> {
  const grant = { grant_type: "client_credentials", ...form };
  return token(grant, basic(of.clientId, of.clientSecret));
}

const refresh = (refreshToken: string, form: Form = {}, of: Client = client) =>
  ask({ grant_type: "refresh_token", refresh_token: refreshToken, ...form }, of);

const statusOf = async (path: string, bearer: string) =>
  (await callRest(runtime, { path, token: bearer })).status;

const errorOf = ({ status, body }: RestAnswer) => `${status} ${body.error}`;

async function rows(statement: ReturnType<typeof sql>) {
  return runtime.database.withTenant(tenant.tenantId, (tx) => tx.execute(statement));
}

function sell(bearer: string, storeId: string, discountMinor = 0): Promise<RestAnswer> {
  const line = { sku: "MILK-500", quantity: "2", discountMinor };
  return callRest(runtime, {
    method: "POST",
    path: "/transactions",
    token: bearer,
    headers: { "idempotency-key": runtime.newId() },
    body: {
      storeId,
      lines: [line],
      payments: [{ method: "cash", amountMinor: 13_000 - discountMinor }],
    },
  });
}

describe("the token endpoint", () => {
  test("answers a client that shows its secret, in the header or in the form", async () => {
    const { clientId, clientSecret } = client;
    const inHeader = await ask();
    expect(inHeader.status).toBe(200);
    expect(inHeader.body).toEqual({
      access_token: expect.any(String),
      token_type: "Bearer",
      expires_in: 900,
      refresh_token: expect.stringMatching(/^kr_/),
      scope: SCOPES.join(" "),
    });
    expect(inHeader.headers.get("cache-control")).toBe("no-store");
    expect(inHeader.headers.get("pragma")).toBe("no-cache");
    const inForm = await token({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    });
    expect(inForm.status).toBe(200);
    expect(await statusOf("/stores", inForm.body.access_token)).toBe(200);
  });

  test("knows the words of RFC 6749 for what it refuses", async () => {
    const { clientId, clientSecret } = client;
    const right = basic(clientId, clientSecret);
    const grant = { grant_type: "client_credentials" };
    const other = await make({ scopes: ["sale.read"] });
    const cases: [string, RestAnswer][] = [
      ["401 invalid_client", await token(grant)],
      ["401 invalid_client", await token(grant, basic(clientId, `${clientSecret}x`))],
      ["401 invalid_client", await token(grant, basic(clientId, other.clientSecret))],
      ["401 invalid_client", await token(grant, basic("nobody", clientSecret))],
      ["401 invalid_client", await token(grant, { authorization: "Basic %%%" })],
      ["401 invalid_client", await token(grant, { authorization: "Bearer x" })],
      ["401 invalid_client", await token({ ...grant, client_id: clientId })],
      ["400 invalid_request", await token({ ...grant, client_secret: clientSecret }, right)],
      ["400 invalid_request", await token({ ...grant, client_id: other.clientId }, right)],
      ["400 invalid_request", await token({}, right)],
      ["400 invalid_request", await token("grant_type=a&grant_type=b", right)],
      ["400 invalid_request", await token(grant, { ...right, "content-type": "application/json" })],
      ["400 invalid_request", await token({ grant_type: "refresh_token" }, right)],
      ["400 unsupported_grant_type", await token({ grant_type: "password" }, right)],
      ["400 invalid_scope", await ask({ scope: "sale.read catalog.write" })],
      ["400 invalid_scope", await ask({ scope: "api.manage" })],
      ["400 invalid_grant", await refresh("nonsense")],
    ];
    for (const [expected, answer] of cases) {
      expect(errorOf(answer)).toBe(expected);
      expect(answer.body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const challenge = expected.startsWith("401") ? 'Basic realm="kaunta"' : null;
      expect(answer.headers.get("www-authenticate")).toBe(challenge);
    }
  });

  test("gives fewer scopes when fewer are asked for, and none that are not named", async () => {
    const { body } = await ask({ scope: "store.read" });
    expect(body.scope).toBe("store.read");
    expect(await statusOf("/stores", body.access_token)).toBe(200);
    expect(await statusOf("/transactions", body.access_token)).toBe(403);
    const wider = await refresh(body.refresh_token, { scope: "store.read sale.read" });
    expect(errorOf(wider)).toBe("400 invalid_scope");
  });

  test("does not tell another tenant's client from one that nobody made", async () => {
    const theirs = await newTenant(runtime);
    const foreign = await createClient(testContext(theirs, "owner"), {
      name: "Theirs",
      scopes: ["sale.read"],
    });
    const [seen, random] = await Promise.all([
      ask({}, { ...foreign, clientSecret: client.clientSecret }),
      ask({}, { ...client, clientId: client.clientId.replace(/.{6}$/, "AAAAAA") }),
    ]);
    expect([errorOf(seen), seen.body]).toEqual([errorOf(random), random.body]);
    const mine = await ask();
    expect(errorOf(await refresh(mine.body.refresh_token, {}, foreign))).toBe("400 invalid_grant");
    expect((await refresh(mine.body.refresh_token)).status).toBe(200);
  });
});

describe("the refresh grant", () => {
  test("rotates, may narrow one access token, and leaves the session its scopes", async () => {
    const { body: first } = await ask();
    const { status, body } = await refresh(first.refresh_token, { scope: "store.read" });
    expect([status, body.scope]).toEqual([200, "store.read"]);
    expect(await statusOf("/transactions", body.access_token)).toBe(403);
    const { body: next } = await refresh(body.refresh_token);
    expect(next.scope).toBe(SCOPES.join(" "));
    expect(await statusOf("/transactions", next.access_token)).toBe(200);
  });

  test("a scope that is refused does not cost the token", async () => {
    const { body } = await ask();
    expect(errorOf(await refresh(body.refresh_token, { scope: "catalog.write" }))).toBe(
      "400 invalid_scope",
    );
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  test("ends the session when a token comes again [RT2]", async () => {
    const { body } = await ask();
    const { body: next } = await refresh(body.refresh_token);
    expect(errorOf(await refresh(body.refresh_token))).toBe("400 invalid_grant");
    expect(await statusOf("/stores", next.access_token)).toBe(401);
  });

  test("is no way for another client, nor for the tokens of people", async () => {
    const other = await make({ scopes: SCOPES });
    const { body } = await ask();
    expect(errorOf(await refresh(body.refresh_token, {}, other))).toBe("400 invalid_grant");
    const byPerson = await callRest(runtime, {
      method: "POST",
      path: "/auth/refresh",
      body: { refreshToken: body.refresh_token },
    });
    expect(byPerson.status).toBe(401);
    expect((await refresh(body.refresh_token)).status).toBe(200);
    const { email } = tenant.users.cashier;
    const person = await callRest(runtime, {
      method: "POST",
      path: "/auth/token",
      body: { email, password: tenant.password },
    });
    expect(errorOf(await refresh(person.body.refreshToken))).toBe("400 invalid_grant");
  });

  test("ends a day after the secret was shown [RT1]", async () => {
    const { body } = await ask();
    runtime.clock.advance(CLIENT_SESSION_MS - 1);
    const { status, body: next } = await refresh(body.refresh_token);
    expect(status).toBe(200);
    runtime.clock.advance(1);
    expect(errorOf(await refresh(next.refresh_token))).toBe("400 invalid_grant");
  });
});

describe("a client [AP2]", () => {
  test("sells under its own name, in its stores alone", async () => {
    const [here, there] = tenant.stores;
    const bound = await make({ scopes: SCOPES, storeIds: [here.id] });
    const { body } = await ask({}, bound);
    const stores = await callRest(runtime, { path: "/stores", token: body.access_token });
    expect(stores.body.items.map(({ code }: { code: string }) => code)).toEqual([here.code]);
    const sold = await sell(body.access_token, here.id);
    expect(sold.status).toBe(201);
    const elsewhere = await sell(body.access_token, there.id);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, "store_not_found"]);
    const [sale] = await rows(sql`select u.kind, u.name from sales s
      join users u on u.tenant_id = s.tenant_id and u.id = s.cashier_id
      where s.tenant_id = ${tenant.tenantId}::uuid and s.id = ${sold.body.id}::uuid`);
    expect(sale).toEqual({ kind: "service", name: "Web shop" });
  });

  test("reaches no further than the role of whoever made it, as it is now", async () => {
    const { tenantId } = tenant;
    const code = "web-keeper";
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.insert(roles).values({
        ...{ tenantId, id: runtime.newId(), code, name: "Web keeper" },
        permissions: ["api.manage", ...SCOPES],
        limits: {
          discountPpm: 100_000,
          priceOverridePpm: 0,
          refundWithoutReceiptMinor: 0,
          payOutMinor: 0,
        },
      }),
    );
    const system = systemContext(runtime, tenantId);
    const email = `keeper@${tenant.code}.test`;
    const { id } = await createUser(system, { email, name: "Keeper", role: "cashier" });
    await rows(sql`update users set role = ${code}, is_everywhere = true
      where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
    const { actor, ...rest } = owner();
    if (actor.kind !== "user") throw new Error("an owner is a person");
    const keeper = { ...rest, actor: { ...actor, userId: id } };
    const made = await createClient(keeper, { name: "Theirs", scopes: SCOPES });
    const { body } = await ask({}, made);
    const [{ id: storeId }] = tenant.stores;
    expect((await sell(body.access_token, storeId, 1_300)).status).toBe(201);
    expect((await sell(body.access_token, storeId, 1_301)).body.code).toBe("approval_required");
    await rows(sql`update users set role = 'auditor'
      where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
    expect((await sell(body.access_token, storeId, 1)).body.code).toBe("approval_required");
    expect((await sell(body.access_token, storeId)).status).toBe(201);
  });

  test("goes on without whoever made its secret, and is told of until another has made one", async () => {
    const { tenantId, code } = tenant;
    const system = systemContext(runtime, tenantId);
    const email = `leaver@${code}.test`;
    const { id } = await createUser(system, { email, name: "Leaver", role: "admin" });
    const { actor, ...rest } = owner();
    if (actor.kind !== "user") throw new Error("an owner is a person");
    const leaver = { ...rest, actor: { ...actor, userId: id } };
    const made = await createClient(leaver, { name: "Leaver's", scopes: SCOPES });
    const listed = async () =>
      (await listClients(owner())).items.find((item) => item.id === made.id);
    expect(await listed()).toMatchObject({ createdByName: "Leaver", isMakerGone: false });
    await blockPerson(owner(), { personId: id });
    expect((await ask({}, made)).status).toBe(200);
    expect(await listed()).toMatchObject({ createdByName: "Leaver", isMakerGone: true });
    const renewed = await renewClientSecret(owner(), { id: made.id });
    expect(await listed()).toMatchObject({
      createdByName: expect.stringMatching(/^owner/),
      isMakerGone: false,
    });
    expect(errorOf(await ask({}, made))).toBe("401 invalid_client");
    expect((await ask({}, renewed)).status).toBe(200);
  });

  test("loses at once what is taken from it, whatever its tokens say", async () => {
    const { body } = await ask();
    await rows(sql`update api_clients set scopes = '["store.read"]'
      where tenant_id = ${tenant.tenantId}::uuid and id = ${client.id}::uuid`);
    expect(await statusOf("/transactions", body.access_token)).toBe(403);
    expect(await statusOf("/stores", body.access_token)).toBe(200);
  });

  test("is given nothing by a role that somebody called as its own", async () => {
    const { tenantId } = tenant;
    const { body } = await ask({ scope: "store.read" });
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.insert(roles).values({
        ...{ tenantId, id: runtime.newId(), code: "service", name: "Service" },
        permissions: ["report.read", "sale.read"],
        limits: {
          discountPpm: 0,
          priceOverridePpm: 0,
          refundWithoutReceiptMinor: 0,
          payOutMinor: 0,
        },
      }),
    );
    expect(await statusOf("/transactions", body.access_token)).toBe(403);
    expect(await statusOf("/stores", body.access_token)).toBe(200);
  });

  test("that was revoked is nobody, with every token of it", async () => {
    const { body } = await ask();
    await revokeClient(owner(), { id: client.id });
    await revokeClient(owner(), { id: client.id });
    expect(await statusOf("/stores", body.access_token)).toBe(401);
    expect(errorOf(await ask())).toBe("401 invalid_client");
    expect(errorOf(await refresh(body.refresh_token))).toBe("401 invalid_client");
    const { items } = await listClients(owner());
    expect(items.map(({ id }) => id)).not.toContain(client.id);
    const entries = await rows(sql`select action from audit_entries
      where tenant_id = ${tenant.tenantId}::uuid and subject_id = ${client.id}::uuid
      order by sequence`);
    expect(entries.map(({ action }) => action)).toEqual(["api_client.create", "api_client.revoke"]);
  });

  test("with a new secret is known by that alone: the old one and its tokens end at once [AP4]", async () => {
    const { body } = await ask();
    const renewed = await renewClientSecret(owner(), { id: client.id });
    expect(renewed.clientId).toBe(client.clientId);
    expect(errorOf(await ask())).toBe("401 invalid_client");
    expect(await statusOf("/stores", body.access_token)).toBe(401);
    expect(errorOf(await refresh(body.refresh_token, {}, renewed))).toBe("400 invalid_grant");
    const { body: next } = await ask({}, renewed);
    expect(await statusOf("/stores", next.access_token)).toBe(200);
    const [entry, ...more] = await rows(sql`select to_jsonb(a)::text as row from audit_entries a
      where a.tenant_id = ${tenant.tenantId}::uuid and a.subject_id = ${client.id}::uuid
        and a.action = 'api_client.renew_secret'`);
    expect([String(entry?.["row"]).includes('"endedCount": 1'), more]).toEqual([true, []]);
    expect(String(entry?.["row"])).not.toContain(renewed.clientSecret);
  });

  test("gets a new secret from who has just shown who they are, and holds what it may do [AP4]", async () => {
    const renew = (context: ReturnType<typeof owner>) =>
      renewClientSecret(context, { id: client.id });
    const { actor, ...rest } = owner();
    if (actor.kind !== "user") throw new Error("an owner is a person");
    const narrow = new Set<Permission>(["api.manage", "sale.read"]);
    const theirs = await newTenant(runtime);
    const { limits } = actor;
    for (const [code, change] of [
      ["step_up_required", { provedAt: null }],
      ["permission_denied", { permissions: narrow }],
      ["permission_denied", { limits: { ...limits, discountPpm: 0 } }],
      ["permission_denied", { permissions: new Set<Permission>() }],
      ["not_found", { storeIds: new Set([tenant.stores[0].id]) }],
    ] as const) {
      const altered = { ...rest, actor: { ...actor, ...change } };
      await expect(renew(altered)).rejects.toMatchObject({ code });
    }
    await expect(renew(testContext(theirs, "owner"))).rejects.toMatchObject({ code: "not_found" });
    await revokeClient(owner(), { id: client.id });
    await expect(renew(owner())).rejects.toMatchObject({ code: "not_found" });
  });

  test("notes its last use, and writes that at most every five minutes", async () => {
    const lastUse = async () => {
      const { items } = await listClients(owner());
      return items.find(({ id }) => id === client.id)?.lastUsedAt;
    };
    expect(await lastUse()).toBeNull();
    await ask();
    const first = await lastUse();
    expect(first).toBe(new Date(runtime.now()).toISOString());
    runtime.clock.advance(299_000);
    await ask();
    expect(await lastUse()).toBe(first);
    runtime.clock.advance(2_000);
    await ask();
    expect(await lastUse()).toBe(new Date(runtime.now()).toISOString());
  });

  test("cannot sign in as a person does", async () => {
    const [user] = await rows(sql`select u.email, u.password_hash from users u
      join api_clients c on c.tenant_id = u.tenant_id and c.user_id = u.id
      where u.tenant_id = ${tenant.tenantId}::uuid and c.id = ${client.id}::uuid`);
    expect(user?.["password_hash"]).toBeNull();
    const { status } = await callRest(runtime, {
      method: "POST",
      path: "/auth/token",
      body: { email: user?.["email"], password: client.clientSecret, tenantCode: tenant.code },
    });
    expect(status).toBe(401);
  });
});

describe("making a client", () => {
  test("wants a fresh proof, and gives nothing that the caller does not hold", async () => {
    const context = owner();
    const { actor } = context;
    if (actor.kind !== "user") throw new Error("an owner is a person");
    const given = { name: "Web shop", scopes: ["sale.read" as const] };
    const stale = { ...context, actor: { ...actor, provedAt: null } };
    await expect(createClient(stale, given)).rejects.toMatchObject({ code: "step_up_required" });
    const poor = new Set<Permission>(["api.manage", "store.read"]);
    const [here, there] = tenant.stores;
    const refusals: [string, Promise<unknown>][] = [
      [
        "permission_denied",
        createClient({ ...context, actor: { ...actor, permissions: poor } }, given),
      ],
      ["permission_denied", createClient(testContext(tenant, "cashier"), given)],
      [
        "permission_denied",
        createClient(testContext(tenant, "owner", { storeIds: [here.id] }), given),
      ],
      [
        "store_not_found",
        createClient(testContext(tenant, "owner", { storeIds: [here.id] }), {
          ...given,
          storeIds: [there.id],
        }),
      ],
      ["store_not_found", createClient(context, { ...given, storeIds: [runtime.newId()] })],
    ];
    for (const [code, refusal] of refusals) await expect(refusal).rejects.toMatchObject({ code });
  });

  test("keeps no secret, neither in a row nor in the trail", async () => {
    const stored = await rows(sql`select to_jsonb(c)::text as row from api_clients c
      where c.tenant_id = ${tenant.tenantId}::uuid union all select to_jsonb(a)::text
      from audit_entries a where a.tenant_id = ${tenant.tenantId}::uuid`);
    expect(JSON.stringify(stored)).not.toContain(client.clientSecret);
  });

  test("a manager of one store sees and ends the clients of that store alone", async () => {
    const [here, there] = tenant.stores;
    const [mine, other] = [
      await make({ scopes: SCOPES, storeIds: [here.id] }),
      await make({ scopes: SCOPES, storeIds: [here.id, there.id] }),
    ];
    const manager = testContext(tenant, "admin", { storeIds: [here.id] });
    const ids = (await listClients(manager)).items.map(({ id }) => id);
    expect(ids).toContain(mine.id);
    for (const hidden of [other, client]) {
      expect(ids).not.toContain(hidden.id);
      await expect(revokeClient(manager, { id: hidden.id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await revokeClient(manager, { id: mine.id });
  });
});
