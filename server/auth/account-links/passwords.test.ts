import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actsOf } from "../../../tests/factories/acts-of";
import { linkIn, type MailServer, startMailServer } from "../../../tests/factories/mail-server";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { createUser } from "../../people/create-user";
import { systemContext } from "../../tenants/system-context";
import { openSession } from "../open-session";
import { signIn } from "../sign-in";
import { changePassword } from "./change-password";
import { openAccountLink } from "./open-account-link";
import { admitResetRequest, mailResetLinks } from "./request-password-reset";
import { sendResetLink } from "./send-reset-link";

const CALLER = { ip: "203.0.113.9", userAgent: "a browser" };
const PASSWORD = "violet tractor hums";
const OFFICE = { ...CALLER, kind: "office" } as const;

let runtime: TestRuntime;
let tenant: TestTenant;
let mails: MailServer;

beforeAll(async () => {
  mails = await startMailServer();
  runtime = { ...(await testRuntime()), mailer: mails.mailer };
  tenant = await newTenant(runtime);
});
afterAll(async () => {
  await mails.stop();
  await closeTestRuntime();
});

const tokenOf = (url: string) => url.split("/").at(-1) ?? "";

async function isStanding(sessionId: string): Promise<boolean> {
  const rows = await runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`
      select 1 from sessions where tenant_id = ${tenant.tenantId}::uuid
        and id = ${sessionId}::uuid and revoked_at is null`),
  );
  return rows.length > 0;
}

describe("changing one's own password", () => {
  const change = (currentPassword: string, newPassword: string) =>
    changePassword(testContext(tenant, "accountant"), { currentPassword, newPassword });

  test("takes the current one and a good new one", async () => {
    await expect(change("wrong", PASSWORD)).rejects.toMatchObject({ code: "password_wrong" });
    await expect(change(tenant.password, "qwerty12345")).rejects.toMatchObject({
      code: "password_too_common",
    });
    const { email } = tenant.users.accountant;
    await signIn(runtime, { email, password: tenant.password }, OFFICE);
  });

  test("ends every other sign-in, keeps this one, and is told by mail", async () => {
    const { accountant } = tenant.users;
    const person = { tenantId: tenant.tenantId, userId: accountant.id };
    const open = () => openSession(runtime, person, { ...OFFICE, method: "password" });
    const [here, there] = [await open(), await open()];
    const context = testContext(tenant, "accountant");
    if (context.actor.kind !== "user") throw new Error("an accountant is a person");
    const actor = { ...context.actor, sessionId: here.sessionId };
    const input = { currentPassword: tenant.password, newPassword: PASSWORD };
    const { endedCount } = await changePassword({ ...context, actor }, input);
    expect(endedCount).toBeGreaterThanOrEqual(1);
    expect([await isStanding(here.sessionId), await isStanding(there.sessionId)]).toEqual([
      true,
      false,
    ]);
    await expect.poll(() => mails.to(accountant.email).length).toBe(1);
    expect(mails.to(accountant.email)[0]?.headers.get("subject")).toContain("was changed");
    await signIn(runtime, { email: accountant.email, password: PASSWORD }, OFFICE);
  });

  test("ends what programs got by the old one; keys go on unless told otherwise [PW1]", async () => {
    const { id: userId, email } = tenant.users.admin;
    const context = testContext(tenant, "admin");
    const acts = await actsOf({ tenant, runtime, userId, email, password: tenant.password });
    expect(await acts.statuses()).toEqual({ access: 200, refresh: 200, key: 200 });
    await changePassword(context, { currentPassword: tenant.password, newPassword: PASSWORD });
    expect(await acts.statuses()).toEqual({ access: 401, refresh: 401, key: 200 });
    const newPassword = `${PASSWORD} again`;
    const change = { currentPassword: PASSWORD, newPassword, endsKeys: true };
    expect((await changePassword(context, change)).endedKeyCount).toBe(1);
    expect(await acts.statuses()).toEqual({ access: 401, refresh: 401, key: 401 });
  });

  test("is for people at a page of ours", async () => {
    const context = testContext(tenant, "accountant");
    if (context.actor.kind !== "user") throw new Error("an accountant is a person");
    const byProgram = { ...context, actor: { ...context.actor, credential: "api" as const } };
    await expect(
      changePassword(byProgram, { currentPassword: PASSWORD, newPassword: PASSWORD }),
    ).rejects.toMatchObject({ code: "permission_denied" });
  });
});

describe("a link that somebody sends to another", () => {
  test("is mailed, or else shown to who sends it", async () => {
    const { cashier } = tenant.users;
    const sent = await sendResetLink(testContext(tenant, "owner"), { personId: cashier.id });
    expect(sent.link).toBeNull();
    await expect.poll(() => mails.to(cashier.email).length).toBe(1);
    const token = tokenOf(linkIn(mails.to(cashier.email)[0]));
    await openAccountLink(runtime, { kind: "password_reset", token }, CALLER);

    const withoutMail = { ...testContext(tenant, "owner"), outbox: null };
    const shown = await sendResetLink(withoutMail, { personId: cashier.id });
    expect(shown.link).toContain("http://localhost:3000/reset/kl_");
    expect(mails.to(cashier.email)).toHaveLength(1);
  });

  test("takes the permission, a fresh proof, and rights over that person", async () => {
    const owner = testContext(tenant, "owner");
    const send = (context: typeof owner, personId: string) => sendResetLink(context, { personId });
    const { cashier, owner: boss, admin } = tenant.users;
    const supervisor = testContext(tenant, "supervisor");
    await expect(send(supervisor, cashier.id)).rejects.toMatchObject({ code: "permission_denied" });
    if (owner.actor.kind !== "user") throw new Error("an owner is a person");
    const stale = { ...owner, actor: { ...owner.actor, provedAt: null } };
    await expect(send(stale, cashier.id)).rejects.toMatchObject({ code: "step_up_required" });
    await expect(send(testContext(tenant, "admin"), boss.id)).rejects.toMatchObject({
      code: "permission_denied",
    });
    const other = await newTenant();
    await expect(send(owner, other.users.cashier.id)).rejects.toMatchObject({ code: "not_found" });
    await send(owner, admin.id);
  });
});

describe("a forgotten password", () => {
  test("brings a letter from each business of that address, and none for another", async () => {
    const second = await newTenant(runtime);
    const email = `both@${tenant.code}.test`;
    for (const { tenantId } of [tenant, second]) {
      const context = systemContext(runtime, tenantId);
      await createUser(context, { email, name: "Both", role: "admin", password: "one of its own" });
    }
    expect(await mailResetLinks(runtime, { email: ` ${email.toUpperCase()}` }, CALLER)).toBe(2);
    expect(await mailResetLinks(runtime, { email: `no-${email}` }, CALLER)).toBe(0);
    await expect.poll(() => mails.to(email).length).toBe(2);
    const subjects = mails.to(email).map(({ headers }) => headers.get("subject"));
    expect(subjects.sort()).toEqual(
      [tenant, second].map(({ code }) => `A new password for Shop ${code}`).sort(),
    );
    for (const mail of mails.to(email)) {
      const token = tokenOf(linkIn(mail));
      const { owner } = await openAccountLink(runtime, { kind: "password_reset", token }, CALLER);
      expect(owner.email).toBe(email);
      expect(mail.headers.get("subject")).toContain(owner.businessName);
    }
  });

  test("of somebody who was blocked brings none", async () => {
    const { auditor } = tenant.users;
    await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update users set blocked_at = now()
        where tenant_id = ${tenant.tenantId}::uuid and id = ${auditor.id}::uuid`),
    );
    expect(await mailResetLinks(runtime, { email: auditor.email }, CALLER)).toBe(0);
  });

  test("is asked for without a look at the address", async () => {
    const blind = { rateLimiter: runtime.rateLimiter };
    for (const email of [tenant.users.owner.email, "nobody@nowhere.test"]) {
      expect(await admitResetRequest(blind, { email }, CALLER)).toBeUndefined();
    }
  });
});
