import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest, type RestAnswer } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { newReceiptKey } from "../../tests/factories/signed-recovery";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
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

function ask(runtime: Runtime, token: string): Promise<RestAnswer> {
  return callRest(runtime, { path: "/stores", token });
}
