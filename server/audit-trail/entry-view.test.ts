import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { sessionContext } from "../../tests/factories/session-context";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";
import { saveRole } from "../access/save-role";
import { recordAudit } from "../audit";
import { setLanguage } from "../auth/set-language";
import { changePerson } from "../people/change-person";
import { createEnrolmentCode } from "../terminals/create-enrolment-code";
import { inTransaction } from "../transaction";
import { searchAudit } from "./search-audit";
import { verifyAudit } from "./verify-audit";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

const owner = () => testContext(tenant, "owner");

async function newestOf(action: string) {
  const { items } = await searchAudit(owner(), { action, limit: 1 });
  return items[0];
}

async function newRole(name: string) {
  return saveRole(owner(), {
    code: null,
    name,
    permissions: ["sale.read", "store.read"],
    limits: {
      discountPpm: 0,
      refundWithoutReceiptMinor: 0,
      priceOverridePpm: 0,
      payOutMinor: 0,
    },
    version: 0,
  });
}

async function giveRole(role: string): Promise<void> {
  await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`update users set role = ${role}
      where tenant_id = ${tenant.tenantId}::uuid and id = ${tenant.users.supervisor.id}::uuid`),
  );
}

it("says of which role an entry is, by the name that people read", async () => {
  await newRole("Shelf Filler");
  expect((await newestOf("role.create"))?.subject).toMatchObject({
    kind: "role",
    name: "Shelf Filler",
  });
});

it("calls the role of who acted by the name that the business gave it", async () => {
  const role = await newRole("Night guard");
  const { id: personId } = tenant.users.auditor;
  await changePerson(owner(), {
    personId,
    name: "Halima",
    displayName: "Halima",
    language: null,
    role: role.code,
    storeIds: null,
    version: 1,
  });
  const session = await sessionContext(tenant, "auditor");
  await setLanguage(await session.read(), { language: "sw" });
  expect(await newestOf("user.set_language")).toMatchObject({
    actorRole: "night-guard",
    actorRoleName: "Night guard",
  });
  await setLanguage(testContext(tenant, "cashier"), { language: "sw" });
  expect(await newestOf("user.set_language")).toMatchObject({
    actorRole: "cashier",
    actorRoleName: null,
  });
});

it("[AU3] says in which role somebody acted, whatever they became since", async () => {
  const session = await sessionContext(tenant, "supervisor");
  await setLanguage(await session.read(), { language: "sw" });
  await giveRole("accountant");
  const roleOf = async (action: string) => (await newestOf(action))?.actorRole;
  expect([await roleOf("user.set_language"), await roleOf("session.open")]).toEqual([
    "supervisor",
    "supervisor",
  ]);
  await setLanguage(await session.read(), { language: "en" });
  expect(await roleOf("user.set_language")).toBe("accountant");
  expect((await verifyAudit(testContext(tenant, "system"))).breaks).toEqual([]);
});

it("[AU3] has the role under its hash, and entries without one as well", async () => {
  const context = testContext(tenant, "system");
  await inTransaction(context, (tx) => recordAudit(tx, context, { action: "test.act" }));
  const admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await admin`update audit_entries set actor_role = 'cashier'
      where tenant_id = ${tenant.tenantId} and action = 'test.act'`;
    const { breaks } = await verifyAudit(context);
    expect(breaks.map(({ kind }) => kind)).toEqual(["hash"]);
    await admin`update audit_entries set actor_role = null
      where tenant_id = ${tenant.tenantId} and action = 'test.act'`;
    expect((await verifyAudit(context)).breaks).toEqual([]);
  } finally {
    await admin.end();
  }
});

it("says for which till a code was made", async () => {
  const [store] = tenant.stores;
  const [register] = store.registers;
  await createEnrolmentCode(owner(), { storeId: store.id, registerId: register?.id });
  expect((await newestOf("terminal.create_code"))?.subject).toMatchObject({
    kind: "register",
    id: register?.id,
  });
});
