import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitsOf } from "../../core/access/limits";
import { permissionsOf } from "../../core/access/permissions";
import { DomainError } from "../../core/errors";
import { instant } from "../../core/time";
import { alteredActor } from "../../tests/factories/altered-actor";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { readAudit } from "../../tests/factories/read-audit";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { saveRole } from "../access/save-role";
import type { TenantContext } from "../context";
import { STEP_UP_MS_MAX } from "../require-step-up";
import { listChanges } from "../till-sync/list-changes";
import { blockPerson } from "./block-person";
import { type ChangePersonInput, changePerson } from "./change-person";
import { type InvitePersonInput, inviteAgain, invitePerson } from "./invite-person";
import { listPeople, type PersonResult } from "./list-people";

let tenant: TestTenant;
let other: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

let count = 0;

function someone(change: Partial<InvitePersonInput> = {}): InvitePersonInput {
  count += 1;
  const person = { name: `Person ${count}`, role: "cashier", storeIds: null };
  return { ...person, email: `person-${count}@${tenant.code}.test`, ...change };
}

/** Somebody who was invited by the owner, as a list shows them. */
async function invited(change: Partial<InvitePersonInput> = {}): Promise<PersonResult> {
  const { personId } = await invitePerson(owner, someone(change));
  return personOf(owner, personId);
}

async function personOf(context: TenantContext, personId: string): Promise<PersonResult> {
  const { items } = await listPeople(context, {});
  const person = items.find(({ id }) => id === personId);
  if (!person) throw new Error("they are not listed");
  return person;
}

/** The change that leaves a person as they are, but for this. */
function changeOf(person: PersonResult, change: Partial<ChangePersonInput>): ChangePersonInput {
  const { id, version, name, displayName, role, isEverywhere, storeIds } = person;
  const language = person.language === "sw" ? "sw" : null;
  return {
    ...{ personId: id, version, name, displayName, language, role },
    storeIds: isEverywhere ? null : [...storeIds],
    ...change,
  };
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  );

const longAgo = (context: TenantContext): TenantContext => ({
  ...context,
  now: () => instant(tenant.runtime.now() + STEP_UP_MS_MAX + 1),
});
const boundTo = (index: 0 | 1, role: "owner" | "admin" = "admin") =>
  testContext(tenant, role, { storeIds: [tenant.stores[index].id] });
const supervisorWhoWrites = () =>
  alteredActor(testContext(tenant, "supervisor"), {
    permissions: new Set([...permissionsOf("supervisor"), "staff.write"]),
  });

describe("an invitation", () => {
  test("adds a person, shows the link where no mail is sent, and is audited without it", async () => {
    const [store] = tenant.stores;
    const input = someone({ name: "Neema", storeIds: [store.id, store.id], pin: "1234" });
    const sent = await invitePerson(owner, input);
    expect(sent.link).toMatch(/\/invitation\/kl_/);
    const person = await personOf(owner, sent.personId);
    expect(person).toMatchObject({
      ...{ name: "Neema", displayName: "Neema", role: "cashier", roleName: null },
      ...{ isEverywhere: false, storeIds: [store.id], hasPin: true, isInvited: true },
      ...{ isBlocked: false, lastSeenAt: null, isYou: false, mayManage: true, version: 1 },
    });
    const audit = await readAudit(tenant, sent.personId);
    expect(audit).toMatchObject([
      {
        action: "user.invite",
        actor_id: tenant.users.owner.id,
        details: { isMailed: false },
        after: { name: "Neema", role: "cashier", hasPin: true },
      },
    ]);
    const token = sent.link?.split("/").at(-1) ?? "";
    expect(JSON.stringify(audit)).not.toContain(token);
  });

  test("is sent again to who has not come, and to nobody else", async () => {
    const person = await invited();
    const again = await inviteAgain(owner, { personId: person.id });
    expect(again).toMatchObject({ personId: person.id, link: expect.stringContaining("kl_") });
    const cashier = { personId: tenant.users.cashier.id };
    expect(await refusal(inviteAgain(owner, cashier))).toBe("not_found");
    const theirs = { personId: other.users.cashier.id };
    expect(await refusal(inviteAgain(owner, theirs))).toBe("not_found");
    expect(await refusal(inviteAgain(boundTo(0), { personId: person.id }))).toBe(
      "permission_denied",
    );
  });

  test("gives a role of the tenant's own", async () => {
    const role = await saveRole(owner, {
      code: null,
      name: "Florist",
      permissions: ["sale.record", "sale.refund"],
      limits: limitsOf("cashier"),
      version: 0,
    });
    const short = someone({ role: role.code, pin: "12345" });
    expect(await refusal(invitePerson(owner, short))).toBe("validation_failed");
    const person = await invited({ role: role.code, pin: "123456" });
    expect(person).toMatchObject({ role: "florist", roleName: "Florist" });
  });

  test.each<[string, () => TenantContext, Partial<InvitePersonInput>, string]>([
    ["by a cashier", () => testContext(tenant, "cashier"), {}, "permission_denied"],
    ["by an auditor", () => testContext(tenant, "auditor"), {}, "permission_denied"],
    ["without a fresh proof", () => longAgo(owner), {}, "step_up_required"],
    [
      "[PE1] to be an owner, by an admin",
      () => testContext(tenant, "admin"),
      { role: "owner" },
      "permission_denied",
    ],
    ["[AC4] to be more than one is", supervisorWhoWrites, { role: "admin" }, "permission_denied"],
    ["[PE2] everywhere, by somebody of one store", () => boundTo(0), {}, "permission_denied"],
    ["with an unknown role", () => owner, { role: "king" }, "validation_failed"],
    [
      "with a PIN too short to refund by",
      () => owner,
      { role: "supervisor", pin: "1234" },
      "validation_failed",
    ],
  ])("%s is refused", async (_name, as, change, code) => {
    expect(await refusal(invitePerson(as(), someone(change)))).toBe(code);
  });

  test("into a store of another tenant, of nobody, or beyond one's own is refused alike", async () => {
    const ids = [other.stores[0].id, tenant.runtime.newId()];
    for (const storeId of ids) {
      const input = someone({ storeIds: [storeId] });
      expect(await refusal(invitePerson(owner, input))).toBe("store_not_found");
    }
    const beyond = someone({ storeIds: tenant.stores.map(({ id }) => id) });
    expect(await refusal(invitePerson(boundTo(0), beyond))).toBe("store_not_found");
  });

  test("to an address that is taken is refused, and not where another business has it", async () => {
    const { email } = other.users.cashier;
    expect(await refusal(invitePerson(owner, someone({ email })))).toBe("done");
    expect(await refusal(invitePerson(owner, someone({ email: email.toUpperCase() })))).toBe(
      "code_taken",
    );
  });

  test("of an owner is for every store", async () => {
    const storeIds = [tenant.stores[0].id];
    const input = someone({ role: "owner", storeIds });
    expect(await refusal(invitePerson(owner, input))).toBe("validation_failed");
    expect(await refusal(invitePerson(owner, someone({ role: "owner" })))).toBe("done");
  });
});

describe("the list of people", () => {
  test("is by name, and found by a part of a name or address, taken as it is written", async () => {
    await invited({ name: "Zawadi 100% Otieno", displayName: "Zawa_di" });
    const find = async (search: string) =>
      (await listPeople(owner, { search })).items.map(({ name }) => name);
    expect(await find("awadi 100%")).toEqual(["Zawadi 100% Otieno"]);
    expect(await find("ZAWA_DI")).toEqual(["Zawadi 100% Otieno"]);
    expect(await find("%")).toEqual(["Zawadi 100% Otieno"]);
    expect(await find("'; drop table users; --")).toEqual([]);
    expect(await find(`auditor@${tenant.code}`)).toEqual([`auditor of ${tenant.code}`]);
  });

  test("[PE2] of somebody of one store has the people of it, and of their stores no other", async () => {
    const [here, there] = tenant.stores;
    const own = await invited({ storeIds: [here.id] });
    const shared = await invited({ storeIds: [here.id, there.id] });
    const foreign = await invited({ storeIds: [there.id] });
    const context = boundTo(0);
    const { items } = await listPeople(context, {});
    const byId = new Map(items.map((person) => [person.id, person]));
    expect(byId.get(own.id)).toMatchObject({ mayManage: true });
    expect(byId.get(shared.id)).toMatchObject({ mayManage: false, storeIds: [here.id] });
    expect(byId.get(tenant.users.owner.id)).toMatchObject({ mayManage: false });
    expect(byId.has(foreign.id)).toBe(false);
    const change = (person: PersonResult) => changePerson(context, changeOf(person, { name: "X" }));
    expect(await refusal(change(own))).toBe("done");
    expect(await refusal(change(shared))).toBe("permission_denied");
    expect(await refusal(change(foreign))).toBe("not_found");
    expect(await refusal(blockPerson(context, { personId: shared.id }))).toBe("permission_denied");
    expect(await refusal(blockPerson(context, { personId: foreign.id }))).toBe("not_found");
  });

  test("is closed to who may not see it", async () => {
    expect(await refusal(listPeople(testContext(tenant, "cashier"), {}))).toBe("permission_denied");
    const { items } = await listPeople(testContext(tenant, "auditor"), {});
    expect(items.some(({ mayManage }) => mayManage)).toBe(false);
  });
});

describe("a change of a person", () => {
  test("moves them to another role and store, is told to tills and audited", async () => {
    const [here, there] = tenant.stores;
    const till = await newTerminal(tenant, { storeIndex: 1 });
    const staffAt = async () => {
      const page = await listChanges(till.context, { limit: 1_000 });
      return page.changes.filter(({ entity }) => entity === "staff");
    };
    const person = await invited({ storeIds: [here.id], pin: "1234" });
    expect((await staffAt()).map(({ id }) => id)).not.toContain(person.id);
    const change = changeOf(person, {
      ...{ name: "Juma", displayName: "JJ", language: "sw" as const },
      ...{ role: "supervisor", storeIds: [there.id], pin: "654321" },
    });
    expect(await changePerson(owner, change)).toEqual({ personId: person.id, version: 2 });
    expect(await personOf(owner, person.id)).toMatchObject({
      ...{ name: "Juma", displayName: "JJ", language: "sw", role: "supervisor" },
      ...{ isEverywhere: false, storeIds: [there.id], version: 2 },
    });
    const atTill = (await staffAt()).find(({ id }) => id === person.id);
    expect(atTill?.body).toMatchObject({ displayName: "JJ", role: "supervisor" });
    const audit = await readAudit(tenant, person.id);
    expect(audit[1]).toMatchObject({
      action: "user.change",
      details: { pin: "changed" },
      before: { name: person.name, role: "cashier", storeIds: [here.id] },
      after: { name: "Juma", role: "supervisor", storeIds: [there.id] },
    });
    expect(JSON.stringify(audit)).not.toContain("654321");
  });

  test("that was made on what no longer stands is refused", async () => {
    const person = await invited();
    const input = changeOf(person, { name: "Once" });
    const both = await Promise.all([1, 2].map(() => refusal(changePerson(owner, input))));
    expect(both.toSorted()).toEqual(["done", "stale_version"]);
  });

  test("asks for a fresh proof where it moves them, and not for a name", async () => {
    const person = await invited();
    const stale = longAgo(owner);
    const moved = changeOf(person, { role: "auditor" });
    expect(await refusal(changePerson(stale, moved))).toBe("step_up_required");
    const placed = changeOf(person, { storeIds: [tenant.stores[0].id] });
    expect(await refusal(changePerson(stale, placed))).toBe("step_up_required");
    expect(await refusal(changePerson(stale, changeOf(person, { name: "New" })))).toBe("done");
  });

  test("[PE1, PE3] of an owner, or of who may do more, is not for others", async () => {
    const { users } = tenant;
    const ownerRow = await personOf(owner, users.owner.id);
    const adminRow = await personOf(owner, users.admin.id);
    const change = (context: TenantContext, person: PersonResult, to: Partial<ChangePersonInput>) =>
      refusal(changePerson(context, changeOf(person, to)));
    const admin = testContext(tenant, "admin");
    expect(await change(admin, ownerRow, { pin: "111111" })).toBe("permission_denied");
    expect(await change(admin, adminRow, { role: "owner" })).toBe("permission_denied");
    expect(await change(supervisorWhoWrites(), adminRow, { pin: null })).toBe("permission_denied");
    expect(await change(testContext(tenant, "supervisor"), adminRow, {})).toBe("permission_denied");
    const bound = boundTo(0);
    const own = await invited({ storeIds: [tenant.stores[0].id] });
    expect(await change(bound, own, { storeIds: null })).toBe("permission_denied");
  });

  test("of somebody of another tenant is one of nobody", async () => {
    const theirs = await personOf(testContext(other, "owner"), other.users.cashier.id);
    const nobody = { ...theirs, id: tenant.runtime.newId() };
    for (const person of [theirs, nobody]) {
      expect(await refusal(changePerson(owner, changeOf(person, {})))).toBe("not_found");
    }
  });

  test("to who may give money back asks for a longer PIN, or for none", async () => {
    const person = await invited({ pin: "1234" });
    const change = (to: Partial<ChangePersonInput>) =>
      refusal(changePerson(owner, changeOf(person, { role: "supervisor", ...to })));
    expect(await change({})).toBe("validation_failed");
    expect(await change({ pin: "4321" })).toBe("validation_failed");
    expect(await change({ pin: null })).toBe("done");
    expect(await personOf(owner, person.id)).toMatchObject({ hasPin: false, role: "supervisor" });
  });

  test("leaves who keeps their place there, also when the place is gone", async () => {
    const person = await invited({ storeIds: [tenant.stores[1].id] });
    await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update users set role = 'gone'
        where tenant_id = ${tenant.tenantId}::uuid and id = ${person.id}::uuid`),
    );
    const gone = await personOf(owner, person.id);
    expect(await refusal(changePerson(owner, changeOf(gone, { name: "Still" })))).toBe("done");
  });
});
