import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callRest } from "../../tests/factories/call-rest";
import { type MailServer, startMailServer } from "../../tests/factories/mail-server";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { sessionContext } from "../../tests/factories/session-context";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { turnOnFactor } from "../../tests/factories/turn-on-factor";
import { changePassword } from "../auth/account-links/change-password";
import { renewRecoveryCodes, resetFactor, turnOffFactor } from "../auth/factors/turn-off-factor";
import { createKey } from "../auth/keys/create-key";
import type { TenantContext } from "../context";
import { checkTrail } from "../jobs/anchor-audit";
import { listDeviations } from "../sync-office/list-deviations";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import { alertTextsEn } from "./alert-texts-en";
import { composeLetter } from "./compose-letter";
import { queueAlert } from "./queue-alert";
import { sendMails } from "./send-mails";

const HOUR_MS = 3_600_000;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const NEWER = FIREFOX.replaceAll("140.0", "141.0");
const PHONE = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0.0.0 Mobile Safari/537.36";

let runtime: TestRuntime;
let tenant: TestTenant;
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  runtime = { ...(await testRuntime()), mailer: server.mailer };
});
beforeEach(async () => {
  tenant = await newTenant(runtime);
});
afterAll(async () => {
  await server.stop();
  await closeTestRuntime();
});

type Role = keyof TestTenant["users"];

/** The subjects of what somebody got, once everything that waits has left. */
async function subjectsTo(role: Role): Promise<string[]> {
  const { email } = tenant.users[role];
  await sendMails(runtime, { max: 100 });
  await expect.poll(() => waiting()).toBe(0);
  return server.to(email).map(({ headers }) => headers.get("subject") ?? "");
}

async function waiting(): Promise<number> {
  const [row] = await runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ count: number }>(sql`select count(*)::int as count from outgoing_mails
      where tenant_id = ${tenant.tenantId}::uuid and state = 'waiting'`),
  );
  return row?.count ?? 0;
}

const shop = () => `Shop ${tenant.code}`;

describe("[MA1] a person hears of", () => {
  test("another password, in an hour once, and without the password", async () => {
    const context = testContext(tenant, "cashier");
    const [first, second] = ["violet tractor hums", "green bicycle sings"] as const;
    await changePassword(context, { currentPassword: tenant.password, newPassword: first });
    await changePassword(context, { currentPassword: first, newPassword: second });
    const subject = `Your password for ${shop()} was changed`;
    expect(await subjectsTo("cashier")).toEqual([subject]);
    expect(JSON.stringify(server.to(tenant.users.cashier.email))).not.toMatch(/tractor|bicycle/);
    runtime.clock.advance(HOUR_MS);
    await changePassword(context, { currentPassword: second, newPassword: first });
    expect(await subjectsTo("cashier")).toEqual([subject, subject]);
    expect(await subjectsTo("owner")).toEqual([]);
  });

  test("new recovery codes and a second factor that was turned off, by whomever", async () => {
    const admin = testContext(tenant, "admin");
    const factor = await turnOnFactor(admin);
    const { codes } = await renewRecoveryCodes(admin);
    await turnOffFactor(admin);
    const cashier = testContext(tenant, "cashier");
    await turnOnFactor(cashier);
    await resetFactor(admin, { userId: tenant.users.cashier.id });
    const off = `Your second factor for ${shop()} is off`;
    expect(await subjectsTo("admin")).toEqual([`New recovery codes for ${shop()}`, off]);
    expect(await subjectsTo("cashier")).toEqual([off]);
    const said = JSON.stringify(server.to(tenant.users.admin.email));
    for (const secret of [factor.key, ...codes]) expect(said).not.toContain(secret);
  });

  test("a browser that they had not used, but not of the first one or a newer version", async () => {
    await sessionContext(tenant, "admin", { userAgent: FIREFOX });
    await sessionContext(tenant, "admin", { userAgent: NEWER });
    expect(await subjectsTo("admin")).toEqual([]);
    await sessionContext(tenant, "admin", { userAgent: PHONE });
    expect(await subjectsTo("admin")).toEqual([`A sign-in to ${shop()} from a new browser`]);
    expect(server.to(tenant.users.admin.email)[0]?.text).toContain(
      "Chrome · Android · 203.0.113.7",
    );
    runtime.clock.advance(HOUR_MS);
    await sessionContext(tenant, "admin", { userAgent: PHONE });
    expect(await subjectsTo("admin")).toHaveLength(1);
  });

  test("a new API key by its name, never by its secret", async () => {
    const { key } = await createKey(testContext(tenant, "cashier"), {
      name: "Till\r\nBcc: all@shop.test",
      scopes: ["sale.read"],
    });
    expect(await subjectsTo("cashier")).toEqual([`A new API key for ${shop()}`]);
    const [letter] = server.to(tenant.users.cashier.email);
    expect(letter?.text).toContain("Till Bcc: all@shop.test");
    expect(JSON.stringify(letter)).not.toContain(key.split(".")[1]);
  });

  test("a refresh token that came twice", async () => {
    const body = { email: tenant.users.cashier.email, password: tenant.password };
    const { body: pair } = await callRest(runtime, { method: "POST", path: "/auth/token", body });
    for (let count = 0; count < 2; count += 1) {
      const again = { refreshToken: pair.refreshToken };
      await callRest(runtime, { method: "POST", path: "/auth/refresh", body: again });
    }
    const subject = `A program's sign-in to ${shop()} was copied`;
    expect(await subjectsTo("cashier")).toEqual([subject]);
  });
});

describe("[MA1] owners hear of", () => {
  test("a lock-out at a till, by name, once an hour", async () => {
    const till = await newTerminal(tenant);
    const { id: staffId } = tenant.users.cashier;
    const lock = (wrongCount: number) =>
      till.seal("SIGN_IN_LOCKED", { staffId, wrongCount, lockedUntil: null });
    await till.push([lock(10), lock(11)]);
    expect(await subjectsTo("owner")).toEqual([`Wrong PINs at a till of ${shop()}`]);
    expect(server.to(tenant.users.owner.email)[0]?.text).toContain(`cashier of ${tenant.code}`);
    expect(await subjectsTo("cashier")).toEqual([]);
  });

  test("a till on two devices", async () => {
    const till = await newTerminal(tenant);
    const stale = till.leaseToken;
    await till.push([till.sealSale()]);
    await till.push([till.sealSale()]);
    await till.push([], { leaseToken: stale }).catch(() => undefined);
    await till.push([], { leaseToken: stale }).catch(() => undefined);
    expect(await subjectsTo("owner")).toEqual([`A till of ${shop()} may run on two devices`]);
  });

  test("an audit trail that does not add up, which the office shows as well", async () => {
    const context = systemContext(runtime, tenant.tenantId);
    await checkTrail(context);
    expect(await subjectsTo("owner")).toEqual([]);
    await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update audit_heads set hash = repeat('0', 64)
        where tenant_id = ${tenant.tenantId}::uuid`),
    );
    await checkTrail(context);
    await checkTrail(context);
    expect(await subjectsTo("owner")).toEqual([`The audit trail of ${shop()} does not add up`]);
    const { items } = await listDeviations(testContext(tenant, "owner"));
    expect(items.map(({ kind }) => kind)).toEqual(["audit_broken"]);
  });
});

describe("an alert", () => {
  const queue = (context: TenantContext, userId: string) =>
    inTransaction(context, (tx) => queueAlert(tx, context, { kind: "second_factor_off", userId }));

  test("is one letter, also when several acts tell of it at once", async () => {
    const context = systemContext(runtime, tenant.tenantId);
    const { id } = tenant.users.cashier;
    await Promise.all(Array.from({ length: 6 }, () => queue(context, id)));
    expect(await subjectsTo("cashier")).toHaveLength(1);
  });

  test("goes to nobody who may not come in, and from no deployment without mail", async () => {
    const context = systemContext(runtime, tenant.tenantId);
    await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update users set blocked_at = now()
        where tenant_id = ${tenant.tenantId}::uuid and id = ${tenant.users.auditor.id}::uuid`),
    );
    await queue(context, tenant.users.auditor.id);
    await queue({ ...context, outbox: null }, tenant.users.cashier.id);
    expect(await waiting()).toBe(0);
  });

  test("says it in both languages, with a moment and names as text", () => {
    for (const kind of Object.keys(alertTextsEn) as (keyof typeof alertTextsEn)[]) {
      const mail = {
        ...{ kind, at: runtime.now(), what: "<b>Till</b>" },
        ...{ personName: "Amina", businessName: "Duka & Co" },
      };
      const [english, swahili] = [composeLetter(mail, "en"), composeLetter(mail, "sw")];
      expect(english.text).toMatch(/^Hello Amina,[\s\S]*UTC/);
      expect(swahili.text).toMatch(/^Habari Amina,[\s\S]*UTC/);
      expect(english.subject).not.toBe(swahili.subject);
      for (const { html, expiresAt } of [english, swahili]) {
        expect(html).not.toContain("<b>");
        expect([html.includes("Duka &amp; Co"), expiresAt]).toEqual([true, null]);
      }
    }
  });
});
