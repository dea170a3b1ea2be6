import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitsOf } from "../../core/access/limits";
import { type Permission, permissionsOf } from "../../core/access/permissions";
import { DomainError } from "../../core/errors";
import type { StaffChange } from "../../core/sync/protocol-v1";
import { alteredActor } from "../../tests/factories/altered-actor";
import { TEST_PASSWORD_HASH, TEST_PIN_VERIFIER } from "../../tests/factories/credentials";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { readAudit } from "../../tests/factories/read-audit";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { createClient } from "../auth/clients/create-client";
import { findPerson } from "../auth/find-person";
import { getMe } from "../auth/get-me";
import { openSession } from "../auth/open-session";
import type { TenantContext } from "../context";
import { createUser } from "../people/create-user";
import { STEP_UP_MS_MAX } from "../require-step-up";
import { listChanges } from "../till-sync/list-changes";
import { dropRole } from "./drop-role";
import { listRoles } from "./list-roles";
import { findRole } from "./load-role";
import { plainLetters } from "./new-role-code";
import { type SaveRoleInput, saveRole } from "./save-role";

let tenant: TestTenant;
let other: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

const barista = (change: Partial<SaveRoleInput> = {}): SaveRoleInput => ({
  code: null,
  name: `Barista ${tenant.runtime.newId().slice(-12)}`,
  permissions: ["shift.open", "sale.record"],
  limits: { ...limitsOf("cashier"), discountPpm: 100_000 },
  version: 0,
  ...change,
});

const rowIdOf = (of: TestTenant, code: string) =>
  of.runtime.database.withTenant(of.tenantId, async (tx) => {
    const role = await findRole(tx, of.tenantId, code);
    return role?.rowId ?? null;
  });

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  );

/** Ways to be the wrong person for changing roles, each with what it is told. */
const REFUSED: readonly [string, (context: TenantContext) => TenantContext, string][] = [
  ["a cashier", () => testContext(tenant, "cashier"), "permission_denied"],
  [
    "somebody who works in one store",
    () => testContext(tenant, "owner", { storeIds: [tenant.stores[0].id] }),
    "permission_denied",
  ],
  [
    "somebody who proved long ago who they are",
    (context) => ({ ...context, now: () => (context.now() + STEP_UP_MS_MAX + 1) as never }),
    "step_up_required",
  ],
  [
    "somebody who may do less than the role",
    (context) => alteredActor(context, { permissions: new Set(["role.write", "sale.record"]) }),
    "permission_denied",
  ],
  [
    "somebody whose limits are below the role's",
    (context) => alteredActor(context, { limits: limitsOf("cashier") }),
    "permission_denied",
  ],
];

describe("a role of one's own", () => {
  test("is made, changed, listed and removed, and the audit trail tells it", async () => {
    const made = await saveRole(owner, barista({ name: "Café  Barista" }));
    expect(made).toMatchObject({ code: "cafe-barista", version: 1, isBuiltIn: false });
    // In the order in which people read them, whatever order they came in.
    expect(made.permissions).toEqual(["sale.record", "shift.open"]);
    const changed = await saveRole(owner, {
      ...barista({ name: "Head barista", permissions: ["sale.record"] }),
      code: made.code,
      version: 1,
    });
    expect(changed).toMatchObject({ code: "cafe-barista", name: "Head barista", version: 2 });
    const { items } = await listRoles(owner);
    expect(items.at(-1)).toMatchObject({ ...changed, mayGrant: true, isHeld: false });

    const rowId = await rowIdOf(tenant, made.code);
    await dropRole(owner, { code: made.code, version: 2 });
    expect((await listRoles(owner)).items.map(({ code }) => code)).not.toContain(made.code);
    const audit = await readAudit(tenant, rowId);
    expect(audit.map(({ action }) => action)).toEqual([
      "role.create",
      "role.change",
      "role.remove",
    ]);
    expect(audit[1]).toMatchObject({
      actor_id: tenant.users.owner.id,
      details: { role: "cafe-barista" },
      before: { name: "Café  Barista", permissions: ["sale.record", "shift.open"] },
      after: { name: "Head barista", permissions: ["sale.record"] },
    });
    expect(audit[0]?.before).toBeNull();
  });

  test("keeps its code apart from every role that there was", async () => {
    const first = await saveRole(owner, barista({ name: "Porter" }));
    await dropRole(owner, { code: first.code, version: 1 });
    const second = await saveRole(owner, barista({ name: "porter!" }));
    const third = await saveRole(owner, barista({ name: "Cashier" }));
    expect([first.code, second.code, third.code]).toEqual(["porter", "porter-2", "cashier-2"]);
    expect(await refusal(saveRole(owner, barista({ name: "PORTER!" })))).toBe("code_taken");
  });

  test("is not removed while somebody has it", async () => {
    const { code } = await saveRole(owner, barista());
    await createUser(testContext(tenant, "system"), {
      email: `held@${tenant.code}.test`,
      name: "Held",
      role: code,
      passwordHash: TEST_PASSWORD_HASH,
    });
    expect(await refusal(dropRole(owner, { code, version: 1 }))).toBe("role_in_use");
    expect((await listRoles(owner)).items.find((role) => role.code === code)?.isHeld).toBe(true);
  });

  test("that is called as programs are is held by none of them", async () => {
    await createClient(owner, { name: "Web shop", scopes: ["sale.read"] });
    const { code } = await saveRole(owner, barista({ name: "Service" }));
    expect((await listRoles(owner)).items.find((role) => role.code === code)?.isHeld).toBe(false);
    expect(await refusal(dropRole(owner, { code, version: 1 }))).toBe("done");
  });

  test("that was changed meanwhile is not changed again by who did not see it", async () => {
    const { code } = await saveRole(owner, barista());
    const change = barista({ code, version: 1 });
    const both = await Promise.all([
      refusal(saveRole(owner, change)),
      refusal(saveRole(owner, change)),
    ]);
    expect(both.toSorted()).toEqual(["done", "stale_version"]);
    expect(await refusal(dropRole(owner, { code, version: 1 }))).toBe("stale_version");
  });

  test.each([
    ["without a name", { name: null }],
    ["without letters in it", { name: "  " }],
    ["with a permission that is none", { permissions: ["sale.steal" as Permission] }],
    [
      "with a discount above everything",
      { limits: { ...limitsOf("owner"), discountPpm: 1_000_001 } },
    ],
    ["with an amount below nothing", { limits: { ...limitsOf("owner"), payOutMinor: -1 } }],
  ])("%s is refused", async (_name, change) => {
    expect(await refusal(saveRole(owner, barista(change)))).toBe("validation_failed");
  });

  test("of another tenant is nobody's", async () => {
    const theirs = await saveRole(testContext(other, "owner"), barista({ name: "Theirs" }));
    const change = barista({ code: theirs.code, version: 1 });
    expect(await refusal(saveRole(owner, change))).toBe("not_found");
    expect(await refusal(dropRole(owner, { code: theirs.code, version: 1 }))).toBe("not_found");
    expect(JSON.stringify(await listRoles(owner))).not.toContain("Theirs");
  });
});

describe("a role that the product brings", () => {
  test("is changed for everybody who has it, told to tills, and put back", async () => {
    const shop = await newTenant();
    const context = testContext(shop, "owner");
    const till = await newTerminal(shop);
    const session = await openSession(
      shop.runtime,
      { tenantId: shop.tenantId, userId: shop.users.cashier.id },
      { kind: "office", method: "password", ip: null, userAgent: null },
    );
    const asSignedIn = async () => {
      const actor = await findPerson(shop.runtime, session);
      return actor.kind === "user" ? [actor.permissions.size, actor.limits.discountPpm] : [];
    };
    const permissions = [...permissionsOf("cashier"), "drawer.open" as const];
    const limits = { ...limitsOf("cashier"), discountPpm: 200_000 };
    let token: string | undefined;
    /** What the till learns of its cashier that it did not know. */
    const atTill = async () => {
      const learnt: StaffChange[] = [];
      for (let isComplete = false; !isComplete; ) {
        const page = await listChanges(till.context, { ...(token && { token }), limit: 1_000 });
        learnt.push(
          ...page.changes.flatMap(({ entity, body }) =>
            entity === "staff" && body !== null ? [body as StaffChange] : [],
          ),
        );
        token = page.token;
        isComplete = page.complete;
      }
      const cashier = learnt.find(({ role }) => role === "cashier");
      return cashier && [cashier.permissions.length, cashier.limits?.discountPpm];
    };
    const before = [permissionsOf("cashier").length, 50_000];
    const after = [permissionsOf("cashier").length + 1, 200_000];
    expect([await asSignedIn(), await atTill()]).toEqual([before, before]);
    expect(await atTill()).toBeUndefined();

    const input = { code: "cashier", name: null, permissions, limits };
    const changed = await saveRole(context, { ...input, version: 0 });
    expect(changed).toMatchObject({ name: null, isBuiltIn: true, isChanged: true, version: 1 });
    expect([await asSignedIn(), await atTill()]).toEqual([after, after]);

    await dropRole(context, { code: "cashier", version: 1 });
    expect([await asSignedIn(), await atTill()]).toEqual([before, before]);
    expect(await refusal(dropRole(context, { code: "cashier", version: 2 }))).toBe("not_found");
    expect(await refusal(saveRole(context, { ...input, version: 0 }))).toBe("stale_version");
    expect(await saveRole(context, { ...input, version: 2 })).toMatchObject({ version: 3 });
    const audit = await readAudit(shop, await rowIdOf(shop, "cashier"));
    expect(audit.map(({ action }) => action)).toEqual(["role.change", "role.reset", "role.change"]);
    expect(audit[0]?.before).toMatchObject({ permissions: permissionsOf("cashier") });
  });

  test("is the owner's for good", async () => {
    const change = barista({ code: "owner" });
    expect(await refusal(saveRole(owner, change))).toBe("permission_denied");
    expect(await refusal(dropRole(owner, { code: "owner", version: 0 }))).not.toBe("done");
  });

  test("[AC4] gives itself nothing that its holder does not hold already", async () => {
    const shop = await newTenant();
    const admin = alteredActor(testContext(shop, "admin"), {
      permissions: new Set(permissionsOf("admin").filter((each) => each !== "api.manage")),
    });
    const wanted = { code: "admin", name: null, limits: limitsOf("admin"), version: 0 };
    const all = { ...wanted, permissions: [...permissionsOf("admin")] };
    expect(await refusal(saveRole(admin, all))).toBe("permission_denied");
    // [PE3] nor takes away what is beyond them.
    const less = { ...wanted, permissions: ["role.write" as const] };
    expect(await refusal(saveRole(admin, less))).toBe("permission_denied");
    expect(await refusal(saveRole(testContext(shop, "admin"), less))).toBe("done");
  });
});

describe.each(REFUSED)("%s", (_name, as, code) => {
  test(`makes, changes and removes no role: ${code}`, async () => {
    const role = await saveRole(owner, barista());
    const context = as(owner);
    const change = barista({ code: role.code, version: 1 });
    expect(await refusal(saveRole(context, barista()))).toBe(code);
    expect(await refusal(saveRole(context, change))).toBe(code);
    expect(await refusal(dropRole(context, { code: role.code, version: 1 }))).toBe(code);
    expect(await readAudit(tenant, await rowIdOf(tenant, role.code))).toHaveLength(1);
  });
});

test("who may not see people sees no roles", async () => {
  expect(await refusal(listRoles(testContext(tenant, "cashier")))).toBe("permission_denied");
  const { items } = await listRoles(testContext(tenant, "supervisor"));
  const grantable = items.filter((role) => role.isBuiltIn && role.mayGrant);
  expect(grantable.map(({ code }) => code)).toEqual(["supervisor", "cashier", "accountant"]);
});

test("a person of an unknown role is not made", async () => {
  const system = testContext(tenant, "system");
  const person = { name: "N", passwordHash: TEST_PASSWORD_HASH, pinVerifier: TEST_PIN_VERIFIER };
  const unknown = { ...person, email: `nobody@${tenant.code}.test`, role: "king" };
  expect(await refusal(createUser(system, unknown))).toBe("validation_failed");
});

test.each([
  ["Mtunza fedha", "mtunza-fedha"],
  ["Crème & Brûlée!", "creme-brulee"],
  ["店長", "role"],
  ["x".repeat(90), "x".repeat(40)],
])("%s is meant by %s", (name, code) => {
  expect(plainLetters(name)).toBe(code);
});

test("who has a role of the tenant's own is told its name", async () => {
  const { code, name } = await saveRole(owner, barista());
  const { id } = await createUser(testContext(tenant, "system"), {
    email: `named@${tenant.code}.test`,
    name: "Named",
    role: code,
    passwordHash: TEST_PASSWORD_HASH,
  });
  expect(await getMe(alteredActor(owner, { userId: id, role: code }))).toMatchObject({
    role: code,
    roleName: name,
  });
  expect(await getMe(owner)).toMatchObject({ role: "owner", roleName: null });
});
