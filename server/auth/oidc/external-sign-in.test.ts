import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant } from "../../../core/time";
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
import { turnOnFactor } from "../../../tests/factories/turn-on-factor";
import { authenticateRequest } from "../authenticate-request";
import { beginExternalSignIn, redirectAddress } from "./begin-external-sign-in";
import { listSignInProviders } from "./find-provider";
import { handleExternalReturn } from "./handle-external-return";
import { saveProvider } from "./save-provider";
import { attemptCookie, openAttempt, sealAttempt } from "./sealed-attempt";

const REACH = { isLoopbackAllowed: true };

let runtime: TestRuntime;
let service: TestIdentityProvider;
let ours: TestTenant;
let theirs: TestTenant;
/** Of each business, the one provider that it has. */
let ids: Map<TestTenant, string>;
let subjects = 0;

beforeAll(async () => {
  runtime = await testRuntime();
  // The issuer reads the machine's clock.
  runtime.clock.set(instant(Date.now()));
  [ours, theirs] = [await newTenant(runtime), await newTenant(runtime)];
  service = await startIdentityProvider(
    [ours, theirs].map(({ code }) => ({
      clientId: `kaunta-${code}`,
      redirectAddress: redirectAddress(runtime.appUrl, code),
    })),
  );
  ids = new Map();
  for (const tenant of [ours, theirs]) ids.set(tenant, (await save(tenant)).id);
});
afterAll(async () => {
  await service.close();
  await closeTestRuntime();
});

beforeEach(() => {
  subjects += 1;
});

const inputOf = (tenant: TestTenant) => ({
  id: null,
  name: "Works",
  issuer: service.issuer,
  clientId: `kaunta-${tenant.code}`,
  clientSecret: CLIENT_SECRET,
  isEnabled: true,
  version: 0,
});

const save = (tenant: TestTenant, change: object = {}) =>
  saveProvider(testContext(tenant, "owner"), { ...inputOf(tenant), ...change }, REACH);

const begin = (tenant: TestTenant, change: object = {}) =>
  beginExternalSignIn(
    runtime,
    {
      tenantCode: tenant.code,
      providerId: ids.get(tenant) ?? "",
      returnPath: "/office/sales",
      ...change,
    },
    REACH,
  );

/** The browser comes back: what it asks for, and what it kept. */
function comeBack(tenant: TestTenant, url: URL, attempt: string | null): Promise<Response> {
  const { name } = attemptCookie(runtime.appUrl);
  const headers = new Headers(attempt === null ? {} : { cookie: `${name}=${attempt}` });
  const request = new Request(url, { headers });
  return handleExternalReturn(runtime, request, { tenantCode: tenant.code, reach: REACH });
}

/** A whole sign-in of somebody with this e-mail at the other service. */
async function signInAs(
  tenant: TestTenant,
  account: { subject?: string; email?: string; isVerified?: boolean },
  change: object = {},
) {
  const { subject = `subject-${subjects}`, ...facts } = account;
  service.accounts.set(subject, facts);
  const { location, attempt } = await begin(tenant, change);
  const url = await service.signIn(location, subject);
  return { url, attempt, response: await comeBack(tenant, url, attempt) };
}

function whereTo(response: Response) {
  const target = new URL(response.headers.get("location") ?? "", runtime.appUrl);
  return { path: target.pathname, error: target.searchParams.get("error") };
}

/** Whom the cookies of an answer sign in; null for nobody. */
async function signedIn(response: Response) {
  const cookie = response.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  const asked = { headers: new Headers({ cookie }), requestId: "r", ip: null };
  const { tenantId, actor } = await authenticateRequest(runtime, asked);
  return actor.kind === "user" ? { tenantId, userId: actor.userId } : null;
}

const FAILED = { path: "/sign-in", error: "external_sign_in_failed" };
const UNKNOWN = { path: "/sign-in", error: "external_sign_in_unknown" };

describe("signing in with another service", () => {
  test("opens a session of the person with that verified e-mail, and knows them from then on", async () => {
    const { email, id } = ours.users.supervisor;
    const subject = "the supervisor";
    const first = await signInAs(ours, { subject, email: email.toUpperCase(), isVerified: true });
    expect(first.response.status).toBe(303);
    expect(whereTo(first.response)).toEqual({ path: "/office/sales", error: null });
    expect(await signedIn(first.response)).toEqual({ tenantId: ours.tenantId, userId: id });
    const again = await signInAs(ours, { subject, email: "renamed@elsewhere.test" });
    expect(await signedIn(again.response)).toEqual({ tenantId: ours.tenantId, userId: id });
  });

  test.each([
    ["an e-mail that nobody here has", { email: "stranger@elsewhere.test", isVerified: true }],
    ["an e-mail that the service has not checked", { isVerified: false }],
    ["no word on whether it was checked", {}],
  ])("%s is nobody, and makes nobody", async (_name, facts) => {
    const before = await countPeople();
    const { response } = await signInAs(ours, { email: ours.users.admin.email, ...facts });
    expect(whereTo(response)).toEqual(UNKNOWN);
    await expect(signedIn(response)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await countPeople()).toBe(before);
  });

  test("an address that passed to somebody else does not bring the account along", async () => {
    const { email } = ours.users.accountant;
    await signInAs(ours, { subject: "the accountant", email, isVerified: true });
    const { response } = await signInAs(ours, { subject: "successor", email, isVerified: true });
    expect(whereTo(response)).toEqual(UNKNOWN);
  });

  test("who is blocked stays out, linked or not", async () => {
    const { email, id } = ours.users.cashier;
    const account = { subject: "the cashier", email, isVerified: true };
    await signInAs(ours, account);
    await setBlocked(id, true);
    expect(whereTo((await signInAs(ours, account)).response)).toEqual(UNKNOWN);
    const unlinked = { subject: "another", email, isVerified: true };
    expect(whereTo((await signInAs(ours, unlinked)).response)).toEqual(UNKNOWN);
    await setBlocked(id, false);
  });

  test("the second factor is asked for all the same", async () => {
    await turnOnFactor(testContext(ours, "auditor"));
    const { email } = ours.users.auditor;
    const { response } = await signInAs(ours, { email, isVerified: true });
    expect(whereTo(response)).toEqual({ path: "/sign-in", error: null });
    expect(response.headers.getSetCookie().join()).toContain("kaunta-ticket=");
    await expect(signedIn(response)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  test("leads nowhere but into this origin", async () => {
    const { email } = ours.users.owner;
    for (const returnPath of ["https://evil.test/", "//evil.test", "/\\evil.test"]) {
      const account = { subject: "the owner", email, isVerified: true };
      const { response } = await signInAs(ours, account, { returnPath });
      expect(response.headers.get("location")).toBe("/office");
    }
  });
});

describe("an answer that does not belong to the attempt", () => {
  const owner = () => ({ subject: "the owner", email: ours.users.owner.email, isVerified: true });

  async function answered() {
    const { location, attempt } = await begin(ours);
    service.accounts.set("the owner", owner());
    return { url: await service.signIn(location, "the owner"), attempt };
  }

  test("is refused with another state, without what was kept, and when that is forged", async () => {
    const { url, attempt } = await answered();
    const other = new URL(url);
    other.searchParams.set("state", "another");
    expect(whereTo(await comeBack(ours, other, attempt))).toEqual(FAILED);
    expect(whereTo(await comeBack(ours, url, null))).toEqual(FAILED);
    expect(whereTo(await comeBack(ours, url, `${attempt.slice(0, -3)}abc`))).toEqual(FAILED);
  });

  test.each(["nonce", "codeVerifier"] as const)("is refused with another %s", async (name) => {
    const { url, attempt } = await answered();
    const kept = await openAttempt(runtime, attempt);
    if (!kept) throw new Error("the attempt opens");
    const another = "x".repeat(43);
    const changed = await sealAttempt(runtime, { ...kept, [name]: another });
    expect(whereTo(await comeBack(ours, url, changed))).toEqual(FAILED);
  });

  test("works once", async () => {
    const { url, attempt, response } = await signInAs(ours, owner());
    expect(whereTo(response).error).toBeNull();
    expect(whereTo(await comeBack(ours, url, attempt))).toEqual(FAILED);
  });

  test("is not of another business, whose provider opens nothing here", async () => {
    const { url, attempt } = await answered();
    expect(whereTo(await comeBack(theirs, url, attempt))).toEqual(FAILED);
    const providerId = ids.get(theirs) ?? "";
    const refused = { code: "external_sign_in_failed" };
    await expect(begin(ours, { providerId })).rejects.toMatchObject(refused);
    await expect(begin(ours, { providerId: runtime.newId() })).rejects.toMatchObject(refused);
    const { response } = await signInAs(theirs, owner());
    expect(whereTo(response)).toEqual(UNKNOWN);
  });

  test("is refused once its provider is off", async () => {
    const tenant = theirs;
    const id = ids.get(tenant) ?? "";
    const { location, attempt } = await begin(tenant);
    const account = { email: tenant.users.owner.email, isVerified: true };
    service.accounts.set("their owner", account);
    const url = await service.signIn(location, "their owner");
    const off = await save(tenant, { id, clientSecret: null, isEnabled: false, version: 1 });
    expect(whereTo(await comeBack(tenant, url, attempt))).toEqual(FAILED);
    expect(await listSignInProviders(runtime, tenant.code)).toEqual([]);
    await expect(begin(tenant)).rejects.toMatchObject({ code: "external_sign_in_failed" });
    await save(tenant, { id, clientSecret: null, isEnabled: true, version: off.version });
    expect(await listSignInProviders(runtime, tenant.code)).toEqual([{ id, name: "Works" }]);
  });
});

async function countPeople(): Promise<number> {
  const rows = await runtime.database.withTenant(ours.tenantId, (tx) =>
    tx.execute(sql`select id from users where tenant_id = ${ours.tenantId}::uuid`),
  );
  return rows.length;
}

async function setBlocked(id: string, isBlocked: boolean): Promise<void> {
  await runtime.database.withTenant(ours.tenantId, (tx) =>
    tx.execute(sql`update users set blocked_at = ${isBlocked ? sql`now()` : sql`null`}
      where tenant_id = ${ours.tenantId}::uuid and id = ${id}::uuid`),
  );
}
