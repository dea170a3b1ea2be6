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
import { invitePerson } from "../../people/invite-person";
import { inTransaction } from "../../transaction";
import { openSession } from "../open-session";
import { signIn } from "../sign-in";
import { createAccountLink } from "./create-account-link";
import { formatLinkToken, type LinkKind, parseLinkToken } from "./link-token";
import { openAccountLink } from "./open-account-link";
import { acceptInvitation, resetPassword } from "./use-account-link";

const CALLER = { ip: "203.0.113.9", userAgent: "a browser" };
const PASSWORD = "violet tractor hums";

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

async function newLink(userId: string, kind: LinkKind): Promise<string> {
  const context = testContext(tenant, "owner");
  const link = await inTransaction(context, (tx) =>
    createAccountLink(tx, context, { userId, kind }),
  );
  return tokenOf(link.url);
}

let people = 0;

/** Invited by the owner, with the link as the mail brought it. */
async function invite(): Promise<{ email: string; userId: string; token: string }> {
  people += 1;
  const email = `new-${people}@${tenant.code}.test`;
  const person = { email, name: "Amina Mwangi", role: "supervisor", storeIds: null };
  const sent = await invitePerson(testContext(tenant, "owner"), person);
  expect(sent.link).toBeNull();
  await expect.poll(() => mails.to(email).length).toBe(1);
  const token = tokenOf(linkIn(mails.to(email)[0]));
  return { email, userId: sent.personId, token };
}

const standingSessions = (userId: string) =>
  runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ id: string }>(sql`
      select id from sessions where tenant_id = ${tenant.tenantId}::uuid
        and user_id = ${userId}::uuid and revoked_at is null`),
  );

const audited = (action: string, subjectId: string) =>
  runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`
      select actor_id, ip, details, before, after from audit_entries
      where tenant_id = ${tenant.tenantId}::uuid and action = ${action}
        and subject_id = ${subjectId}::uuid`),
  );

const officeClient = { ...CALLER, kind: "office" } as const;

describe("an invitation", () => {
  test("says whose it is, and is taken up once, with name and password", async () => {
    const { email, userId, token } = await invite();
    const opened = await openAccountLink(runtime, { kind: "invitation", token }, CALLER);
    expect(opened.owner).toMatchObject({ email, businessName: `Shop ${tenant.code}` });

    const name = "Amina W. Mwangi";
    const person = await acceptInvitation(runtime, { token, name, password: PASSWORD }, CALLER);
    expect(person).toEqual({ tenantId: tenant.tenantId, userId });
    const claims = await signIn(runtime, { email, password: PASSWORD }, officeClient);
    expect(claims.userId).toBe(userId);
    expect([...(await audited("invitation.accept", userId))]).toEqual([
      {
        actor_id: userId,
        ip: CALLER.ip,
        details: { endedCount: 0, endedKeyCount: 0 },
        before: { name: "Amina Mwangi" },
        after: { name },
      },
    ]);
    for (const again of [
      () => openAccountLink(runtime, { kind: "invitation", token }, CALLER),
      () => acceptInvitation(runtime, { token, name, password: PASSWORD }, CALLER),
    ]) {
      await expect(again()).rejects.toMatchObject({ code: "link_used" });
    }
  });

  test("taken up twice at once lets one in", async () => {
    const { token } = await invite();
    const tries = ["violet tractor hums", "green bicycle sings", "amber window naps"].map(
      (password) => acceptInvitation(runtime, { token, name: "Amina Mwangi", password }, CALLER),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ code: "link_used" });
    }
  });

  test("moves the settings on when the name is another, so that tills learn it", async () => {
    const revisionOf = async (userId: string) => {
      const [row] = await runtime.database.withTenant(tenant.tenantId, (tx) =>
        tx.execute<{ revision: string; display_name: string }>(sql`
          select revision, display_name from users
          where tenant_id = ${tenant.tenantId}::uuid and id = ${userId}::uuid`),
      );
      return { revision: Number(row?.revision), displayName: row?.display_name };
    };
    const { userId, token } = await invite();
    const before = await revisionOf(userId);
    const input = { token, name: "Amina Njeri", password: PASSWORD };
    await acceptInvitation(runtime, input, CALLER);
    const after = await revisionOf(userId);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.displayName).toBe("Amina Njeri");
  });

  test.each([
    ["short", "password_too_short"],
    ["password1234", "password_too_common"],
    ["AminaMwangi12", "password_too_personal"],
  ])("is not used up by the password %s", async (password, code) => {
    const { token } = await invite();
    const input = { token, name: "Amina Mwangi", password };
    await expect(acceptInvitation(runtime, input, CALLER)).rejects.toMatchObject({ code });
    await openAccountLink(runtime, { kind: "invitation", token }, CALLER);
  });
});

describe("a reset", () => {
  test("ends every sign-in and every other link, and is told by mail", async () => {
    const { supervisor } = tenant.users;
    const person = { tenantId: tenant.tenantId, userId: supervisor.id };
    for (let count = 0; count < 2; count += 1) {
      await openSession(runtime, person, { ...officeClient, method: "password" });
    }
    const invitation = await newLink(supervisor.id, "invitation");
    const token = await newLink(supervisor.id, "password_reset");
    await resetPassword(runtime, { token, password: PASSWORD }, CALLER);
    expect(await standingSessions(supervisor.id)).toHaveLength(0);
    const { email } = supervisor;
    await signIn(runtime, { email, password: PASSWORD }, officeClient);
    await expect(
      signIn(runtime, { email, password: tenant.password }, officeClient),
    ).rejects.toMatchObject({ code: "invalid_credentials" });
    await expect(
      openAccountLink(runtime, { kind: "invitation", token: invitation }, CALLER),
    ).rejects.toMatchObject({ code: "link_revoked" });
    await expect.poll(() => mails.to(email).length).toBe(1);
    expect(mails.to(email)[0]?.headers.get("subject")).toContain("was changed");
    expect(mails.to(email)[0]?.text).not.toContain(PASSWORD);
    const [entry] = await audited("password.reset", supervisor.id);
    expect(entry).toMatchObject({ actor_id: supervisor.id, details: { endedCount: 2 } });
  });

  test("ends what programs have of the person too: tokens and keys [PW1]", async () => {
    const { email, userId, token: invited } = await invite();
    await acceptInvitation(
      runtime,
      { token: invited, name: "Amina Mwangi", password: "green bicycle sings" },
      CALLER,
    );
    const acts = await actsOf({ tenant, runtime, userId, email, password: "green bicycle sings" });
    expect(await acts.statuses()).toEqual({ access: 200, refresh: 200, key: 200 });
    const token = await newLink(userId, "password_reset");
    await resetPassword(runtime, { token, password: PASSWORD }, CALLER);
    expect(await acts.statuses()).toEqual({ access: 401, refresh: 401, key: 401 });
    const [entry] = await audited("password.reset", userId);
    expect(entry).toMatchObject({ details: { endedCount: 1, endedKeyCount: 1 } });
  });
});

describe("a link that does not work", () => {
  const open = (token: string, kind: LinkKind = "password_reset") =>
    openAccountLink(runtime, { kind, token }, CALLER);

  test("replaced by a newer one, it says so", async () => {
    const first = await newLink(tenant.users.cashier.id, "password_reset");
    await newLink(tenant.users.cashier.id, "password_reset");
    await expect(open(first)).rejects.toMatchObject({ code: "link_revoked" });
  });

  test("is too old after an hour, or a week", async () => {
    const clocked = await testRuntime();
    const own = await newTenant(clocked);
    const context = testContext(own, "owner");
    const make = (kind: LinkKind) =>
      inTransaction(context, async (tx) =>
        tokenOf((await createAccountLink(tx, context, { userId: own.users.admin.id, kind })).url),
      );
    const [reset, invitation] = [await make("password_reset"), await make("invitation")];
    const openThere = (kind: LinkKind, token: string) =>
      openAccountLink(clocked, { kind, token }, CALLER);
    clocked.clock.advance(3_600_000 - 1);
    await openThere("password_reset", reset);
    clocked.clock.advance(1);
    await expect(openThere("password_reset", reset)).rejects.toMatchObject({
      code: "link_expired",
    });
    clocked.clock.advance(7 * 24 * 3_600_000 - 3_600_000 - 1);
    await openThere("invitation", invitation);
    clocked.clock.advance(1);
    await expect(openThere("invitation", invitation)).rejects.toMatchObject({
      code: "link_expired",
    });
  });

  test.each([
    ["its person has become an owner", sql`role = 'owner'`, "cashier", "admin"],
    ["whoever made it is blocked", sql`blocked_at = now()`, "admin", "admin"],
    ["whoever made it may manage nobody any more", sql`role = 'accountant'`, "admin", "admin"],
    ["whoever made it works in some stores now", sql`is_everywhere = false`, "admin", "admin"],
  ] as const)("[PE7] once %s, it lets nobody in", async (_when, change, changed, maker) => {
    const own = await newTenant(await testRuntime());
    const { id: userId } = own.users.cashier;
    const context = testContext(own, maker);
    const { url } = await inTransaction(context, (tx) =>
      createAccountLink(tx, context, { userId, kind: "password_reset" }),
    );
    const token = tokenOf(url);
    await openAccountLink(own.runtime, { kind: "password_reset", token }, CALLER);
    await own.runtime.database.withTenant(own.tenantId, (tx) =>
      tx.execute(sql`update users set ${change}
        where tenant_id = ${own.tenantId}::uuid and id = ${own.users[changed].id}::uuid`),
    );
    const refusal = { code: "link_revoked" };
    await expect(open(token)).rejects.toMatchObject(refusal);
    await expect(
      resetPassword(own.runtime, { token, password: PASSWORD }, CALLER),
    ).rejects.toMatchObject(refusal);
  });

  test("of somebody who was blocked says no more than that it was withdrawn", async () => {
    const { userId, token } = await invite();
    await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update users set blocked_at = now()
        where tenant_id = ${tenant.tenantId}::uuid and id = ${userId}::uuid`),
    );
    await expect(open(token, "invitation")).rejects.toMatchObject({ code: "link_revoked" });
  });

  test("forged, altered, of another kind or of another business: all alike", async () => {
    const other = await newTenant();
    const { auditor } = tenant.users;
    const good = await newLink(auditor.id, "password_reset");
    const used = await newLink(auditor.id, "invitation");
    const parts = parseLinkToken(good);
    if (parts === null) throw new Error("it is a link's token");
    const wrongSecret = `${parts.secret.slice(0, -1)}${parts.secret.endsWith("A") ? "B" : "A"}`;
    const refusals = await Promise.all(
      [
        "",
        "nonsense",
        good.slice(0, -1),
        `${good}A`,
        used,
        formatLinkToken({ ...parts, secret: wrongSecret }),
        formatLinkToken({ ...parts, linkId: runtime.newId() }),
        formatLinkToken({ ...parts, tenantId: other.tenantId }),
        formatLinkToken({ ...parts, tenantId: runtime.newId() }),
      ].map((token) => open(token).catch((error: unknown) => error)),
    );
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ code: "link_unknown", details: {} });
    }
    await open(good);
  });
});
