import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CLIENT_SECRET,
  startIdentityProvider,
  type TestIdentityProvider,
} from "../../../tests/factories/identity-provider";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { memoryStore } from "../../rate-limit/limit-store";
import { createRateLimiter } from "../../rate-limit/rate-limiter";
import { RATE_LIMITS } from "../../rate-limit/rate-limits";
import { redirectAddress } from "./begin-external-sign-in";
import { handleExternalStart } from "./handle-external-start";
import { saveProvider } from "./save-provider";
import { attemptCookie, openAttempt } from "./sealed-attempt";

const REACH = { isLoopbackAllowed: true };

let runtime: TestRuntime;
let tenant: TestTenant;
let service: TestIdentityProvider;
let provider: string;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
  service = await startIdentityProvider([
    { clientId: "kaunta", redirectAddress: redirectAddress(runtime.appUrl, tenant.code) },
  ]);
  const given = {
    id: null,
    name: "Works",
    issuer: service.issuer,
    clientId: "kaunta",
    clientSecret: CLIENT_SECRET,
    isEnabled: true,
    version: 0,
  };
  ({ id: provider } = await saveProvider(testContext(tenant, "owner"), given, REACH));
});
afterAll(async () => {
  await service.close();
  await closeTestRuntime();
});

function start(
  query: Record<string, string>,
  given: { headers?: Record<string, string>; at?: TestRuntime } = {},
): Promise<Response> {
  const address = `http://forged.example/start?${new URLSearchParams(query)}`;
  const request = new Request(address, { headers: given.headers ?? {} });
  const options = { tenantCode: tenant.code, reach: REACH };
  return handleExternalStart(given.at ?? runtime, request, options);
}

describe("following the link to another service", () => {
  test("leads to it, back to APP_URL and then to where one wanted to go", async () => {
    const answer = await start({ provider, returnPath: "/office/sales" });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([303, "no-store"]);
    const to = new URL(answer.headers.get("location") ?? "");
    expect(to.origin).toBe(service.issuer);
    const back = redirectAddress(runtime.appUrl, tenant.code);
    expect(to.searchParams.get("redirect_uri")).toBe(back);
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toContain("HttpOnly; SameSite=Lax; Max-Age=600");
    const kept = cookie.slice(`${attemptCookie(runtime.appUrl).name}=`.length).split(";")[0];
    expect(await openAttempt(runtime, kept ?? "")).toMatchObject({ returnPath: "/office/sales" });
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "x".repeat(3_000)])(
    "keeps no other place to go to: %j",
    async (returnPath) => {
      const answer = await start({ provider, returnPath });
      const [, kept = ""] = /=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "") ?? [];
      const attempt = await openAttempt(runtime, kept);
      expect(attempt?.returnPath ?? "/office").toBe("/office");
      expect(JSON.stringify([...answer.headers])).not.toContain("evil.example");
    },
  );

  test("from another's page shows the sign-in page first", async () => {
    for (const site of ["cross-site", "same-site"]) {
      const answer = await start({ provider }, { headers: { "sec-fetch-site": site } });
      expect(answer.headers.get("location")).toBe(`/sign-in?business=${tenant.code}`);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    for (const site of ["same-origin", "none"]) {
      const answer = await start({ provider }, { headers: { "sec-fetch-site": site } });
      expect(answer.headers.get("location")).toContain(service.issuer);
    }
  });

  test("to no service of this business says so, and leads nowhere", async () => {
    const unknown = await start({ provider: runtime.newId() });
    expect(unknown.headers.get("location")).toContain("/sign-in?error=external_sign_in_failed");
    const malformed = await start({ provider: "https://evil.example" });
    expect(malformed.headers.get("location")).toBe("/sign-in?error=malformed_request");
  });

  test("is counted by address, for each asks a foreign server", async () => {
    const { authSecret } = runtime;
    const limits = {
      ...RATE_LIMITS,
      sign_in_address: { ...RATE_LIMITS.sign_in_address, points: 2 },
    };
    const rateLimiter = createRateLimiter({ store: memoryStore(), authSecret, limits });
    const asked = { headers: { "x-forwarded-for": "192.0.2.4" }, at: { ...runtime, rateLimiter } };
    for (let index = 0; index < 2; index += 1) {
      expect((await start({ provider }, asked)).headers.get("location")).toContain(service.issuer);
    }
    const refused = await start({ provider }, asked);
    expect(refused.headers.get("location")).toContain("/sign-in?error=rate_limited");
  });
});
