import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { permissionsOf } from "../../core/access/permissions";
import { DomainError } from "../../core/errors";
import { apiKeys } from "../../db/schema/access";
import { alteredActor } from "../../tests/factories/altered-actor";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { readAudit } from "../../tests/factories/read-audit";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { findPerson } from "../auth/find-person";
import { openSession } from "../auth/open-session";
import type { TenantContext } from "../context";
import { listChanges } from "../till-sync/list-changes";
import { blockPerson, unblockPerson } from "./block-person";
import { changePerson } from "./change-person";
import { inviteAgain, invitePerson } from "./invite-person";
import { listPeople } from "./list-people";

let tenant: TestTenant;
let owner: TenantContext;

beforeAll(async () => {
  tenant = await newTenant();
  owner = testContext(tenant, "owner");
});
afterAll(closeTestRuntime);

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  );

test("[PE4] who is blocked is out at once and for good: sessions, keys, links and tills", async () => {
  const { runtime, tenantId, users } = tenant;
  const { id: userId } = users.cashier;
  const session = await openSession(
    runtime,
    { tenantId, userId },
    { kind: "office", method: "password", ip: null, userAgent: null },
  );
  const at = new Date(runtime.now());
  await runtime.database.withTenant(tenantId, (tx) =>
    tx.insert(apiKeys).values({
      ...{ tenantId, id: runtime.newId(), userId, name: "Sums", hint: "abcd" },
      ...{ secretHash: runtime.newId(), scopes: ["sale.read"], createdAt: at },
    }),
  );
  const till = await newTerminal(tenant);
  const first = await listChanges(till.context, { limit: 1_000 });
  const isAtTill = ({ changes }: typeof first) =>
    changes.flatMap(({ id, body }) => (id === userId ? [body !== null] : []));
  expect(isAtTill(first)).toEqual([true]);
  await findPerson(runtime, session);

  expect(await blockPerson(owner, { personId: userId })).toMatchObject({ isBlocked: true });
  expect(await refusal(findPerson(runtime, session))).toBe("unauthenticated");
  const second = await listChanges(till.context, { token: first.token, limit: 1_000 });
  expect(isAtTill(second)).toEqual([false]);
  const again = await blockPerson(owner, { personId: userId });

  const back = await unblockPerson(owner, { personId: userId });
  expect(back).toEqual({ personId: userId, isBlocked: false, version: again.version + 1 });
  expect(await refusal(findPerson(runtime, session))).toBe("unauthenticated");
  const keys = await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute<{ is_live: boolean }>(sql`
      select revoked_at is null as is_live from api_keys
      where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid`),
  );
  expect(keys.map((key) => key.is_live)).toEqual([false]);
  const audit = await readAudit(tenant, userId);
  expect(audit.slice(-2)).toMatchObject([
    { action: "user.block", details: { sessionCount: 1, keyCount: 1 } },
    { action: "user.unblock" },
  ]);
});

test("an invitation of who is blocked lets nobody in", async () => {
  const input = { name: "Baraka", role: "auditor", storeIds: null };
  const { personId } = await invitePerson(owner, { ...input, email: `b@${tenant.code}.test` });
  await blockPerson(owner, { personId });
  const links = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(sql`select 1 from account_links where tenant_id = ${tenant.tenantId}::uuid
      and user_id = ${personId}::uuid and revoked_at is null`),
  );
  expect(links).toHaveLength(0);
  expect(await refusal(inviteAgain(owner, { personId }))).toBe("not_found");
});

test("nobody blocks themselves, a stranger, an owner or who may do more than they", async () => {
  const { users } = tenant;
  const admin = testContext(tenant, "admin");
  const block = (context: TenantContext, personId: string) =>
    refusal(blockPerson(context, { personId }));
  expect(await block(owner, users.owner.id)).toBe("permission_denied");
  expect(await block(admin, users.owner.id)).toBe("permission_denied");
  expect(await block(testContext(tenant, "supervisor"), users.cashier.id)).toBe(
    "permission_denied",
  );
  const writer = alteredActor(testContext(tenant, "supervisor"), {
    permissions: new Set([...permissionsOf("supervisor"), "staff.write"]),
  });
  expect(await block(writer, users.admin.id)).toBe("permission_denied");
  expect(await refusal(unblockPerson(writer, { personId: users.admin.id }))).toBe(
    "permission_denied",
  );
  const other = await newTenant();
  for (const personId of [other.users.cashier.id, tenant.runtime.newId()]) {
    expect(await block(owner, personId)).toBe("not_found");
    expect(await refusal(unblockPerson(owner, { personId }))).toBe("not_found");
  }
});

test("[PE1] an owner who can sign in stays, also when two go at once", async () => {
  const shop = await newTenant();
  const context = testContext(shop, "owner");
  const input = { name: "Second", role: "owner", storeIds: null };
  const { personId } = await invitePerson(context, { ...input, email: `o@${shop.code}.test` });
  const second = alteredActor(context, { userId: personId });
  // Who was only invited is none who could sign in.
  const blockFirst = () => refusal(blockPerson(second, { personId: shop.users.owner.id }));
  expect(await blockFirst()).toBe("last_owner");
  const demote = async (from: TenantContext, id: string) => {
    const { items } = await listPeople(from, {});
    const person = items.find((each) => each.id === id);
    return refusal(
      changePerson(from, {
        ...{ personId: id, version: person?.version ?? 0, name: "N", displayName: "N" },
        ...{ language: null, role: "admin", storeIds: null },
      }),
    );
  };
  expect(await demote(second, shop.users.owner.id)).toBe("last_owner");
  await shop.runtime.database.withTenant(shop.tenantId, (tx) =>
    tx.execute(sql`update users set password_hash = 'scrypt$'
      where tenant_id = ${shop.tenantId}::uuid and id = ${personId}::uuid`),
  );
  const both = await Promise.all([demote(context, personId), blockFirst()]);
  expect(both.toSorted()).toEqual(["done", "last_owner"]);
});
