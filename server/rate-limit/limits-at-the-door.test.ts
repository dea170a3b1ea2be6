import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest, type RestAnswer } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { newReceiptKey } from "../../tests/factories/signed-recovery";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { findExportPath } from "../audit-trail/export-audit";
import { createClient } from "../auth/clients/create-client";
import type { Runtime } from "../context";
import { handleTrpc } from "../trpc/handle-trpc";
import { postgresStore } from "./limit-store";
import { createRateLimiter } from "./rate-limiter";
import { RATE_LIMITS } from "./rate-limits";

let ours: TestTenant;
let theirs: TestTenant;

beforeAll(async () => {
  ours = await newTenant();
  theirs = await newTenant();
});
afterAll(closeTestRuntime);

/** The test's runtime with the product's own limits, nothing used up. */
async function limited(change: Partial<typeof RATE_LIMITS> = {}): Promise<Runtime> {
  const runtime = await testRuntime();
  const { authSecret, database, log } = runtime;
  const store = postgresStore(database, log);
  const limits = { ...RATE_LIMITS, ...change };
  return { ...runtime, rateLimiter: createRateLimiter({ store, authSecret, limits }) };
}

/** Few enough to be asked for one by one. */
const FEW = { api_credential: { ...RATE_LIMITS.api_credential, points: 12 } };

function signIn(runtime: Runtime, given: { email: string; password: string; ip: string }) {
  const { ip, ...body } = given;
  const headers = { "x-forwarded-for": ip };
  return callRest(runtime, { method: "POST", path: "/auth/token", headers, body });
}

function expectLimited(answer: RestAnswer, secondsMax: number): void {
  expect(answer.status).toBe(429);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({ code: "rate_limited", status: 429 });
  const seconds = Number(answer.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(secondsMax);
}

describe("guessing a password", () => {
  test("stops after ten tries from one address, also for the right one", async () => {
    const runtime = await limited();
    const { email } = ours.users.owner;
    const statuses: number[] = [];
    for (let index = 0; index < RATE_LIMITS.sign_in_person.points; index += 1) {
      statuses.push(
        (await signIn(runtime, { email, password: "guess", ip: "198.51.100.7" })).status,
      );
    }
    expect(new Set(statuses)).toEqual(new Set([401]));
    const right = await signIn(runtime, { email, password: ours.password, ip: "198.51.100.7" });
    expectLimited(right, RATE_LIMITS.sign_in_person.blockSeconds);
    // Who shares neither the address nor the e-mail is not held up.
    const elsewhere = await signIn(runtime, { email, password: ours.password, ip: "198.51.100.8" });
    expect(elsewhere.status).toBe(200);
    const other = { email: theirs.users.owner.email, password: theirs.password };
    expect((await signIn(runtime, { ...other, ip: "198.51.100.7" })).status).toBe(200);
  });

  test("stops for one person however many addresses guess", async () => {
    const runtime = await limited();
    const { email } = ours.users.admin;
    for (let index = 1; index < RATE_LIMITS.sign_in_email.points; index += 1) {
      await runtime.rateLimiter.consume("sign_in_email", email);
    }
    const guess = (ip: string) => signIn(runtime, { email, password: "guess", ip });
    expect((await guess("203.0.113.1")).status).toBe(401);
    expectLimited(await guess("203.0.113.2"), RATE_LIMITS.sign_in_email.blockSeconds);
  });

  test("does not tell an address that nobody has from one that somebody has", async () => {
    const runtime = await limited();
    for (let index = 0; index <= RATE_LIMITS.sign_in_person.points; index += 1) {
      const ip = "192.0.2.1";
      const [known, unknown] = await Promise.all(
        [ours.users.cashier.email, "nobody@nowhere.test"].map((email) =>
          signIn(runtime, { email, password: "guess", ip }),
        ),
      );
      expect(unknown?.status).toBe(index < RATE_LIMITS.sign_in_person.points ? 401 : 429);
      expect(known?.status).toBe(unknown?.status);
      expect(known?.body.code).toBe(unknown?.body.code);
    }
  });

  test("whoever signs in often and rightly is never held up", async () => {
    const runtime = await limited();
    const { email } = ours.users.supervisor;
    for (let index = 0; index < 12; index += 1) {
      const answer = await signIn(runtime, { email, password: ours.password, ip: "192.0.2.200" });
      expect(answer.status).toBe(200);
    }
  });
});

test("codes of the office are not guessed: ten wrong ones from one address are all", async () => {
  const runtime = await limited();
  const digits = "23456789ABCDEFGH";
  const tryCode = (index: number) => {
    const code = (digits[index] ?? "").repeat(10);
    const body = { code, publicKey: newReceiptKey().publicKey };
    const headers = { "x-forwarded-for": "192.0.2.77" };
    return callRest(runtime, { method: "POST", path: "/sync/enrol-by-code", headers, body });
  };
  for (let index = 0; index < RATE_LIMITS.enrol_address.points; index += 1) {
    expect((await tryCode(index)).body.code).toBe("enrolment_code_invalid");
  }
  expectLimited(await tryCode(0), RATE_LIMITS.enrol_address.blockSeconds);
});

describe("a flood", () => {
  test("of one credential ends at its bound; the tenant's others and other tenants go on", async () => {
    const runtime = await limited(FEW);
    const ownerToken = await accessTokenOf(ours, "owner");
    const answers: number[] = [];
    for (let index = 0; index < FEW.api_credential.points; index += 1) {
      answers.push((await ask(runtime, ownerToken)).status);
    }
    expect(new Set(answers)).toEqual(new Set([200]));
    expectLimited(await ask(runtime, ownerToken), RATE_LIMITS.api_credential.seconds);
    expect((await ask(runtime, await accessTokenOf(ours, "admin"))).status).toBe(200);
    expect((await ask(runtime, await accessTokenOf(theirs, "owner"))).status).toBe(200);
  });

  test("of a whole tenant leaves its tills and other tenants alone", async () => {
    const runtime = await limited(FEW);
    const till = await newTerminal(ours);
    for (let index = 0; index < RATE_LIMITS.api_tenant.points; index += 1) {
      await runtime.rateLimiter.consume("api_tenant", ours.tenantId);
    }
    expectLimited(await ask(runtime, await accessTokenOf(ours, "owner")), 60);
    const pushed = await callRest(runtime, { path: "/sync/changes", token: till.deviceToken });
    expect(pushed.status).toBe(200);
    expect((await ask(runtime, await accessTokenOf(theirs, "owner"))).status).toBe(200);
  });

  test("of calls from our own screens says when to come back as well", async () => {
    const runtime = await limited(FEW);
    const token = await accessTokenOf(ours, "accountant");
    const call = () =>
      handleTrpc(
        new Request("http://localhost:3000/api/trpc/session.me", {
          headers: { authorization: `Bearer ${token}` },
        }),
        runtime,
      );
    for (let index = 0; index < FEW.api_credential.points; index += 1) {
      expect((await call()).status).toBe(200);
    }
    const answer = await call();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ error: { data: { domainCode: "rate_limited" } } });
  });
});

/** Three calls where two are allowed, each of something dear; the third is refused. */
async function expectThird(
  name: keyof typeof RATE_LIMITS,
  ask: (runtime: Runtime) => Promise<RestAnswer>,
): Promise<Runtime> {
  const limit = { ...RATE_LIMITS[name], points: 2 };
  const runtime = await limited({ [name]: limit });
  for (let index = 0; index < 2; index += 1) {
    expect((await ask(runtime)).status).not.toBe(429);
  }
  expectLimited(await ask(runtime), Math.max(limit.blockSeconds, limit.seconds));
  return runtime;
}

describe("what is dear or guessed at is asked for less often than the rest", () => {
  test("files of the audit trail, counted for the person in whatever way they come", async () => {
    const token = await accessTokenOf(ours, "owner");
    const path = "/audit-entries/export?format=json&action=no.such";
    const runtime = await expectThird("export", (at) => callRest(at, { path, token }));
    const again = await accessTokenOf(ours, "owner");
    expect((await callRest(runtime, { path, token: again })).status).toBe(429);
    // The office hears of it in words, before a download that could say nothing.
    const office = { ...testContext(ours, "owner"), rateLimiter: runtime.rateLimiter };
    await expect(findExportPath(office, { format: "csv" })).rejects.toMatchObject({
      code: "rate_limited",
    });
    const admin = { ...testContext(ours, "admin"), rateLimiter: runtime.rateLimiter };
    for (let index = 0; index < 5; index += 1) {
      expect(await findExportPath(admin, { format: "csv" })).toMatchObject({
        path: expect.stringContaining("format=csv"),
      });
    }
    expect((await ask(runtime, token)).status).toBe(200);
  });

  test("papers of a sale", async () => {
    const token = await accessTokenOf(ours, "owner");
    const path = `/transactions/${ours.stores[0].id}/receipt.pdf`;
    await expectThird("document", (runtime) => callRest(runtime, { path, token }));
  });

  test("reports", async () => {
    const token = await accessTokenOf(ours, "owner");
    const runtime = await limited({ report: { ...RATE_LIMITS.report, points: 2 } });
    const address = "http://localhost:3000/api/trpc/reports.today?input=%7B%7D";
    const headers = { authorization: `Bearer ${token}` };
    for (const status of [200, 200, 429]) {
      const answer = await handleTrpc(new Request(address, { headers }), runtime);
      expect(answer.status).toBe(status);
      expect(answer.headers.has("retry-after")).toBe(status === 429);
    }
  });

  test("tokens, by address and for each program", async () => {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: `kc_${"A".repeat(43)}`,
      client_secret: "guess",
    });
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": "192.0.2.9",
    };
    const sent = { method: "POST", path: "/oauth/token", headers, body: String(form) };
    const limit = { ...RATE_LIMITS.token_address, points: 2 };
    const runtime = await limited({ token_address: limit });
    for (const status of [401, 401, 429]) {
      expect((await callRest(runtime, sent)).status).toBe(status);
    }
    await expectThird("token_address", (at) =>
      callRest(at, {
        method: "POST",
        path: "/auth/refresh",
        headers: { "x-forwarded-for": "192.0.2.10" },
        body: { refreshToken: "guess" },
      }),
    );
  });

  test("tokens of one program, whoever asks for them", async () => {
    const given = { name: "Shop", scopes: ["store.read" as const] };
    const client = await createClient(testContext(ours, "owner"), given);
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: client.clientId,
      client_secret: client.clientSecret,
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const sent = { method: "POST", path: "/oauth/token", headers, body: String(form) };
    const limit = { ...RATE_LIMITS.token_client, points: 2 };
    const runtime = await limited({ token_client: limit });
    for (const status of [200, 200, 429]) {
      const answer = await callRest(runtime, sent);
      expect(answer.status).toBe(status);
      expect(answer.headers.has("retry-after")).toBe(status === 429);
    }
  });
});

test("every limit is asked by something", () => {
  const files = readdirSync("server", { recursive: true, encoding: "utf8" });
  const source = files
    .filter((file) => file.endsWith(".ts") && !/\.test\.|rate-limits\.ts$/.test(file))
    .map((file) => readFileSync(join("server", file), "utf8"))
    .join("");
  const names = Object.keys(RATE_LIMITS);
  expect(names.filter((name) => !source.includes(`"${name}"`))).toEqual([]);
});

function ask(runtime: Runtime, token: string): Promise<RestAnswer> {
  return callRest(runtime, { path: "/stores", token });
}
