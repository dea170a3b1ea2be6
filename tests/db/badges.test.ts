import { afterAll, beforeAll, expect, it, test } from "vitest";
import type { StaffChange } from "../../core/sync/protocol-v1";
import { changePerson } from "../../server/people/change-person";
import { createUser } from "../../server/people/create-user";
import { buildBadgeVerifier } from "../../server/people/pin-verifier";
import { setBadge } from "../../server/people/set-badge";
import { listChanges } from "../../server/till-sync/list-changes";
import { findVerifier } from "../../till/react/verify-pin";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { newTerminal } from "../factories/new-terminal";
import { testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

async function staffOf(terminal: Awaited<ReturnType<typeof newTerminal>>, token?: string) {
  const from = token === undefined ? {} : { token };
  const page = await listChanges(terminal.context, { limit: 5_000, version: 3, ...from });
  const staff = page.changes.filter(({ entity }) => entity === "staff");
  return { token: page.token, staff: new Map(staff.map(({ id, body }) => [id, body])) };
}

it("gives tills what a badge is checked with, and takes it back", async () => {
  const till = await newTerminal(tenant);
  const owner = testContext(tenant, "owner");
  const { id } = tenant.users.cashier;
  await setBadge(owner, { personId: id, code: "KB7K2MX9QF4T" });
  const first = await staffOf(till);
  const { badge } = first.staff.get(id) as StaffChange;
  expect(await findVerifier("KB7K2MX9QF4T", badge ? [badge] : [])).toBe(0);
  expect(await findVerifier("KB7K2MX9QF4S", badge ? [badge] : [])).toBe(-1);
  await setBadge(owner, { personId: id, code: null });
  const second = await staffOf(till, first.token);
  expect(second.staff.get(id)).not.toHaveProperty("badge");
});

test("two people have two badges, and who may not manage a person gives them none", async () => {
  const owner = testContext(tenant, "owner");
  const { cashier, supervisor } = tenant.users;
  await setBadge(owner, { personId: cashier.id, code: "0011223344" });
  await expect(
    setBadge(owner, { personId: supervisor.id, code: "0011223344" }),
  ).rejects.toMatchObject({ code: "code_taken" });
  await expect(
    setBadge(testContext(tenant, "supervisor"), { personId: cashier.id, code: "9988776655" }),
  ).rejects.toMatchObject({ code: "permission_denied" });
});

test("a verifier says which badge fits, whoever's salt it has", async () => {
  const verifiers = await Promise.all([
    buildBadgeVerifier(tenant.tenantId, "badge one"),
    buildBadgeVerifier(tenant.tenantId, "badge two"),
    buildBadgeVerifier(tenant.runtime.newId(), "badge three"),
  ]);
  expect(new Set(verifiers.map(({ salt }) => salt)).size).toBe(2);
  const codes = ["badge one", "badge two", "badge three", "badge four"];
  const found = await Promise.all(codes.map((code) => findVerifier(code, verifiers)));
  expect(found).toEqual([0, 1, 2, -1]);
});

test("[TA7] staff of a store alone are in its tills' feed; who loses the store leaves it", async () => {
  const [here, there] = [await newTerminal(tenant), await newTerminal(tenant, { storeIndex: 1 })];
  const { id } = await createUser(testContext(tenant, "system"), {
    email: `elsewhere@${tenant.code}.test`,
    name: "Elsewhere",
    role: "cashier",
    storeIds: [there.store.id],
    pin: "4711",
  });
  expect((await staffOf(here)).staff.has(id)).toBe(false);
  const before = await staffOf(there);
  expect(before.staff.get(id)).toMatchObject({ name: "Elsewhere" });
  const owner = testContext(tenant, "owner");
  await changePerson(owner, {
    personId: id,
    version: 1,
    name: "Elsewhere",
    displayName: "Elsewhere",
    language: null,
    role: "cashier",
    storeIds: [here.store.id],
  });
  expect((await staffOf(here)).staff.get(id)).toMatchObject({ name: "Elsewhere" });
  const after = await staffOf(there, before.token);
  expect(after.staff.get(id)).toBeNull();
});
