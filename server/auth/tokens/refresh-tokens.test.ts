import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callRest } from "../../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { createUser } from "../../people/create-user";
import { systemContext } from "../../tenants/system-context";
import { SESSION_DAYS } from "../open-session";
import { parseRefreshToken } from "../refresh-token";

type Pair = { accessToken: string; refreshToken: string; expiresInSeconds: number };

let runtime: TestRuntime;
let tenant: TestTenant;
let pair: Pair;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
beforeEach(async () => {
  pair = await signIn(tenant.users.cashier.email, tenant.password);
});
afterAll(closeTestRuntime);

const post = (path: string, body: unknown) => callRest(runtime, { method: "POST", path, body });
const refresh = (refreshToken: string) => post("/auth/refresh", { refreshToken });
const read = async (token: string) => (await callRest(runtime, { path: "/stores", token })).status;

async function signIn(email: string, password: string): Promise<Pair> {
  const { body } = await post("/auth/token", { email, password, tenantCode: tenant.code });
  return body;
}

async function rows(statement: ReturnType<typeof sql>) {
  return runtime.database.withTenant(tenant.tenantId, (tx) => tx.execute(statement));
}

function sessionIdOf({ refreshToken }: Pair): string {
  return parseRefreshToken(runtime.authSecret, refreshToken)?.sessionId ?? "";
}

async function reasonOf(of: Pair): Promise<unknown> {
  const [row] = await rows(sql`select revoked_reason from sessions
    where tenant_id = ${tenant.tenantId}::uuid and id = ${sessionIdOf(of)}::uuid`);
  return row?.["revoked_reason"];
}

describe("a refresh token", () => {
  test("works once and gives the next pair of the same session [RT1]", async () => {
    const { status, body } = await refresh(pair.refreshToken);
    expect(status).toBe(200);
    expect(body).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.stringMatching(/^kr_/),
      tokenType: "Bearer",
      expiresInSeconds: 900,
    });
    expect(body.refreshToken).not.toBe(pair.refreshToken);
    expect(sessionIdOf(body)).toBe(sessionIdOf(pair));
    expect(await read(body.accessToken)).toBe(200);
    expect((await refresh(body.refreshToken)).status).toBe(200);
  });

  test("that was used before ends its session, and the trail says so [RT2]", async () => {
    const { body: next } = await refresh(pair.refreshToken);
    const reused = await refresh(pair.refreshToken);
    expect([reused.status, reused.body.code]).toEqual([401, "unauthenticated"]);
    expect(await reasonOf(pair)).toBe("refresh_reused");
    expect((await refresh(next.refreshToken)).status).toBe(401);
    expect([await read(next.accessToken), await read(pair.accessToken)]).toEqual([401, 401]);
    const entries = await rows(sql`select actor_kind, details from audit_entries
      where tenant_id = ${tenant.tenantId}::uuid and subject_id = ${sessionIdOf(pair)}::uuid
        and action = 'session.refresh_reused'`);
    expect([...entries]).toEqual([
      { actor_kind: "system", details: { userId: tenant.users.cashier.id, kind: "api" } },
    ]);
  });

  test("shown twice at once is won by exactly one, and is reuse for the other [RT2]", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(pair.refreshToken)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401]);
    expect(await reasonOf(pair)).toBe("refresh_reused");
    const won = answers.find(({ status }) => status === 200);
    expect((await refresh(won?.body.refreshToken)).status).toBe(401);
  });

  test("leaves other sessions of the same person alone", async () => {
    const other = await signIn(tenant.users.cashier.email, tenant.password);
    await refresh(pair.refreshToken);
    await refresh(pair.refreshToken);
    expect((await refresh(other.refreshToken)).status).toBe(200);
  });

  test("does not move the end of the session [RT1]", async () => {
    const stepMs = (SESSION_DAYS / 4) * 86_400_000;
    let current = pair.refreshToken;
    for (let quarter = 1; quarter <= 3; quarter += 1) {
      runtime.clock.advance(stepMs);
      const { status, body } = await refresh(current);
      expect(status).toBe(200);
      current = body.refreshToken;
    }
    runtime.clock.advance(stepMs);
    expect((await refresh(current)).status).toBe(401);
    expect(await reasonOf(pair)).toBeNull();
  });

  test.each([
    ["is blocked", (id: string) => sql`update users set blocked_at = now() where id = ${id}::uuid`],
    [
      "was removed",
      (id: string) => sql`update users set deleted_at = now() where id = ${id}::uuid`,
    ],
    [
      "has another password since",
      (id: string) => sql`update users set password_changed_at =
        ${new Date(runtime.now() + 1).toISOString()}::timestamptz where id = ${id}::uuid`,
    ],
  ])("gives nothing for a person who %s [RT3]", async (_name, change) => {
    const email = `${runtime.newId()}@${tenant.code}.test`;
    const person = { email, name: "Somebody", role: "cashier" as const };
    const password = "a password of theirs";
    const context = systemContext(runtime, tenant.tenantId);
    const { id } = await createUser(context, { ...person, password });
    const theirs = await signIn(email, password);
    await rows(change(id));
    const { status, body } = await refresh(theirs.refreshToken);
    expect([status, body.code]).toEqual([401, "unauthenticated"]);
    expect(await reasonOf(theirs)).toBeNull();
  });

  test("that nobody made is refused like one that works no more", async () => {
    const { body: used } = await refresh(`${pair.refreshToken.slice(0, -1)}!`);
    for (const made of ["", "x".repeat(1_001)]) {
      expect((await refresh(made)).status).toBe(400);
    }
    const last = pair.refreshToken.at(-1) === "A" ? "B" : "A";
    for (const made of ["nonsense", `${pair.refreshToken.slice(0, -1)}${last}`, pair.accessToken]) {
      const { status, body } = await refresh(made);
      expect([status, { ...body, instance: "" }]).toEqual([401, { ...used, instance: "" }]);
    }
    expect((await refresh(pair.refreshToken)).status).toBe(200);
  });
});

describe("revoking [RT4]", () => {
  test("ends the session with every token of it, and answers alike ever after", async () => {
    const { refreshToken } = pair;
    for (let time = 1; time <= 2; time += 1) {
      const { status, body } = await post("/auth/revoke", { refreshToken });
      expect([status, body]).toEqual([200, { revoked: true }]);
    }
    expect([await read(pair.accessToken), (await refresh(refreshToken)).status]).toEqual([
      401, 401,
    ]);
    expect(await reasonOf(pair)).toBe("signed_out");
    const entries = await rows(sql`select actor_id from audit_entries
      where tenant_id = ${tenant.tenantId}::uuid and subject_id = ${sessionIdOf(pair)}::uuid
        and action = 'session.close'`);
    expect([...entries]).toEqual([{ actor_id: tenant.users.cashier.id }]);
  });

  test("works with a token that was exchanged, and does nothing for one that nobody made", async () => {
    const { body: next } = await refresh(pair.refreshToken);
    expect((await post("/auth/revoke", { refreshToken: "nonsense" })).status).toBe(200);
    expect(await read(next.accessToken)).toBe(200);
    await post("/auth/revoke", { refreshToken: pair.refreshToken });
    expect(await read(next.accessToken)).toBe(401);
  });
});
