import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { sessionContext } from "../../../tests/factories/session-context";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { STEP_UP_MS_MAX } from "../../require-step-up";
import { getSignInSettings, saveSignInRules } from "./sign-in-rules";

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(closeTestRuntime);

beforeEach(async () => {
  tenant = await newTenant(runtime);
});

const owner = () => testContext(tenant, "owner");
const RULES = { idleMinutes: 30, sessionDays: 3, twoFactorRoles: ["owner"], version: 0 };

test("the rules are those of the product until somebody sets others", async () => {
  const { rules, roles, redirectAddress } = await getSignInSettings(owner());
  expect(rules).toEqual({ idleMinutes: 720, sessionDays: 14, twoFactorRoles: [], version: 0 });
  expect(roles.map(({ code }) => code)).toContain("supervisor");
  expect(redirectAddress).toBe(`http://localhost:3000/api/auth/external/${tenant.code}/callback`);
  expect(await saveSignInRules(owner(), RULES)).toEqual({ version: 1 });
  expect((await getSignInSettings(owner())).rules).toEqual({ ...RULES, version: 1 });
});

test("hold at once for who is signed in", async () => {
  const session = await sessionContext(tenant, "owner");
  await saveSignInRules(await session.read(), RULES);
  expect((await session.read()).actor).toMatchObject({ isFactorMissing: true });
  runtime.clock.advance(31 * 60_000);
  await expect(session.read()).rejects.toMatchObject({ code: "unauthenticated" });
});

test("two who change them at once do not overwrite each other", async () => {
  const both = await Promise.allSettled([1, 2].map(() => saveSignInRules(owner(), RULES)));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(saveSignInRules(owner(), RULES)).rejects.toMatchObject({ code: "stale_version" });
  expect(await saveSignInRules(owner(), { ...RULES, version: 1 })).toEqual({ version: 2 });
});

test("name only roles that there are, and take the right and a fresh proof", async () => {
  const unknown = { ...RULES, twoFactorRoles: ["owner", "pirate"] };
  await expect(saveSignInRules(owner(), unknown)).rejects.toMatchObject({
    code: "validation_failed",
    details: { path: "twoFactorRoles.1" },
  });
  const supervisor = testContext(tenant, "supervisor");
  await expect(saveSignInRules(supervisor, RULES)).rejects.toMatchObject({
    code: "permission_denied",
  });
  const stale = owner();
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  await expect(saveSignInRules(stale, RULES)).rejects.toMatchObject({ code: "step_up_required" });
});
