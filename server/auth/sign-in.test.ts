import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { createUser } from "../people/create-user";
import { systemContext } from "../tenants/system-context";
import { ACCESS_TOKEN_SECONDS, issueAccessToken, type SessionClaims } from "./access-token";
import { authenticateRequest } from "./authenticate-request";
import { SESSION_DAYS } from "./open-session";
import { sessionCookie } from "./session-cookie";
import { signIn } from "./sign-in";

const OFFICE = { kind: "office", ip: "203.0.113.7", userAgent: "a browser" } as const;

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

const ownerSignIn = () =>
  signIn(runtime, { email: tenant.users.owner.email, password: tenant.password }, OFFICE);

async function bearer(claims: SessionClaims): Promise<Headers> {
  return new Headers({ authorization: `Bearer ${await issueAccessToken(runtime, claims)}` });
}

async function cookie(claims: SessionClaims, secret = runtime.authSecret): Promise<Headers> {
  const { name } = sessionCookie(runtime.appUrl);
  const token = await encode({
    secret,
    salt: name,
    token: { sub: claims.userId, sid: claims.sessionId, tenantId: claims.tenantId },
  });
  return new Headers({ cookie: `other=1; ${name}=${token}` });
}

const authenticate = (headers: Headers) =>
  authenticateRequest(runtime, { headers, requestId: "r", ip: null });

describe("signing in", () => {
  test("opens a session and writes it down", async () => {
    const claims = await signIn(
      runtime,
      { email: `  ${tenant.users.owner.email.toUpperCase()} `, password: tenant.password },
      OFFICE,
    );
    expect(claims).toMatchObject({ tenantId: tenant.tenantId, userId: tenant.users.owner.id });
    const entries = await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`select action, actor_id, ip from audit_entries
        where tenant_id = ${tenant.tenantId}::uuid and subject_id = ${claims.sessionId}::uuid`),
    );
    expect([...entries]).toEqual([
      { action: "session.open", actor_id: tenant.users.owner.id, ip: "203.0.113.7" },
    ]);
  });

  test.each([
    ["a wrong password", () => ({ email: tenant.users.owner.email, password: "wrong" })],
    ["an unknown address", () => ({ email: "nobody@x.test", password: tenant.password })],
    [
      "another business",
      () => ({
        email: tenant.users.owner.email,
        password: tenant.password,
        tenantCode: "nowhere",
      }),
    ],
  ])("%s is refused in the same words", async (_name, input) => {
    await expect(signIn(runtime, input(), OFFICE)).rejects.toMatchObject({
      code: "invalid_credentials",
      details: {},
    });
  });

  test("an address of two businesses asks which, and only shows those the password fits", async () => {
    const second = await newTenant(runtime);
    const third = await newTenant(runtime);
    const email = `both@${tenant.code}.test`;
    const shared = { email, name: "Both", role: "admin" as const };
    for (const one of [tenant, second]) {
      const context = systemContext(runtime, one.tenantId);
      await createUser(context, { ...shared, password: "the same for two" });
    }
    const context = systemContext(runtime, third.tenantId);
    await createUser(context, { ...shared, password: "one of its own" });

    const both = { email, password: "the same for two" };
    await expect(signIn(runtime, both, OFFICE)).rejects.toMatchObject({
      code: "tenant_choice_required",
      details: { tenantCodes: [tenant.code, second.code].sort().join(", ") },
    });
    const chosen = await signIn(runtime, { ...both, tenantCode: second.code }, OFFICE);
    expect(chosen.tenantId).toBe(second.tenantId);
    const own = await signIn(runtime, { email, password: "one of its own" }, OFFICE);
    expect(own.tenantId).toBe(third.tenantId);
  });
});

describe("a session", () => {
  test("is recognised by token and by cookie, with the rights of its person", async () => {
    const claims = await ownerSignIn();
    for (const headers of [await bearer(claims), await cookie(claims)]) {
      const { tenantId, actor } = await authenticate(headers);
      expect(tenantId).toBe(tenant.tenantId);
      expect(actor).toMatchObject({ kind: "user", role: "owner", storeIds: null });
      expect(actor.kind === "user" && actor.permissions.has("catalog.write")).toBe(true);
    }
  });

  test("of a person of one store sees that store only", async () => {
    const context = systemContext(runtime, tenant.tenantId);
    const [store] = tenant.stores;
    const email = `one@${tenant.code}.test`;
    const person = { email, name: "One", role: "cashier" as const, storeIds: [store.id] };
    await createUser(context, { ...person, password: "a password" });
    const claims = await signIn(runtime, { email, password: "a password" }, OFFICE);
    const { actor } = await authenticate(await bearer(claims));
    expect(actor).toMatchObject({ storeIds: new Set([store.id]) });
  });

  test("a cookie sealed with another secret is nobody", async () => {
    const headers = await cookie(await ownerSignIn(), "another secret, also thirty-two long!");
    await expect(authenticate(headers)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("its tenant cannot be swapped for another", async () => {
    const other = await newTenant(runtime);
    const claims = await ownerSignIn();
    const headers = await bearer({ ...claims, tenantId: other.tenantId });
    await expect(authenticate(headers)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("ends with its token, with idleness and with its age", async () => {
    const claims = await ownerSignIn();
    const [token, page] = [await bearer(claims), await cookie(claims)];
    const refused = { code: "unauthenticated" };

    runtime.clock.advance((ACCESS_TOKEN_SECONDS - 1) * 1000);
    await authenticate(token);
    runtime.clock.advance(2000);
    await expect(authenticate(token)).rejects.toMatchObject(refused);

    for (let elevenHours = 0; elevenHours < 3; elevenHours += 1) {
      runtime.clock.advance(11 * 3_600_000);
      await authenticate(page);
    }
    runtime.clock.advance(13 * 3_600_000);
    await expect(authenticate(page)).rejects.toMatchObject(refused);

    const later = await cookie(await ownerSignIn());
    for (let hours = 0; hours < SESSION_DAYS * 24 - 10; hours += 10) {
      await authenticate(later);
      runtime.clock.advance(10 * 3_600_000);
    }
    runtime.clock.advance(11 * 3_600_000);
    await expect(authenticate(later)).rejects.toMatchObject(refused);
  });
});
