import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, test } from "vitest";
import type { OpeningHours } from "../../core/access/access-rules";
import type { Role } from "../../core/access/permissions";
import { instant } from "../../core/time";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, TEST_NOW, testRuntime } from "../../tests/factories/test-runtime";
import { openSession } from "../auth/open-session";
import type { TenantContext } from "../context";
import { createEnrolmentCode } from "../terminals/create-enrolment-code";
import { createTrpcContext } from "../trpc/context";
import { appRouter } from "../trpc/root";
import { isInRanges, normalizeRange } from "./address-ranges";
import { readAccessRules } from "./read-access-rules";
import { saveAccessRules } from "./save-access-rules";

const HERE = "203.0.113.9";
const ELSEWHERE = "198.51.100.7";
const WEEKDAYS = { opensAt: 8 * 60, closesAt: 18 * 60 };
const HOURS: OpeningHours = {
  timezone: "Africa/Nairobi",
  days: [WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, null, null],
};
/** 21:00 of the Thursday of `TEST_NOW` in Nairobi. */
const EVENING = instant(TEST_NOW + 8 * 3_600_000);

let tenant: TestTenant;
let runtime: Awaited<ReturnType<typeof testRuntime>>;

beforeEach(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
});
afterAll(closeTestRuntime);

function officeOf(role: Role, ip: string | null = HERE): TenantContext {
  return { ...testContext(tenant, role), ip };
}

async function save(change: { allowedRanges?: string[]; openingHours?: OpeningHours | null }) {
  const { version } = await readAccessRules(officeOf("owner"));
  const rules = {
    allowedRanges: [],
    openingHours: null,
    isTillRequired: false,
    version,
    ...change,
  };
  return saveAccessRules(officeOf("owner"), rules);
}

const forwarded = (ip: string) => ({ "x-forwarded-for": ip });

async function ask(token: string, ip: string) {
  const { status, body } = await callRest(runtime, {
    path: "/stores",
    token,
    headers: forwarded(ip),
  });
  return status === 200 ? "ok" : body.code;
}

function signIn(role: Role, ip: string) {
  const { email } = tenant.users[role];
  const { code: tenantCode, password } = tenant;
  return callRest(runtime, {
    method: "POST",
    path: "/auth/token",
    headers: forwarded(ip),
    body: { tenantCode, email, password },
  });
}

it("[DV4] from outside the networks nobody asks or signs in, owners neither", async () => {
  const tokens = { owner: await accessTokenOf(tenant, "owner"), cashier: "" };
  tokens.cashier = await accessTokenOf(tenant, "cashier");
  await save({ allowedRanges: ["203.0.113.0/24"] });
  for (const token of Object.values(tokens)) {
    expect(await ask(token, HERE)).toBe("ok");
    expect(await ask(token, ELSEWHERE)).toBe("address_not_allowed");
    expect(await ask(token, `${HERE}, ${ELSEWHERE}`)).toBe("address_not_allowed");
  }
  expect((await signIn("owner", HERE)).status).toBe(200);
  const refused = await signIn("owner", ELSEWHERE);
  expect([refused.status, refused.body.code]).toEqual([403, "address_not_allowed"]);
  const person = { tenantId: tenant.tenantId, userId: tenant.users.owner.id };
  const client = { kind: "office", method: "password", ip: ELSEWHERE, userAgent: null } as const;
  await expect(openSession(runtime, person, client)).rejects.toMatchObject({
    code: "address_not_allowed",
  });
});

it("[DV4] while it is closed only owners ask or sign in", async () => {
  const owner = await accessTokenOf(tenant, "owner");
  const cashier = await accessTokenOf(tenant, "cashier");
  await save({ openingHours: HOURS });
  expect(await ask(cashier, HERE)).toBe("ok");
  runtime.clock.set(EVENING);
  const [late, lateOwner] = [await signIn("cashier", HERE), await signIn("owner", HERE)];
  expect([late.status, late.body.code]).toEqual([403, "outside_opening_hours"]);
  expect(lateOwner.status).toBe(200);
  const fresh = lateOwner.body.accessToken as string;
  expect(await ask(fresh, HERE)).toBe("ok");
  runtime.clock.set(TEST_NOW);
  expect(await ask(owner, HERE)).toBe("ok");
});

it("[DV4] a session that is open already is refused from the next request on, in words", async () => {
  const authorization = `Bearer ${await accessTokenOf(tenant, "cashier")}`;
  const headers = new Headers({ authorization, ...forwarded(ELSEWHERE) });
  const me = async () => {
    const context = await createTrpcContext(runtime, { headers, resHeaders: new Headers() });
    return appRouter.createCaller(context).session.me();
  };
  expect((await me()).role).toBe("cashier");
  await save({ allowedRanges: [HERE] });
  await expect(me()).rejects.toMatchObject({
    code: "FORBIDDEN",
    cause: { code: "address_not_allowed" },
  });
});

it("[DV4] what a device sends is taken from anywhere at any hour, and setting one up is not", async () => {
  const till = await newTerminal(tenant);
  const [store] = tenant.stores;
  const { code } = await createEnrolmentCode(officeOf("supervisor"), { storeId: store.id });
  await save({ allowedRanges: [HERE], openingHours: HOURS });
  const enrol = async (ip: string) => {
    const path = "/sync/enrol-by-code";
    const call = { method: "POST", path, body: { code }, headers: forwarded(ip) };
    const { status, body } = await callRest(runtime, call);
    return status === 200 ? "ok" : body.code;
  };
  expect(await enrol(ELSEWHERE)).toBe("address_not_allowed");
  expect(await enrol(HERE)).toBe("ok");
  runtime.clock.set(EVENING);
  expect((await till.push([till.sealSale()])).receivedThrough).toBe(1);
  const pull = await callRest(runtime, {
    path: "/sync/changes",
    token: till.deviceToken,
    headers: forwarded(ELSEWHERE),
  });
  expect(pull.status).toBe(200);
});

describe("saving", () => {
  it("[DV4] refuses networks that whoever saves is not in", async () => {
    const refusal = { code: "would_lock_out", details: { address: HERE } };
    await expect(save({ allowedRanges: ["198.51.100.0/24"] })).rejects.toMatchObject(refusal);
    expect((await readAccessRules(officeOf("owner"))).allowedRanges).toEqual([]);
    const unknown = saveAccessRules(officeOf("owner", null), {
      allowedRanges: ["0.0.0.0/0"],
      openingHours: null,
      isTillRequired: false,
      version: 0,
    });
    await expect(unknown).rejects.toMatchObject({ code: "would_lock_out" });
  });

  it("asks for a fresh proof, the permission and the version that was seen", async () => {
    const rules = { allowedRanges: [], openingHours: HOURS, isTillRequired: false, version: 0 };
    const { actor } = officeOf("owner");
    const old = {
      ...officeOf("owner"),
      actor: { ...actor, provedAt: instant(0) },
    } as TenantContext;
    await expect(saveAccessRules(old, rules)).rejects.toMatchObject({ code: "step_up_required" });
    const denied = { code: "permission_denied" };
    await expect(saveAccessRules(officeOf("auditor"), rules)).rejects.toMatchObject(denied);
    expect(await saveAccessRules(officeOf("owner"), rules)).toMatchObject({ version: 1 });
    const stale = { code: "stale_version", details: { version: 1 } };
    await expect(saveAccessRules(officeOf("owner"), rules)).rejects.toMatchObject(stale);
  });

  it("names a range that is none, and a zone that is none", async () => {
    const refusal = { code: "address_range_invalid", details: { range: "10.0.0.0/33" } };
    const allowedRanges = [HERE, "10.0.0.0/33"];
    await expect(save({ allowedRanges })).rejects.toMatchObject(refusal);
    const openingHours = { ...HOURS, timezone: "Moon/Tycho" };
    await expect(save({ openingHours })).rejects.toMatchObject({ code: "validation_failed" });
  });

  it("is on record, before and after", async () => {
    await save({ allowedRanges: [HERE], openingHours: HOURS });
    const [entry] = await runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ before: unknown; after: unknown }>(sql`
        select before, after from audit_entries where tenant_id = ${tenant.tenantId}::uuid
          and action = 'access_rules.save'`),
    );
    expect(entry).toEqual({
      before: { allowedRanges: [], openingHours: null, isTillRequired: false },
      after: { allowedRanges: [HERE], openingHours: HOURS, isTillRequired: false },
    });
  });
});

test.each([
  ["10.0.0.0/8", "10.255.0.1", true],
  ["10.0.0.0/8", "11.0.0.1", false],
  ["203.0.113.9", "203.0.113.9", true],
  ["203.0.113.9", "203.0.113.10", false],
  ["0.0.0.0/0", "1.2.3.4", true],
  ["2001:db8::/32", "2001:db8:1::9", true],
  ["2001:db8::/32", "2001:db9::1", false],
  ["::/0", "1.2.3.4", false],
])("[DV4] %s and %s: %s", (range, address, isIn) => {
  expect(isInRanges([range], address)).toBe(isIn);
});

test.each([
  [" 10.0.0.0/8 ", "10.0.0.0/8"],
  ["10.0.0.1/32", "10.0.0.1"],
  ["2001:DB8::/32", "2001:db8::/32"],
  ["10.0.0.0/33", null],
  ["2001:db8::/129", null],
  ["10.0.0", null],
  ["shop.example", null],
  ["10.0.0.0/-1", null],
  ["", null],
])("[DV4] %j is kept as %j", (text, kept) => {
  expect(normalizeRange(text)).toBe(kept);
});
