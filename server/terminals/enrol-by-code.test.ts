import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, test } from "vitest";
import { readEnrolmentCode } from "../../core/access/enrolment-code";
import type { EnrolByCodeRequest } from "../../core/sync/enrol-by-code";
import type { EnrolResponse } from "../../core/sync/protocol-v1";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { newReceiptKey } from "../../tests/factories/signed-recovery";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, testRuntime } from "../../tests/factories/test-runtime";
import { codeDigest, createEnrolmentCode, ENROLMENT_CODE_MS } from "./create-enrolment-code";

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
});
afterAll(closeTestRuntime);

function newCode(of = tenant, registerId?: string) {
  const [store] = of.stores;
  const register = registerId === undefined ? {} : { registerId };
  return createEnrolmentCode(testContext(of, "owner"), { storeId: store.id, ...register });
}

function enrol(body: EnrolByCodeRequest, of = tenant) {
  return callRest(of.runtime, { method: "POST", path: "/sync/enrol-by-code", body });
}

function auditOf(of: TestTenant) {
  return of.runtime.database.withTenant(of.tenantId, (tx) =>
    tx.execute<{ action: string; details: Record<string, unknown> }>(sql`
      select action, details from audit_entries where tenant_id = ${of.tenantId}::uuid
        and action like 'terminal.%' order by sequence desc`),
  );
}

const INVALID = { status: 404, code: "enrolment_code_invalid" };
const refusalOf = ({ status, body }: { status: number; body: { code: string } }) => ({
  status,
  code: body.code,
});

it("[DV2] a code makes one device a register, once", async () => {
  const { code, registerName } = await newCode();
  expect(registerName).toBeNull();
  const first = await enrol({ code: code.toLowerCase(), deviceName: "Tablet" });
  expect(first.status).toBe(200);
  const answer = first.body as EnrolResponse;
  expect(answer.certificate.storeId).toBe(tenant.stores[0].id);
  const pull = await callRest(tenant.runtime, { path: "/sync/changes", token: answer.deviceToken });
  expect(pull.status).toBe(200);
  expect(refusalOf(await enrol({ code }))).toEqual(INVALID);
  const [refused] = await auditOf(tenant);
  expect(refused).toMatchObject({ action: "terminal.code_refused", details: { reason: "used" } });
});

it("[DV2] an expired, a revoked, an unknown and a mistyped code are refused alike", async () => {
  const runtime = await testRuntime();
  const alone = await newTenant(runtime);
  const registerId = alone.stores[0].registers[0]?.id;
  const replaced = await newCode(alone, registerId);
  const late = await newCode(alone, registerId);
  runtime.clock.advance(ENROLMENT_CODE_MS);
  const answers = await Promise.all(
    [replaced.code, late.code, "00000-00000", "nonsense"].map((code) => enrol({ code }, alone)),
  );
  const [first] = answers;
  for (const answer of answers) {
    expect(refusalOf(answer)).toEqual(INVALID);
    expect({ ...answer.body, instance: "" }).toEqual({ ...first?.body, instance: "" });
  }
  const reasons = (await auditOf(alone)).flatMap(({ details }) => details["reason"] ?? []);
  expect(reasons.toSorted()).toEqual(["expired", "expired"]);
});

it("[DV2] a new code for a register ends the one before, and only that", async () => {
  const [one, two] = tenant.stores[0].registers;
  const before = await newCode(tenant, one?.id);
  const beside = await newCode(tenant, two?.id);
  const after = await newCode(tenant, one?.id);
  const replaceActive = true;
  expect(refusalOf(await enrol({ code: before.code, replaceActive }))).toEqual(INVALID);
  expect((await enrol({ code: after.code, replaceActive })).status).toBe(200);
  expect((await enrol({ code: beside.code, replaceActive })).status).toBe(200);
});

it("[DV2] a register in use is taken over only when the device says so; the code still works", async () => {
  const lived = await newTerminal(tenant);
  const { code } = await newCode(tenant, lived.certificate.registerId);
  expect(refusalOf(await enrol({ code }))).toEqual({ status: 409, code: "register_in_use" });
  const taken = await enrol({ code, replaceActive: true });
  expect(taken.body.certificate.registerId).toBe(lived.certificate.registerId);
});

it("[DV2] a device that lost the answer gets the same terminal, until that was in contact", async () => {
  const { code } = await newCode();
  const { publicKey } = newReceiptKey();
  const lost = (await enrol({ code, publicKey })).body as EnrolResponse;
  expect(refusalOf(await enrol({ code, publicKey: newReceiptKey().publicKey }))).toEqual(INVALID);
  const again = (await enrol({ code, publicKey })).body as EnrolResponse;
  expect(again.certificate).toEqual(lost.certificate);
  expect(again.deviceToken).not.toBe(lost.deviceToken);
  const pull = (token: string) => callRest(tenant.runtime, { path: "/sync/changes", token });
  expect((await pull(lost.deviceToken)).status).toBe(401);
  expect((await pull(again.deviceToken)).status).toBe(200);
  expect(refusalOf(await enrol({ code, publicKey }))).toEqual(INVALID);
});

it("[DV2] one of many devices that show a code at once gets the register", async () => {
  const { code } = await newCode();
  const answers = await Promise.all(Array.from({ length: 6 }, () => enrol({ code })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404, 404]);
});

it.each([
  ["was blocked", sql`blocked_at = now()`],
  ["may set up no device any more", sql`role = 'cashier'`],
  ["has lost the store", sql`is_everywhere = false`],
])("[DV2] the code of a person who %s lets nobody in", async (_what, change) => {
  const alone = await newTenant();
  const { code } = await newCode(alone);
  await alone.runtime.database.withTenant(alone.tenantId, (tx) =>
    tx.execute(sql`update users set ${change}
      where tenant_id = ${alone.tenantId}::uuid and id = ${alone.users.owner.id}::uuid`),
  );
  expect(refusalOf(await enrol({ code }, alone))).toEqual(INVALID);
});

test("a code is kept as a hash, and expired hashes leave the directory with the next code", async () => {
  const runtime = await testRuntime();
  const alone = await newTenant(runtime);
  const first = readEnrolmentCode((await newCode(alone)).code) ?? "";
  const { database, clock } = runtime;
  expect(await database.findCodeTenant(codeDigest(first))).toBe(alone.tenantId);
  clock.advance(ENROLMENT_CODE_MS + 1);
  await newCode(alone);
  expect(await database.findCodeTenant(codeDigest(first))).toBeNull();
  const rows = await database.withTenant(alone.tenantId, (tx) =>
    tx.execute<{ text: string }>(sql`
      select to_jsonb(c)::text as text from enrolment_codes c
      where tenant_id = ${alone.tenantId}::uuid`),
  );
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain(first);
});

test("nobody makes a code for a store or register that is not theirs", async () => {
  const [store, elsewhere] = tenant.stores;
  const narrow = testContext(tenant, "supervisor", { storeIds: [store.id] });
  const make = (storeId: string, registerId?: string) =>
    createEnrolmentCode(narrow, { storeId, ...(registerId ? { registerId } : {}) });
  await expect(make(elsewhere.id)).rejects.toMatchObject({ code: "store_not_found" });
  const foreign = other.stores[0].registers[0]?.id;
  const wanted = [elsewhere.registers[0]?.id, foreign, tenant.runtime.newId()];
  for (const registerId of wanted) {
    await expect(make(store.id, registerId)).rejects.toMatchObject({ code: "register_not_found" });
  }
  const cashier = testContext(tenant, "cashier");
  await expect(createEnrolmentCode(cashier, { storeId: store.id })).rejects.toMatchObject({
    code: "permission_denied",
  });
});

it("[TD3] a code marks the lost terminal of its own store and of no other", async () => {
  const { code } = await newCode();
  const elsewhere = await newTerminal(tenant, { storeIndex: 1 });
  const foreign = await newTerminal(other);
  const isWiped = async (of: TestTenant, terminalId: string) => {
    const [row] = await of.runtime.database.withTenant(of.tenantId, (tx) =>
      tx.execute<{ is_wiped: boolean }>(sql`
        select wiped_at is not null as is_wiped from terminals
        where tenant_id = ${of.tenantId}::uuid and id = ${terminalId}::uuid`),
    );
    return row?.is_wiped;
  };
  await enrol({ code, wipedTerminalId: elsewhere.certificate.terminalId });
  const next = await newCode();
  await enrol({ code: next.code, wipedTerminalId: foreign.certificate.terminalId });
  expect(await isWiped(tenant, elsewhere.certificate.terminalId)).toBe(false);
  expect(await isWiped(other, foreign.certificate.terminalId)).toBe(false);
});
