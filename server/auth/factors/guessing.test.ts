import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "../../../core/time";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { turnOnFactor } from "../../../tests/factories/turn-on-factor";
import { memoryStore } from "../../rate-limit/limit-store";
import { createRateLimiter } from "../../rate-limit/rate-limiter";
import { RATE_LIMITS } from "../../rate-limit/rate-limits";
import { stepUp } from "../sessions/step-up";
import { findByPassword } from "../sign-in";
import { beginSignIn, finishSignIn } from "./admit-person";

const BROWSER = { kind: "office", ip: null, userAgent: null } as const;
const LIMITED = { code: "rate_limited" };

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  const plain = await testRuntime();
  const { authSecret } = plain;
  // The product's own limits, nothing used up.
  const rateLimiter = createRateLimiter({ store: memoryStore(), authSecret, limits: RATE_LIMITS });
  runtime = { ...plain, rateLimiter };
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

test("a code is not guessed: after five wrong ones the right one waits too, whatever the ticket", async () => {
  const factor = await turnOnFactor(testContext(tenant, "owner"));
  const { email } = tenant.users.owner;
  const ticketOf = async () => {
    const person = await findByPassword(runtime, { email, password: tenant.password }, BROWSER);
    const step = await beginSignIn(runtime, { person, method: "password", client: BROWSER });
    return step.kind === "second_factor" ? step.ticket : "";
  };
  const { second_factor: limit } = RATE_LIMITS;
  for (let spent = 0; spent < limit.points; spent += 1) {
    await expect(
      finishSignIn(runtime, { ticket: await ticketOf(), code: "000000" }, BROWSER),
    ).rejects.toMatchObject({ code: "second_factor_wrong" });
  }
  const next = factor.codeAt(instant(runtime.now() + 30_000));
  for (const code of [next, factor.recoveryCodes[0] ?? ""]) {
    const ticket = await ticketOf();
    await expect(finishSignIn(runtime, { ticket, code }, BROWSER)).rejects.toMatchObject(LIMITED);
  }
});

test("a password is not guessed at an open page either", async () => {
  const context = testContext(tenant, "admin");
  for (let spent = 0; spent < RATE_LIMITS.step_up.points; spent += 1) {
    await expect(stepUp(context, { password: `guess ${spent}` })).rejects.toMatchObject({
      code: "password_wrong",
    });
  }
  await expect(stepUp(context, { password: tenant.password })).rejects.toMatchObject(LIMITED);
});
