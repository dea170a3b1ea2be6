import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { testContext } from "../../../tests/factories/test-context";
import { closeTestRuntime } from "../../../tests/factories/test-runtime";
import { hashSecret } from "../device-token";
import { createAccountLink } from "./create-account-link";
import { type LinkKind, parseLinkToken } from "./link-token";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

const create = (userId: string, kind: LinkKind) => {
  const context = testContext(tenant, "owner");
  return context.database.withTenant(tenant.tenantId, (tx) =>
    createAccountLink(tx, context, { userId, kind }),
  );
};

const stored = (userId: string) =>
  tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute<{ id: string; kind: string; token_hash: string; revoked: boolean }>(sql`
      select id, kind, token_hash, revoked_at is not null as revoked from account_links
      where tenant_id = ${tenant.tenantId}::uuid and user_id = ${userId}::uuid order by id`),
  );

describe("a link", () => {
  test("names its tenant and row, and only the secret's hash is kept", async () => {
    const { cashier } = tenant.users;
    const link = await create(cashier.id, "invitation");
    expect(link.url).toMatch(/^http:\/\/localhost:3000\/invitation\/kl_[\w-]{43}\.[\w-]{43}$/);
    expect(link.expiresAt - tenant.runtime.now()).toBe(7 * 24 * 3_600_000);
    const token = parseLinkToken(link.url.split("/").at(-1) ?? "");
    expect(token).toMatchObject({ tenantId: tenant.tenantId, linkId: link.linkId });
    const [row] = await stored(cashier.id);
    expect(row).toMatchObject({ id: link.linkId, token_hash: hashSecret(token?.secret ?? "") });
    expect(JSON.stringify(row)).not.toContain(token?.secret);
  });

  test("of a kind ends those of that kind, and no others", async () => {
    const { auditor } = tenant.users;
    await create(auditor.id, "invitation");
    await create(auditor.id, "password_reset");
    const last = await create(auditor.id, "password_reset");
    expect(last.url).toContain("/reset/");
    expect(last.expiresAt - tenant.runtime.now()).toBe(3_600_000);
    const rows = await stored(auditor.id);
    expect(rows.map((row) => [row.kind, row.revoked])).toEqual([
      ["invitation", false],
      ["password_reset", true],
      ["password_reset", false],
    ]);
  });

  test("made twice at once leaves one that works", async () => {
    const { admin } = tenant.users;
    await Promise.all(Array.from({ length: 5 }, () => create(admin.id, "password_reset")));
    const rows = await stored(admin.id);
    expect(rows.filter((row) => !row.revoked)).toHaveLength(1);
  });

  test("is made for nobody who may not come in", async () => {
    const other = await newTenant();
    for (const userId of [other.users.cashier.id, tenant.runtime.newId()]) {
      await expect(create(userId, "invitation")).rejects.toMatchObject({ code: "not_found" });
    }
    const { supervisor } = tenant.users;
    await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute(sql`update users set blocked_at = now()
        where tenant_id = ${tenant.tenantId}::uuid and id = ${supervisor.id}::uuid`),
    );
    await expect(create(supervisor.id, "invitation")).rejects.toMatchObject({ code: "not_found" });
  });
});

test.each([["kd_AAAA.BBBB"], ["kl_"], [""], ["kl_../../office"]])(
  "%s is no link's token",
  (text) => {
    expect(parseLinkToken(text)).toBeNull();
  },
);
