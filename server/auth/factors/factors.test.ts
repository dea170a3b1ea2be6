import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant } from "../../../core/time";
import { callRest } from "../../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { sessionContext } from "../../../tests/factories/session-context";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { trpcCaller } from "../../../tests/factories/trpc-caller";
import { turnOnFactor } from "../../../tests/factories/turn-on-factor";
import { STEP_UP_MS_MAX } from "../../require-step-up";
import { sendResetLink } from "../account-links/send-reset-link";
import { resetPassword } from "../account-links/use-account-link";
import { stepUp } from "../sessions/step-up";
import { findByPassword } from "../sign-in";
import { beginSignIn, finishSignIn } from "./admit-person";
import { beginFactor, confirmFactor } from "./set-up-factor";
import { totpCodeAt, totpStepOf } from "./totp";
import { renewRecoveryCodes, resetFactor, turnOffFactor } from "./turn-off-factor";

const BROWSER = { kind: "office", ip: null, userAgent: null } as const;
const STEP_MS = 30_000;
const WRONG = { code: "second_factor_wrong" };

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(closeTestRuntime);

beforeEach(async () => {
  tenant = await newTenant(runtime);
});

const showPassword = async () => {
  const { email } = tenant.users.owner;
  const person = await findByPassword(runtime, { email, password: tenant.password }, BROWSER);
  return beginSignIn(runtime, { person, method: "password", client: BROWSER });
};

async function ticketOf(): Promise<string> {
  const step = await showPassword();
  if (step.kind !== "second_factor") throw new Error("the password alone was enough");
  return step.ticket;
}

const storedOf = async (table: string) =>
  JSON.stringify(
    await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`select * from ${sql.identifier(table)}
        where tenant_id = ${tenant.tenantId}::uuid`),
    ),
  );

test("a code is that of now, of the half minute before or of the one after", () => {
  // RFC 6238, appendix B: the last six digits at 59 s and at 1111111109 s.
  const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect(totpCodeAt(key, instant(59_000))).toBe("287082");
  expect(totpCodeAt(key, instant(1_111_111_109_000))).toBe("081804");
  for (const [seconds, step] of [
    [0, 1],
    [59, 1],
    [89, 1],
    [90, null],
  ] as const) {
    expect(totpStepOf(key, "287082", instant(seconds * 1_000))).toBe(step);
  }
});

describe("setting it up", () => {
  test("counts only once a code was shown, and keeps no secret in clear", async () => {
    const session = await sessionContext(tenant, "owner");
    const context = await session.read();
    const { key, address } = await beginFactor(context);
    expect(address).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    expect((await showPassword()).kind).toBe("session");
    await expect(confirmFactor(context, { code: "000000" })).rejects.toMatchObject(WRONG);
    const code = totpCodeAt(key, context.now());
    const { codes } = await confirmFactor(context, { code });
    expect(new Set(codes).size).toBe(10);
    for (const each of codes) expect(each).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect((await showPassword()).kind).toBe("second_factor");
    const kept = `${await storedOf("user_factors")}${await storedOf("recovery_codes")}`;
    for (const secret of [key, code, ...codes, ...codes.map((one) => one.replaceAll("-", ""))]) {
      expect(kept).not.toContain(secret);
      expect(await storedOf("audit_entries")).not.toContain(secret);
    }
    await expect(beginFactor(context)).rejects.toMatchObject({ code: "second_factor_on" });
  });

  test("ends the sessions that were opened without it", async () => {
    const [here, there] = [
      await sessionContext(tenant, "owner"),
      await sessionContext(tenant, "owner"),
    ];
    await turnOnFactor(await here.read());
    await here.read();
    await expect(there.read()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("asks for a fresh proof, as turning it off does", async () => {
    const session = await sessionContext(tenant, "owner");
    const factor = await turnOnFactor(await session.read());
    runtime.clock.advance(STEP_UP_MS_MAX + 1);
    const stale = await session.read();
    const refused = { code: "step_up_required" };
    await expect(beginFactor(stale)).rejects.toMatchObject(refused);
    await expect(turnOffFactor(stale)).rejects.toMatchObject(refused);
    await expect(renewRecoveryCodes(stale)).rejects.toMatchObject(refused);
    await stepUp(stale, { password: tenant.password, code: factor.codeAt(runtime.now()) });
    expect(await turnOffFactor(await session.read())).toEqual({ wasOn: true });
    expect((await showPassword()).kind).toBe("session");
  });
});

describe("signing in with it", () => {
  test("the password alone opens nothing; a code then does, once", async () => {
    const factor = await turnOnFactor(testContext(tenant, "owner"));
    runtime.clock.advance(STEP_MS);
    const ticket = await ticketOf();
    expect(await storedOf("sessions")).toBe("[]");
    const code = factor.codeAt(runtime.now());
    await expect(finishSignIn(runtime, { ticket, code: "000000" }, BROWSER)).rejects.toMatchObject(
      WRONG,
    );
    const claims = await finishSignIn(runtime, { ticket, code }, BROWSER);
    expect(claims.userId).toBe(tenant.users.owner.id);
    expect(await storedOf("sessions")).toContain('"is_two_factor":true');
    await expect(finishSignIn(runtime, { ticket, code }, BROWSER)).rejects.toMatchObject(WRONG);
    // Nor an older one that nobody has used: who reads over a shoulder comes too late.
    const older = factor.codeAt(instant(runtime.now() - STEP_MS));
    await expect(finishSignIn(runtime, { ticket, code: older }, BROWSER)).rejects.toMatchObject(
      WRONG,
    );
    const next = factor.codeAt(instant(runtime.now() + STEP_MS));
    await finishSignIn(runtime, { ticket, code: next }, BROWSER);
  });

  test("the same code at the same moment opens one session", async () => {
    const factor = await turnOnFactor(testContext(tenant, "owner"));
    runtime.clock.advance(STEP_MS);
    const ticket = await ticketOf();
    const code = factor.codeAt(runtime.now());
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => finishSignIn(runtime, { ticket, code }, BROWSER)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a recovery code works once, however it is typed", async () => {
    const { recoveryCodes } = await turnOnFactor(testContext(tenant, "owner"));
    const [first = "", second = ""] = recoveryCodes;
    const ticket = await ticketOf();
    const typed = ` ${first.toLowerCase().replaceAll("-", " ")} `;
    await finishSignIn(runtime, { ticket, code: typed }, BROWSER);
    await expect(finishSignIn(runtime, { ticket, code: first }, BROWSER)).rejects.toMatchObject(
      WRONG,
    );
    const { codes } = await renewRecoveryCodes(testContext(tenant, "owner"));
    await expect(finishSignIn(runtime, { ticket, code: second }, BROWSER)).rejects.toMatchObject(
      WRONG,
    );
    await finishSignIn(runtime, { ticket, code: codes[0] ?? "" }, BROWSER);
  });

  test("a ticket is of one person, for five minutes, and cannot be made", async () => {
    const factor = await turnOnFactor(testContext(tenant, "owner"));
    const ticket = await ticketOf();
    runtime.clock.advance(301_000);
    const code = factor.codeAt(runtime.now());
    const expired = { code: "sign_in_expired" };
    for (const bad of [ticket, `${ticket.slice(0, -2)}xx`, "", "a.b.c.d.e"]) {
      await expect(finishSignIn(runtime, { ticket: bad, code }, BROWSER)).rejects.toMatchObject(
        expired,
      );
    }
    const admin = await turnOnFactor(testContext(tenant, "admin"));
    const fresh = await ticketOf();
    await expect(
      finishSignIn(runtime, { ticket: fresh, code: admin.recoveryCodes[0] ?? "" }, BROWSER),
    ).rejects.toMatchObject(WRONG);
  });

  test("a new password ends a sign-in that was begun by the old one [PW1]", async () => {
    const { id: personId } = tenant.users.owner;
    const factor = await turnOnFactor(testContext(tenant, "owner"));
    const ticket = await ticketOf();
    runtime.clock.advance(STEP_MS);
    const { link } = await sendResetLink(testContext(tenant, "owner"), { personId });
    const token = link?.split("/").at(-1) ?? "";
    await resetPassword(runtime, { token, password: "violet tractor hums" }, BROWSER);
    const code = factor.codeAt(runtime.now());
    await expect(finishSignIn(runtime, { ticket, code }, BROWSER)).rejects.toMatchObject({
      code: "sign_in_expired",
    });
    const person = { tenantId: tenant.tenantId, userId: personId };
    const begun = await beginSignIn(runtime, { person, method: "password", client: BROWSER });
    if (begun.kind !== "second_factor") throw new Error("the password alone was enough");
    await finishSignIn(runtime, { ticket: begun.ticket, code }, BROWSER);
  });

  test("a program sends the code with the password", async () => {
    const factor = await turnOnFactor(testContext(tenant, "owner"));
    runtime.clock.advance(STEP_MS);
    const { email } = tenant.users.owner;
    const ask = (more: object) =>
      callRest(runtime, {
        method: "POST",
        path: "/auth/token",
        body: { email, password: tenant.password, ...more },
      });
    const without = await ask({});
    expect([without.status, without.body.code]).toEqual([401, "second_factor_required"]);
    const wrong = await ask({ code: "000000" });
    expect([wrong.status, wrong.body.code]).toEqual([403, "second_factor_wrong"]);
    expect((await ask({ code: factor.codeAt(runtime.now()) })).status).toBe(200);
  });
});

describe("a role that must have one", () => {
  beforeEach(async () => {
    await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`insert into access_rules (tenant_id, two_factor_roles)
        values (${tenant.tenantId}::uuid, '["owner"]')`),
    );
  });

  test("does nothing in the office before it is set up", async () => {
    const session = await sessionContext(tenant, "owner");
    const before = await session.read();
    expect(before.actor).toMatchObject({ isFactorMissing: true, permissions: new Set() });
    await expect(trpcCaller(tenant, before).stores.list()).rejects.toMatchObject({
      cause: { code: "second_factor_setup_required" },
    });
    const caller = trpcCaller(tenant, before);
    expect(await caller.session.security()).toMatchObject({
      isSecondFactorRequired: true,
      hasSecondFactor: false,
    });
    await turnOnFactor(before);
    const after = await session.read();
    expect((await trpcCaller(tenant, after).stores.list()).items).toHaveLength(2);
    const admin = await sessionContext(tenant, "admin");
    expect((await admin.read()).actor).not.toHaveProperty("isFactorMissing");
  });

  test("does not sign in from a program without it", async () => {
    const { email } = tenant.users.owner;
    const body = { email, password: tenant.password };
    const answer = await callRest(runtime, { method: "POST", path: "/auth/token", body });
    expect([answer.status, answer.body.code]).toEqual([401, "second_factor_required"]);
  });
});

describe("taking it from somebody who has lost it", () => {
  test("ends their sessions and is written down", async () => {
    const session = await sessionContext(tenant, "cashier");
    await turnOnFactor(await session.read());
    const userId = tenant.users.cashier.id;
    expect(await resetFactor(testContext(tenant, "owner"), { userId })).toEqual({ wasOn: true });
    await expect(session.read()).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await storedOf("audit_entries")).toContain("second_factor.reset");
    expect(await resetFactor(testContext(tenant, "owner"), { userId })).toEqual({ wasOn: false });
  });

  test("is for those who manage them, with a fresh proof", async () => {
    await turnOnFactor(testContext(tenant, "owner"));
    const owner = { userId: tenant.users.owner.id };
    await expect(resetFactor(testContext(tenant, "admin"), owner)).rejects.toMatchObject({
      code: "not_found",
    });
    const cashier = { userId: tenant.users.cashier.id };
    await expect(resetFactor(testContext(tenant, "supervisor"), cashier)).rejects.toMatchObject({
      code: "permission_denied",
    });
    const stale = testContext(tenant, "owner");
    runtime.clock.advance(STEP_UP_MS_MAX + 1);
    await expect(resetFactor(stale, cashier)).rejects.toMatchObject({ code: "step_up_required" });
  });
});
