import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { sessionContext } from "../../../tests/factories/session-context";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { turnOnFactor } from "../../../tests/factories/turn-on-factor";
import { requireStepUp, STEP_UP_MS_MAX } from "../../require-step-up";
import { stepUp } from "./step-up";

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

test("a proof goes stale, and the password makes it fresh", async () => {
  const session = await sessionContext(tenant, "owner");
  requireStepUp(await session.read());
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  const stale = await session.read();
  expect(() => requireStepUp(stale)).toThrow("step_up_required");
  await stepUp(stale, { password: tenant.password });
  requireStepUp(await session.read());
});

test("whoever has a second factor shows it too, by the authenticator or a recovery code [SU1]", async () => {
  const mine = await newTenant(runtime);
  const { password } = mine;
  const session = await sessionContext(mine, "owner");
  const factor = await turnOnFactor(await session.read());
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  const code = factor.codeAt(runtime.now());
  const stale = await session.read();
  for (const [shown, refusal] of [
    [{ password }, "second_factor_required"],
    [{ code }, "password_wrong"],
    [{ password: "wrong", code }, "password_wrong"],
    [{ password, code: "000000" }, "second_factor_wrong"],
  ] as const) {
    await expect(stepUp(stale, shown)).rejects.toMatchObject({ code: refusal });
    const after = await session.read();
    expect(() => requireStepUp(after)).toThrow("step_up_required");
  }
  // The code was not lost to the wrong password.
  await stepUp(stale, { password, code });
  requireStepUp(await session.read());
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  await stepUp(await session.read(), { password, code: factor.recoveryCodes[0] ?? "" });
  requireStepUp(await session.read());
});

test("whoever signs in elsewhere shows what they have here, or signs in there again [SU1]", async () => {
  const mine = await newTenant(runtime);
  await runtime.database.withTenant(mine.tenantId, (tx) =>
    tx.execute(sql`update users set password_hash = null
      where tenant_id = ${mine.tenantId}::uuid and id = ${mine.users.owner.id}::uuid`),
  );
  const session = await sessionContext(mine, "owner");
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  const stale = await session.read();
  await expect(stepUp(stale, { password: mine.password })).rejects.toMatchObject({
    code: "step_up_required",
  });
  const again = await sessionContext(mine, "owner");
  const factor = await turnOnFactor(await again.read());
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  await stepUp(await again.read(), { code: factor.codeAt(runtime.now()) });
  requireStepUp(await again.read());
});

test("a wrong password proves nothing", async () => {
  const session = await sessionContext(tenant, "owner");
  runtime.clock.advance(STEP_UP_MS_MAX + 1);
  const context = await session.read();
  await expect(stepUp(context, { password: "wrong" })).rejects.toMatchObject({
    code: "password_wrong",
  });
  const after = await session.read();
  expect(() => requireStepUp(after)).toThrow("step_up_required");
});

test("a program proves nothing, whatever it knows", async () => {
  const context = testContext(tenant, "owner");
  const { actor } = context;
  if (actor.kind !== "user") throw new Error("a person");
  for (const credential of ["api", "api_key", "api_client"] as const) {
    const program = { ...context, actor: { ...actor, credential, provedAt: null } };
    await expect(stepUp(program, { password: tenant.password })).rejects.toMatchObject({
      code: "permission_denied",
    });
    expect(() => requireStepUp(program)).toThrow("step_up_required");
  }
});

test("is written down without what was shown", async () => {
  const session = await sessionContext(tenant, "admin");
  await stepUp(await session.read(), { password: tenant.password });
  const entries = await runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`select action, subject_id, details from audit_entries
      where tenant_id = ${tenant.tenantId}::uuid and actor_id = ${tenant.users.admin.id}::uuid
      order by sequence desc limit 1`),
  );
  expect([...entries]).toEqual([
    { action: "session.step_up", subject_id: session.sessionId, details: {} },
  ]);
});
