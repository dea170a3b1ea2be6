import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { CHANGES_VERSION, type Change } from "../../core/sync/protocol-v1";
import { newCoupon } from "../../tests/factories/new-promotion";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { writePromotions } from "../catalog/write-promotions";
import { writeCustomers } from "../customers/write-customers";
import { CATALOG_STREAM, CONFIG_STREAM, CUSTOMERS_STREAM, nextRevision } from "../next-revision";
import { renewStreams } from "../tenants/renew-streams";
import { inTransaction } from "../transaction";
import { listChanges } from "./list-changes";

let runtime: TestRuntime;
let tenant: TestTenant;
let terminal: TestTerminal;

beforeEach(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
  terminal = await newTerminal(tenant);
});
afterAll(closeTestRuntime);

async function pullAll(token?: string, limit = 1_000) {
  const changes: Change[] = [];
  let hasRestarted = false;
  let next = token;
  for (let page = 0; page < 100; page += 1) {
    const given = next === undefined ? {} : { token: next };
    const answer = await listChanges(terminal.context, {
      ...given,
      limit,
      version: CHANGES_VERSION,
    });
    changes.push(...answer.changes);
    hasRestarted ||= answer.restart;
    next = answer.token;
    if (answer.complete) return { changes, hasRestarted, token: next };
  }
  throw new Error("a download never ended");
}

const inTenant = (statement: ReturnType<typeof sql>) =>
  inTransaction(testContext(tenant, "system"), (tx) => tx.execute(statement));

/** What a verb does that takes something out of the shop. */
async function remove(table: "products" | "customers" | "users", stream: string, id: string) {
  await inTransaction(testContext(tenant, "system"), async (tx) => {
    const revision = await nextRevision(tx, tenant.tenantId, stream);
    const stamp = sql`, revision = ${revision}`;
    await tx.execute(sql`
      update ${sql.raw(table)} set deleted_at = now() ${table === "users" ? sql`` : stamp}
      where tenant_id = ${tenant.tenantId}::uuid and id = ${id}::uuid`);
  });
}

const forget = (stream: string, through: number) =>
  inTenant(sql`
    update sync_heads set revision_min = ${through}
    where tenant_id = ${tenant.tenantId}::uuid and stream = ${stream}`);

async function headOf(stream: string): Promise<number> {
  const [row] = await inTenant(sql`
    select revision from sync_heads
    where tenant_id = ${tenant.tenantId}::uuid and stream = ${stream}`);
  return Number(row?.["revision"]);
}

const traces = (changes: readonly Change[]) =>
  changes.filter((change) => change.body === null).map(({ entity, id }) => ({ entity, id }));

describe("[TF2] a terminal that was away", () => {
  it("hears of products, customers, promotions and people that are gone", async () => {
    const owner = testContext(tenant, "owner");
    const { customerIds } = await writeCustomers(owner, {
      groups: [],
      customers: [{ code: "C-1", name: "Asha" }],
    });
    await writePromotions(owner, { promotions: [newCoupon("BYE")] });
    const { token, changes } = await pullAll();
    const promotionId = changes.find((change) => change.entity === "promotion")?.id;
    const productId = changes.find((change) => change.entity === "product")?.id ?? "";
    const customerId = customerIds.get("C-1") ?? "";
    const staffId = tenant.users.cashier.id;

    await remove("products", CATALOG_STREAM, productId);
    await remove("customers", CUSTOMERS_STREAM, customerId);
    await remove("users", CONFIG_STREAM, staffId);
    await writePromotions(owner, { promotions: [newCoupon("BYE", { isActive: false })] });

    const delta = await pullAll(token, 2);
    expect(delta.hasRestarted).toBe(false);
    const gone = traces(delta.changes);
    expect(gone).toContainEqual({ entity: "product", id: productId });
    expect(gone).toContainEqual({ entity: "customer", id: customerId });
    expect(gone).toContainEqual({ entity: "promotion", id: promotionId });
    expect(gone).toContainEqual({ entity: "staff", id: staffId });
    const anew = await pullAll();
    const ids = anew.changes.map((change) => change.id);
    for (const { id } of gone) expect(ids).not.toContain(id);
  });

  it("starts over when traces behind its token are gone, and not before", async () => {
    const { token } = await pullAll();
    const through = await headOf(CATALOG_STREAM);
    await forget(CATALOG_STREAM, through);
    expect((await pullAll(token)).hasRestarted).toBe(false);
    await remove("products", CATALOG_STREAM, tenant.products[0]?.id ?? "");
    await forget(CATALOG_STREAM, through + 1);
    const again = await pullAll(token);
    expect(again.hasRestarted).toBe(true);
    const products = again.changes.filter((change) => change.entity === "product");
    expect(products).toHaveLength(tenant.products.length - 1);
    expect((await pullAll(again.token)).hasRestarted).toBe(false);
  });

  it("starts over in the middle of a first download when its beginning is too old", async () => {
    const first = await listChanges(terminal.context, { limit: 12, version: CHANGES_VERSION });
    expect(first.complete).toBe(false);
    expect((await pullAll(first.token)).hasRestarted).toBe(false);
    await remove("products", CATALOG_STREAM, tenant.products[0]?.id ?? "");
    await forget(CATALOG_STREAM, await headOf(CATALOG_STREAM));
    expect((await pullAll(first.token)).hasRestarted).toBe(true);
  });

  it("starts over for any of its streams", async () => {
    const owner = testContext(tenant, "owner");
    await writeCustomers(owner, { groups: [], customers: [{ code: "C-1", name: "Asha" }] });
    const { token } = await pullAll();
    await writeCustomers(owner, { groups: [], customers: [{ code: "C-2", name: "Juma" }] });
    await forget(CUSTOMERS_STREAM, await headOf(CUSTOMERS_STREAM));
    expect((await pullAll(token)).hasRestarted).toBe(true);
  });

  it("keeps its place when the server lags behind, and takes up from it later", async () => {
    const { token } = await pullAll();
    const head = await headOf(CATALOG_STREAM);
    await inTenant(sql`
      update sync_heads set revision = ${head - 1}
      where tenant_id = ${tenant.tenantId}::uuid and stream = ${CATALOG_STREAM}`);
    const lagging = await pullAll(token);
    expect(lagging).toEqual({ changes: [], hasRestarted: false, token });
    await inTenant(sql`
      update sync_heads set revision = ${head}
      where tenant_id = ${tenant.tenantId}::uuid and stream = ${CATALOG_STREAM}`);
    await remove("products", CATALOG_STREAM, tenant.products[0]?.id ?? "");
    expect(traces((await pullAll(lagging.token)).changes)).toHaveLength(1);
  });

  it("starts over when the tenant was restored from a backup", async () => {
    const { token } = await pullAll();
    await expect(renewStreams(testContext(tenant, "owner"))).rejects.toMatchObject({
      code: "permission_denied",
    });
    expect(await renewStreams(testContext(tenant, "system"))).toBe(7);
    const again = await pullAll(token);
    expect(again.hasRestarted).toBe(true);
    expect(again.changes.length).toBeGreaterThan(tenant.products.length);
    expect((await pullAll(again.token)).changes).toEqual([]);
  });
});

describe("the note of the last whole fetch", () => {
  const pulledAt = async () => {
    const [row] = await inTenant(sql`
      select pulled_at from terminals where tenant_id = ${tenant.tenantId}::uuid
        and id = ${terminal.certificate.terminalId}::uuid`);
    return row?.["pulled_at"] ? new Date(String(row["pulled_at"])).getTime() : null;
  };

  it("is written at the end, once a minute", async () => {
    const { clock } = runtime;
    const first = await listChanges(terminal.context, { limit: 12 });
    expect([first.complete, await pulledAt()]).toEqual([false, null]);
    const { token } = await pullAll(first.token);
    const at = runtime.now();
    expect(await pulledAt()).toBe(at);
    clock.advance(59_000);
    await pullAll(token);
    expect(await pulledAt()).toBe(at);
    clock.advance(2_000);
    await pullAll(token);
    expect(await pulledAt()).toBe(at + 61_000);
  });

  it("says from where and with what it asked, and no more often", async () => {
    const place = async () => {
      const [row] = await inTenant(sql`
        select ip, user_agent from terminals where tenant_id = ${tenant.tenantId}::uuid
          and id = ${terminal.certificate.terminalId}::uuid`);
      return [row?.["ip"], row?.["user_agent"]];
    };
    const pullFrom = (ip: string | null, userAgent: string | null) =>
      listChanges({ ...terminal.context, ip, userAgent }, { limit: 1_000 });
    await pullFrom("203.0.113.7", "Firefox");
    expect(await place()).toEqual(["203.0.113.7", "Firefox"]);
    await pullFrom("198.51.100.9", "Chrome");
    expect(await place()).toEqual(["203.0.113.7", "Firefox"]);
    runtime.clock.advance(61_000);
    await pullFrom("198.51.100.9", "Chrome");
    expect(await place()).toEqual(["198.51.100.9", "Chrome"]);
    runtime.clock.advance(61_000);
    await pullFrom(null, null);
    expect(await place()).toEqual(["198.51.100.9", "Chrome"]);
  });

  it("does not wait for the terminal's events to be booked", async () => {
    await inTransaction(testContext(tenant, "system"), async (tx) => {
      await tx.execute(sql`
        select 1 from terminals where tenant_id = ${tenant.tenantId}::uuid
          and id = ${terminal.certificate.terminalId}::uuid for update`);
      await pullAll();
    });
    expect(await pulledAt()).toBeNull();
  });
});
