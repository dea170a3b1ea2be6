import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { limitsOf } from "../../core/access/limits";
import { permissionsOf } from "../../core/access/permissions";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { saveRole } from "../access/save-role";
import type { TenantContext } from "../context";
import { listChanges } from "../till-sync/list-changes";
import { changePerson } from "./change-person";
import { invitePerson } from "./invite-person";
import { listPeople } from "./list-people";

let runtime: TestRuntime;
let tenant: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  runtime = await testRuntime();
});
beforeEach(async () => {
  tenant = await newTenant(runtime);
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

const limits = limitsOf("cashier");
const permissions = [...permissionsOf("cashier")];

async function newPorter() {
  const wanted = { code: null, name: "Porter", permissions, limits, version: 0 };
  return saveRole(owner, wanted);
}

async function invite(role: string, pin: string): Promise<string> {
  const person = { name: "Neema", email: `pin${pin}@porter.test`, storeIds: null };
  return (await invitePerson(owner, { ...person, role, pin })).personId;
}

async function personOf(personId: string) {
  const person = (await listPeople(owner, {})).items.find(({ id }) => id === personId);
  if (!person) throw new Error("they are not listed");
  return person;
}

async function change(personId: string, to: { role?: string; pin?: string }) {
  const { version, name, displayName, role } = await personOf(personId);
  const same = { personId, version, name, displayName, language: null, role, storeIds: null };
  return changePerson(owner, { ...same, ...to });
}

/** Whose PINs are too short, by the office; and who may refund, by a till. */
async function standing(people: readonly string[]) {
  const { items } = await listPeople(owner, {});
  const till = await newTerminal(tenant);
  const { changes } = await listChanges(till.context, { limit: 1_000 });
  const staff = changes.filter(({ entity, body }) => entity === "staff" && body !== null);
  expect(JSON.stringify(staff)).not.toContain("digits");
  const mayRefund = (personId: string) =>
    staff.some(
      ({ id, body }) =>
        id === personId && (body as { permissions: string[] }).permissions.includes("sale.refund"),
    );
  return {
    needsNewPin: items.flatMap(({ id, needsNewPin }) => (needsNewPin ? [id] : [])),
    refunders: people.filter(mayRefund),
  };
}

test("[PE5] where a role comes to give money back, the short PIN gives none back at a till, and the office says whose it is", async () => {
  const role = await newPorter();
  const [short, long] = [await invite(role.code, "1234"), await invite(role.code, "123456")];
  expect(await standing([short, long])).toEqual({ needsNewPin: [], refunders: [] });
  const more = [...permissions, "sale.refund" as const];
  const { code, version } = role;
  await saveRole(owner, { code, name: "Porter", permissions: more, limits, version });
  expect(await standing([short, long])).toEqual({ needsNewPin: [short], refunders: [long] });
  await change(short, { pin: "654321" });
  expect(await standing([short, long])).toEqual({ needsNewPin: [], refunders: [short, long] });
});

test("[PE5] who gets a role that gives money back keeps a PIN that is long enough", async () => {
  const [short, long] = [await invite("cashier", "12345"), await invite("cashier", "123456")];
  await change(long, { role: "supervisor" });
  await expect(change(short, { role: "supervisor" })).rejects.toMatchObject({
    code: "validation_failed",
    details: { path: "pin", digits: 6 },
  });
  const { needsNewPin, refunders } = await standing([short, long]);
  expect([needsNewPin, refunders]).toEqual([[], [long]]);
});
