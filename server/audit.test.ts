import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUDIT_GENESIS } from "../core/access/audit-chain";
import { newTenant, type TestTenant } from "../tests/factories/new-tenant";
import { testContext } from "../tests/factories/test-context";
import { closeTestRuntime } from "../tests/factories/test-runtime";
import { recordAudit } from "./audit";
import { setLanguage } from "./auth/set-language";
import { inTransaction } from "./transaction";

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(closeTestRuntime);

type Link = { sequence: number; prev_hash: string; hash: string };

async function readChain(of: TestTenant): Promise<{ links: Link[]; head: Link | undefined }> {
  const { tenantId } = of;
  return inTransaction(testContext(of, "system"), async (tx) => {
    const links = await tx.execute<Link>(sql`
      select sequence::int, prev_hash, hash from audit_entries
      where tenant_id = ${tenantId}::uuid order by sequence`);
    const [head] = await tx.execute<Link>(sql`
      select sequence::int, hash from audit_heads where tenant_id = ${tenantId}::uuid`);
    return { links: [...links], head };
  });
}

describe("the chain", () => {
  it("[AU1] begins with the tenant and stays whole when thirty act at once", async () => {
    const begun = (await readChain(tenant)).links.length;
    expect(begun).toBeGreaterThan(0);
    const acts = Array.from({ length: 30 }, (_, at) => {
      const context = testContext(tenant, at % 2 === 0 ? "owner" : "cashier");
      return inTransaction(context, async (tx) => {
        await recordAudit(tx, context, { action: "test.first", details: { at } });
        // Rows that the others want as well, taken after the act was recorded.
        await tx.execute(sql`
          select 1 from users where tenant_id = ${tenant.tenantId}::uuid
          order by id ${sql.raw(at % 2 === 0 ? "asc" : "desc")} limit 1 for update`);
        await recordAudit(tx, context, { action: "test.second", details: { at } });
      });
    });
    await Promise.all(acts);
    const { links, head } = await readChain(tenant);
    expect(links).toHaveLength(begun + 60);
    let last = AUDIT_GENESIS;
    for (const [at, { sequence, prev_hash: prevHash, hash }] of links.entries()) {
      expect([sequence, prevHash]).toEqual([at + 1, last]);
      last = hash;
    }
    expect(head).toEqual({ sequence: links.length, hash: last });
  });

  it("holds nothing of an act that did not happen", async () => {
    const before = await readChain(tenant);
    const context = testContext(tenant, "owner");
    const failing = inTransaction(context, async (tx) => {
      await recordAudit(tx, context, { action: "test.undone" });
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(await readChain(tenant)).toEqual(before);
  });

  it("takes no entry outside a transaction that writes it, and none for another tenant", async () => {
    const context = testContext(tenant, "owner");
    const aside = tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      recordAudit(tx, context, { action: "test.lost" }),
    );
    await expect(aside).rejects.toThrow("inTransaction");
    const other = testContext(await newTenant(), "owner");
    const astray = inTransaction(context, (tx) =>
      recordAudit(tx, other, { action: "test.astray" }),
    );
    await expect(astray).rejects.toThrow("its own tenant");
  });
});

describe("an entry", () => {
  it("says who, from where, by which sign-in, and what was so before and after", async () => {
    const signedIn = testContext(tenant, "cashier");
    const context = { ...signedIn, ip: "192.0.2.7", userAgent: "A browser" };
    await setLanguage(context, { language: "en" });
    await setLanguage(context, { language: "sw" });
    const [entry] = await inTransaction(context, (tx) =>
      tx.execute(sql`
        select actor_kind, actor_id, action, subject_id, ip, user_agent, session_id, request_id,
          before, after
        from audit_entries where tenant_id = ${tenant.tenantId}::uuid
        order by sequence desc limit 1`),
    );
    const { id } = tenant.users.cashier;
    expect(entry).toEqual({
      actor_kind: "user",
      actor_id: id,
      action: "user.set_language",
      subject_id: id,
      ip: "192.0.2.7",
      user_agent: "A browser",
      session_id: signedIn.actor.kind === "user" ? signedIn.actor.sessionId : null,
      request_id: context.requestId,
      before: { language: "en" },
      after: { language: "sw" },
    });
  });

  it("is null where nothing is said of before and after", async () => {
    const context = testContext(tenant, "owner");
    await inTransaction(context, (tx) => recordAudit(tx, context, { action: "test.bare" }));
    const [entry] = await inTransaction(context, (tx) =>
      tx.execute(sql`
        select before is null as "isBare", details from audit_entries
        where tenant_id = ${tenant.tenantId}::uuid order by sequence desc limit 1`),
    );
    expect(entry).toEqual({ isBare: true, details: {} });
  });
});
