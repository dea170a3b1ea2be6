import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { linkIn, type MailServer, startMailServer } from "../../tests/factories/mail-server";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import type { Mail } from "./compose-letter";
import { listMails } from "./list-mails";
import { queueMail } from "./queue-mail";
import { sendMails } from "./send-mails";

const MINUTE_MS = 60_000;

let runtime: TestRuntime;
let tenant: TestTenant;
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  const plain = await testRuntime();
  runtime = { ...plain, mailer: server.mailer };
  tenant = await newTenant(runtime);
});
afterEach(() => server.answerWith(null));
afterAll(async () => {
  await server.stop();
  await closeTestRuntime();
});

const newRecipient = () => `${runtime.newId()}@shop.test`;

function invitation(options: { url?: string; lifeMs?: number; name?: string } = {}): Mail {
  const { url = "http://localhost:3000/invitation/kl_x", lifeMs = 7 * 24 * 60 * MINUTE_MS } =
    options;
  return {
    kind: "invitation",
    personName: options.name ?? "Amina",
    businessName: "Duka Moja",
    url,
    expiresAt: (runtime.now() + lifeMs) as ReturnType<TestRuntime["now"]>,
  };
}

async function queue(mail: Mail, recipient = newRecipient(), language = "en"): Promise<string> {
  const context = systemContext(runtime, tenant.tenantId);
  await inTransaction(context, (tx) => queueMail(tx, context, { ...mail, recipient, language }));
  return recipient;
}

type Row = { state: string; attempts: number; last_error: string | null; sealed_body: string };

async function rowOf(recipient: string): Promise<Row | undefined> {
  const [row] = await runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<Row>(sql`
      select state, attempts, last_error, sealed_body from outgoing_mails
      where tenant_id = ${tenant.tenantId}::uuid and recipient = ${recipient}`),
  );
  return row;
}

const send = () => sendMails(runtime, { max: 100 });

describe("a letter", () => {
  test("reaches its recipient once, and the link is kept no longer", async () => {
    const recipient = await queue(
      invitation({ url: "http://localhost:3000/invitation/kl_secret" }),
    );
    expect((await rowOf(recipient))?.sealed_body).not.toContain("kl_secret");
    expect((await send()).sent).toBe(1);
    expect((await send()).sent).toBe(0);
    const [mail, ...more] = server.to(recipient);
    expect(more).toEqual([]);
    expect(linkIn(mail)).toBe("http://localhost:3000/invitation/kl_secret");
    expect(mail?.headers.get("subject")).toBe("Duka Moja invites you");
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail?.headers.get("from")).toBe("Kaunta <kaunta@shop.test>");
    expect(await rowOf(recipient)).toMatchObject({ state: "sent", attempts: 1, sealed_body: "" });
  });

  test("speaks the language of its reader", async () => {
    const recipient = await queue(invitation(), newRecipient(), "sw");
    await send();
    const [mail] = server.to(recipient);
    expect(mail?.headers.get("subject")).toBe("Duka Moja inakualika");
    expect(mail?.html).toContain('<html lang="sw">');
    expect(mail?.text).toContain("Habari Amina");
  });

  test("of an act that did not happen is not sent", async () => {
    const context = systemContext(runtime, tenant.tenantId);
    const recipient = newRecipient();
    const act = inTransaction(context, async (tx) => {
      await queueMail(tx, context, { ...invitation(), recipient, language: "en" });
      throw new Error("the act failed");
    });
    await expect(act).rejects.toThrow("the act failed");
    await send();
    expect(server.to(recipient)).toEqual([]);
  });

  test("leaves right after the commit when the outbox is woken", async () => {
    const recipient = await queue(invitation());
    systemContext(runtime, tenant.tenantId).outbox?.wake();
    await expect.poll(() => server.to(recipient).length).toBe(1);
    await expect.poll(async () => (await rowOf(recipient))?.state).toBe("sent");
  });
});

describe("what people wrote", () => {
  const HOSTILE = "Bob\r\nBcc: all@evil.test\r\n\r\n<script>alert('x')</script>\" & \u2028co";

  test("begins no header and no tag", async () => {
    const mail: Mail = { ...invitation({ name: HOSTILE }), businessName: HOSTILE };
    const recipient = await queue(mail);
    await send();
    const [received] = server.to(recipient);
    expect(received?.recipients).toEqual([recipient]);
    expect(received?.headers.has("bcc")).toBe(false);
    expect(received?.headers.get("subject")).toContain("Bob Bcc: all@evil.test <script>");
    expect(received?.html).not.toContain("<script>");
    expect(received?.html).toContain(
      "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; &amp; co",
    );
    expect(received?.text.split("\n")[0]).toContain("Hello Bob Bcc: all@evil.test <script>");
  });

  test.each(["a@b.test, c@d.test", "a@b.test\r\nBcc: c@d.test", "<a@b.test>", "nobody"])(
    "no letter has the address %j",
    async (recipient) => {
      await expect(queue(invitation(), recipient)).rejects.toThrow("a letter has one address");
    },
  );
});

describe("when the mail server says no", () => {
  test("for now, the letter waits longer each time, and arrives", async () => {
    server.answerWith({ status: 451, text: "try again later" });
    const recipient = await queue(invitation());
    expect(await send()).toMatchObject({ sent: 0, delayed: 1 });
    expect(await rowOf(recipient)).toMatchObject({ state: "waiting", attempts: 1 });
    expect((await rowOf(recipient))?.last_error).toContain("try again later");
    expect((await send()).delayed).toBe(0);
    runtime.clock.advance(MINUTE_MS);
    expect((await send()).delayed).toBe(1);
    runtime.clock.advance(MINUTE_MS);
    expect((await send()).delayed).toBe(0);
    server.answerWith(null);
    runtime.clock.advance(2 * MINUTE_MS);
    expect((await send()).sent).toBe(1);
    expect(server.to(recipient)).toHaveLength(1);
    expect(await rowOf(recipient)).toMatchObject({ state: "sent", attempts: 3, last_error: null });
  });

  test("five times, the letter has failed and says why", async () => {
    server.answerWith({ status: 451, text: "mailbox busy" });
    const recipient = await queue(invitation());
    for (const minutes of [0, 1, 3, 10, 30]) {
      runtime.clock.advance(minutes * MINUTE_MS);
      await send();
    }
    expect(await rowOf(recipient)).toMatchObject({
      state: "failed",
      attempts: 5,
      sealed_body: "",
      last_error: expect.stringContaining("mailbox busy"),
    });
    server.answerWith(null);
    runtime.clock.advance(24 * 60 * MINUTE_MS);
    await send();
    expect(server.to(recipient)).toEqual([]);
  });

  test("for good, it is not asked again", async () => {
    server.answerWith({ status: 550, text: "no such mailbox" });
    const recipient = await queue(invitation());
    expect((await send()).failed).toBe(1);
    expect(await rowOf(recipient)).toMatchObject({ state: "failed", attempts: 1 });
  });

  test("of one letter, the next one is sent all the same", async () => {
    server.answerWith({ status: 451, text: "not this one" });
    const first = await queue(invitation());
    await sendMails(runtime, { max: 1 });
    server.answerWith(null);
    const second = await queue(invitation());
    await send();
    expect([server.to(first).length, server.to(second).length]).toEqual([0, 1]);
    runtime.clock.advance(MINUTE_MS);
    await send();
    expect(server.to(first)).toHaveLength(1);
  });

  test("by not being there, nothing is lost", async () => {
    const gone = await startMailServer();
    await gone.stop();
    const recipients = [await queue(invitation()), await queue(invitation())];
    const run = await sendMails({ ...runtime, mailer: gone.mailer }, { max: 100 });
    expect(run).toEqual({ sent: 0, delayed: 1, failed: 0, isServerDown: true });
    runtime.clock.advance(MINUTE_MS);
    await send();
    expect(recipients.map((recipient) => server.to(recipient).length)).toEqual([1, 1]);
  });
});

test("two senders at once send each letter once", async () => {
  const recipients: string[] = [];
  for (let count = 0; count < 20; count += 1) recipients.push(await queue(invitation()));
  const runs = await Promise.all([send(), send(), send()]);
  expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(20);
  expect(recipients.map((recipient) => server.to(recipient).length)).toEqual(
    recipients.map(() => 1),
  );
});

test("a sender that ended half-way leaves its letter to the next one", async () => {
  const recipient = await queue(invitation());
  const endless = { send: () => new Promise<void>(() => undefined) };
  void sendMails({ ...runtime, mailer: endless }, { max: 1 });
  await expect.poll(async () => (await rowOf(recipient))?.attempts).toBe(1);
  expect((await send()).sent).toBe(0);
  runtime.clock.advance(6 * MINUTE_MS);
  await send();
  expect(server.to(recipient)).toHaveLength(1);
});

test("a link that has expired meanwhile is not mailed", async () => {
  server.answerWith({ status: 451, text: "later" });
  const recipient = await queue(invitation({ lifeMs: MINUTE_MS }));
  await send();
  server.answerWith(null);
  runtime.clock.advance(MINUTE_MS);
  expect((await send()).failed).toBe(1);
  expect(server.to(recipient)).toEqual([]);
  expect((await rowOf(recipient))?.last_error).toContain("expired");
});

test("a deployment without a mail server has no outbox and sends nothing", async () => {
  const without = { ...runtime, mailer: null };
  expect(systemContext(without, tenant.tenantId).outbox).toBeNull();
  expect((await sendMails(without, { max: 100 })).sent).toBe(0);
});

test("what became of a letter shows, and nothing of what it says", async () => {
  server.answerWith({ status: 550, text: "no such mailbox" });
  const recipient = await queue(invitation({ url: "http://localhost:3000/invitation/kl_shown" }));
  await send();
  const { isOn, items } = await listMails(testContext(tenant, "owner"));
  expect(isOn).toBe(true);
  expect(items.find((mail) => mail.recipient === recipient)).toEqual({
    id: expect.any(String),
    kind: "invitation",
    recipient,
    state: "failed",
    attempts: 1,
    createdAt: new Date(runtime.now()).toISOString(),
    lastError: expect.stringContaining("no such mailbox"),
  });
  expect(JSON.stringify(items)).not.toContain("kl_shown");
  for (const context of [
    testContext(tenant, "supervisor"),
    testContext(tenant, "admin", { storeIds: [tenant.stores[0].id] }),
  ]) {
    await expect(listMails(context)).rejects.toMatchObject({ code: "permission_denied" });
  }
});
