import { afterAll, beforeAll, expect, it } from "vitest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { saveRole } from "../access/save-role";
import { setLanguage } from "../auth/set-language";
import { changePerson } from "../people/change-person";
import { createEnrolmentCode } from "../terminals/create-enrolment-code";
import { searchAudit } from "./search-audit";

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
  await setLanguage(testContext(tenant, "auditor"), { language: "sw" });
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

it("says for which till a code was made", async () => {
  const [store] = tenant.stores;
  const [register] = store.registers;
  await createEnrolmentCode(owner(), { storeId: store.id, registerId: register?.id });
  expect((await newestOf("terminal.create_code"))?.subject).toMatchObject({
    kind: "register",
    id: register?.id,
  });
});
