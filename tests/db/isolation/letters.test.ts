import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isDomainError } from "../../../core/errors";
import { type Database, openDatabase } from "../../../db/client";
import {
  formatLinkToken,
  type LinkKind,
  type LinkToken,
  newLinkSecret,
  parseLinkToken,
} from "../../../server/auth/account-links/link-token";
import { openAccountLink } from "../../../server/auth/account-links/open-account-link";
import { mailResetLinks } from "../../../server/auth/account-links/request-password-reset";
import {
  acceptInvitation,
  resetPassword,
} from "../../../server/auth/account-links/use-account-link";
import type { Runtime } from "../../../server/context";
import { sendMails } from "../../../server/mail/send-mails";
import { createUser } from "../../../server/people/create-user";
import { TEST_PASSWORD_HASH } from "../../factories/credentials";
import {
  linkIn,
  type MailServer,
  type ReceivedMail,
  startMailServer,
} from "../../factories/mail-server";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { checksumOf, findLeaks, foreignSecrets } from "./canaries";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { inMailing, LETTER_CASES, listLetters } from "./letter-cases";
import { noteWalked } from "./note-walked";

type Side = { readonly filled: FilledTenant; readonly foreign: ReadonlySet<string> };
type Caller = { ip: null; userAgent: null };

const LETTERS = listLetters();
const NOBODY: Caller = { ip: null, userAgent: null };
const CHOSEN = { name: "Walk", password: "neither short nor common nor anybody's" };

/** How each kind of link is used up. */
const SPEND: Readonly<Record<LinkKind, (runtime: Runtime, token: string) => Promise<unknown>>> = {
  invitation: (runtime, token) => acceptInvitation(runtime, { ...CHOSEN, token }, NOBODY),
  password_reset: (runtime, token) => resetPassword(runtime, { ...CHOSEN, token }, NOBODY),
};
const LINKS = Object.keys(SPEND) as LinkKind[];

let admin: postgres.Sql;
let ours: Side;
let theirs: Side;
/** As a role that no policy binds: what stays apart is what the queries themselves keep apart. */
let wallLess: Database;
let server: MailServer;

beforeAll(async () => {
  const { adminUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  wallLess = openDatabase(adminUrl, { max: 2 });
  server = await startMailServer();
  const two = await fillTwo(admin);
  const ids = { ours: two.theirs.tenant.tenantId, theirs: two.ours.tenant.tenantId };
  ours = { filled: two.ours, foreign: two.secrets };
  theirs = { filled: two.theirs, foreign: await foreignSecrets(admin, ids) };
});
afterAll(async () => {
  noteWalked("letters", LETTERS);
  noteWalked("links", LINKS);
  await server.stop();
  await Promise.all([admin.end(), wallLess.close()]);
  await closeTestRuntime();
});

/** Both tenants in one deployment that sends mail. */
function runtimeOf(database = ours.filled.tenant.runtime.database): Runtime {
  const ids = [ours, theirs].map(({ filled }) => filled.tenant.tenantId);
  const { mailer } = server;
  const listTenantIds = async () => ids;
  return { ...ours.filled.tenant.runtime, mailer, database: { ...database, listTenantIds } };
}

/** Whatever waits has left. */
async function drain(): Promise<void> {
  await sendMails(runtimeOf(), { max: 100 });
  const ids = [ours, theirs].map(({ filled }) => filled.tenant.tenantId);
  const listWaiting = () => admin`
    select kind from outgoing_mails
    where tenant_id = any(${ids}) and state = 'waiting' and recipient not like 'someone@%'`;
  await expect.poll(listWaiting).toEqual([]);
}

/** Have the act done in both tenants, and give what it has each write to whom it tells. */
async function exchange(kind: string): Promise<readonly [ReceivedMail, ReceivedMail]> {
  const write = LETTER_CASES[kind];
  if (!write) throw new Error(`${kind} has no case`);
  await drain();
  server.received.length = 0;
  const [mine, other] = [ours, theirs].map(({ filled }) => inMailing(filled, server.mailer));
  const recipients = mine && other ? [await write(mine), await write(other)] : [];
  await drain();
  const letters = recipients.map((recipient) => server.to(recipient)[0]);
  if (!letters[0] || !letters[1]) throw new Error(`no letter came to ${recipients.join()}`);
  return [letters[0], letters[1]];
}

/** Kinds of letters that a tenant's people have been sent. */
async function sentBy({ filled }: Side): Promise<string[]> {
  const rows = await admin<{ kind: string }[]>`
    select distinct kind from outgoing_mails
    where tenant_id = ${filled.tenant.tenantId} and state = 'sent'`;
  return rows.map(({ kind }) => kind);
}

/** What is wrong with a letter of this tenant. */
function strayIn(letter: ReceivedMail, { filled, foreign }: Side): string[] {
  const { recipients, headers, text, html } = letter;
  const said = JSON.stringify([recipients, [...headers], text, html]);
  const isElsewhere = recipients.some((one) => !one.endsWith(`@${filled.tenant.code}.test`));
  return [
    ...(isElsewhere ? [`it goes to ${recipients.join()}`] : []),
    ...[text, html].flatMap((part) => (part.includes(filled.marker) ? [] : ["it names nobody"])),
    ...findLeaks(said, foreign, "").map((secret) => `it tells ${secret}`),
  ];
}

async function tokenOf(kind: LinkKind): Promise<readonly [LinkToken, LinkToken]> {
  const [mine, other] = (await exchange(kind)).map((letter) =>
    parseLinkToken(new URL(linkIn(letter)).pathname.split("/").at(-1) ?? ""),
  );
  if (!mine || !other) throw new Error(`a letter of ${kind} holds a link`);
  return [mine, other];
}

/** A token with every part, and every two parts, of another's. */
function mixturesOf(own: LinkToken, by: LinkToken): LinkToken[] {
  const { tenantId, linkId, secret } = by;
  const parts = [{ tenantId }, { linkId }, { secret }];
  const pairs = [
    { tenantId, linkId },
    { tenantId, secret },
    { linkId, secret },
  ];
  return [...parts, ...pairs].map((part) => ({ ...own, ...part }));
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await work };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { code: error.code, details: error.details };
  }
}

const sumsOf = () =>
  Promise.all([ours, theirs].map(({ filled }) => checksumOf(admin, filled.tenant.tenantId)));

test("every kind of letter has its case", () => {
  expect(Object.keys(LETTER_CASES).sort()).toEqual([...LETTERS].sort());
});

describe.each(LETTERS)("a letter of %s", (kind) => {
  test("goes to its own tenant's people and names nobody else's", async () => {
    const [mine, other] = await exchange(kind);
    expect([strayIn(mine, ours), strayIn(other, theirs)]).toEqual([[], []]);
    for (const side of [ours, theirs]) expect(await sentBy(side)).toContain(kind);
    const { code } = ours.filled.tenant;
    for (const letter of server.received) {
      const isOurs = letter.recipients[0]?.endsWith(`@${code}.test`);
      expect(strayIn(letter, isOurs ? ours : theirs)).toEqual([]);
    }
  });
});

test("who has one address in both is written to by each of them for itself", async () => {
  const email = `${ours.filled.tenant.code}@both.test`;
  for (const { filled } of [ours, theirs]) {
    const { marker, tenant } = filled;
    const person = { email, name: marker, role: "cashier", passwordHash: TEST_PASSWORD_HASH };
    await createUser(testContext(tenant, "system"), person);
  }
  await drain();
  server.received.length = 0;
  await mailResetLinks(runtimeOf(), { email }, NOBODY);
  await drain();
  expect(server.received).toHaveLength(2);
  for (const { filled, foreign } of [ours, theirs]) {
    const own = server.received.filter(({ text }) => text.includes(filled.marker));
    expect(own).toHaveLength(1);
    expect(findLeaks(JSON.stringify(own[0]?.html), foreign, email)).toEqual([]);
  }
});

describe.each(LINKS)("a link of %s", (kind) => {
  test("with anything of another's is nobody's link", async () => {
    const [own, foreign] = await tokenOf(kind);
    const { newId } = ours.filled.tenant.runtime;
    const nobodys = { tenantId: newId(), linkId: newId(), secret: newLinkSecret().secret };
    for (const database of [ours.filled.tenant.runtime.database, wallLess]) {
      const runtime = runtimeOf(database);
      const open = (token: LinkToken) =>
        refusalOf(openAccountLink(runtime, { kind, token: formatLinkToken(token) }, NOBODY));
      const { marker } = ours.filled;
      const owner = { businessName: expect.stringContaining(marker) };
      expect(await open(own)).toMatchObject({ answer: { owner } });
      const expected = await Promise.all(mixturesOf(own, nobodys).map(open));
      expect(await Promise.all(mixturesOf(own, foreign).map(open))).toEqual(expected);
      expect(new Set(expected.map((one) => JSON.stringify(one))).size).toBe(1);
    }
  });

  test("is used up in its own tenant, and by nothing else", async () => {
    const [own, foreign] = await tokenOf(kind);
    const spend = (token: LinkToken) =>
      refusalOf(SPEND[kind](runtimeOf(wallLess), formatLinkToken(token)));
    const before = await sumsOf();
    for (const mixed of mixturesOf(own, foreign)) {
      expect(await spend(mixed)).toMatchObject({ code: "link_unknown" });
    }
    expect(await sumsOf()).toEqual(before);
    const { tenantId } = ours.filled.tenant;
    expect(await spend(own)).toMatchObject({ answer: { tenantId } });
    const [mine, other] = await sumsOf();
    expect(mine).not.toEqual(before[0]);
    expect(other).toEqual(before[1]);
  });
});

describe("the walk itself", () => {
  test("misses a kind of letter without a case", () => {
    const write = () => ({ subject: "" });
    const texts = { unlisted: write, alerts: { another: write }, sentBy: () => "", title: "" };
    expect(listLetters(texts)).toEqual(["unlisted", "another"]);
  });

  test("catches a letter that says what is another's", async () => {
    const [mine, other] = await exchange("invitation");
    const { tenantId, code } = theirs.filled.tenant;
    const problems = strayIn({ ...other, text: `${mine.text} ${linkIn(other)}` }, ours);
    expect(problems).toContain(`it goes to ${other.recipients.join()}`);
    expect(problems).toContain("it names nobody");
    expect(problems).toContain(`it tells ${code}`);
    // Inside of the link, where nobody reads it.
    expect(problems).toContain(`it tells ${tenantId}`);
  });
});
