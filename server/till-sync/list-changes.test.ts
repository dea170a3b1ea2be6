import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessOf } from "../../core/access/roles";
import { priceListSchema } from "../../core/pricing/price-list";
import { promotionSchema } from "../../core/promotion/promotion";
import type { Change, ChangesResponse, StaffChange } from "../../core/sync/protocol-v1";
import {
  CHANGES_VERSION,
  categoryChangeSchema,
  customerChangeSchema,
  heldCartChangeSchema,
  productChangeSchema,
  staffChangeSchema,
  stockChangeSchema,
  storeChangeSchema,
  taxGroupChangeSchema,
  terminalKeyChangeSchema,
} from "../../core/sync/protocol-v1";
import { newCoupon } from "../../tests/factories/new-promotion";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { terminalContext, testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { saveRole } from "../access/save-role";
import { importCatalog } from "../catalog/import-catalog";
import { writePriceLists } from "../catalog/write-price-lists";
import { writePromotions } from "../catalog/write-promotions";
import { writeCustomers } from "../customers/write-customers";
import { invitePerson } from "../people/invite-person";
import { createStore } from "../stores/create-store";
import { enrolTerminal } from "../terminals/enrol-terminal";
import { listChanges } from "./list-changes";

let tenant: TestTenant;
let terminal: TestTerminal;

beforeAll(async () => {
  tenant = await newTenant();
  terminal = await newTerminal(tenant);
});
afterAll(closeTestRuntime);

const BODIES = {
  store: storeChangeSchema,
  tax_group: taxGroupChangeSchema,
  category: categoryChangeSchema,
  product: productChangeSchema,
  staff: staffChangeSchema,
  stock: stockChangeSchema,
  price_list: priceListSchema,
  promotion: promotionSchema,
  customer: customerChangeSchema,
  held_cart: heldCartChangeSchema,
  terminal_key: terminalKeyChangeSchema,
};

async function pullAll(
  token: string | undefined,
  limit: number,
  version = CHANGES_VERSION,
): Promise<{ changes: Change[]; token: string; pages: number }> {
  const changes: Change[] = [];
  let page: ChangesResponse;
  let next = token;
  let pages = 0;
  do {
    page = await listChanges(terminal.context, {
      ...(next ? { token: next } : {}),
      limit,
      version,
    });
    changes.push(...page.changes);
    next = page.token;
    pages += 1;
  } while (!page.complete && pages < 100);
  return { changes, token: page.token, pages };
}

describe("listChanges", () => {
  it("gives a new terminal its store, staff and whole catalogue, in the protocol's form", async () => {
    const { changes } = await pullAll(undefined, 1_000);
    for (const change of changes) BODIES[change.entity].parse(change.body);
    const count = (entity: string) => changes.filter((change) => change.entity === entity).length;
    expect(count("store")).toBe(1);
    expect(count("product")).toBe(tenant.products.length);
    expect(count("staff")).toBeGreaterThan(0);
    expect(count("tax_group")).toBe(3);
  });

  it("gives the same rows in pages of any size, each once", async () => {
    const whole = await pullAll(undefined, 1_000);
    const paged = await pullAll(undefined, 2);
    const names = (changes: Change[]) =>
      changes.map((change) => `${change.entity}/${change.id}`).sort();
    expect(paged.pages).toBeGreaterThan(2);
    expect(names(paged.changes)).toEqual(names(whole.changes));
  });

  it("gives nothing when nothing changed, and what changed afterwards", async () => {
    const { token } = await pullAll(undefined, 1_000);
    expect((await pullAll(token, 1_000)).changes).toEqual([]);
    await importCatalog(testContext(tenant, "system"), {
      products: [
        { sku: "NEW-1", name: "New one", taxGroupCode: "B", priceMinor: 100 },
        { sku: "NEW-2", name: "New two", taxGroupCode: "B", priceMinor: 100 },
        { sku: "NEW-3", name: "New three", taxGroupCode: "B", priceMinor: 100 },
      ],
    });
    const delta = await pullAll(token, 2);
    expect(delta.changes.map((change) => change.entity)).toEqual(["product", "product", "product"]);
  });

  it("misses nothing that changes during a first download", async () => {
    const first = await listChanges(terminal.context, { limit: 12 });
    expect(first.complete).toBe(false);
    await importCatalog(testContext(tenant, "system"), {
      products: [{ sku: "LATE-1", name: "Late", taxGroupCode: "B", priceMinor: 100 }],
    });
    const rest = await pullAll(first.token, 2);
    const names = [...first.changes, ...rest.changes].map(
      (change) => (change.body as { sku?: string } | null)?.sku,
    );
    expect(names).toContain("LATE-1");
  });

  it("tells stock after sales", async () => {
    const { token } = await pullAll(undefined, 1_000);
    await terminal.push([terminal.sealSale()]);
    const delta = await pullAll(token, 1_000);
    expect(delta.changes.map((change) => change.entity)).toEqual(["stock"]);
  });

  it("starts over for a token of another store, and refuses a made-up one", async () => {
    const other = await newTerminal(tenant, { storeIndex: 1 });
    const foreign = await listChanges(other.context, {});
    const answer = await listChanges(terminal.context, { token: foreign.token });
    expect(answer.restart).toBe(true);
    expect(answer.changes.length).toBeGreaterThan(0);
    await expect(listChanges(terminal.context, { token: "made-up" })).rejects.toMatchObject({
      code: "page_cursor_invalid",
    });
  });

  it("tells of lists, promotions, breaks, tags, customers and limits, and of what was stopped", async () => {
    const owner = testContext(tenant, "owner");
    const { token } = await pullAll(undefined, 1_000);
    const { groupIds, customerIds } = await writeCustomers(owner, {
      groups: [{ code: "TRADE", name: "Trade" }],
      customers: [
        { code: "C-1", name: "Asha", phone: "+254 711 000 001", groupCodes: ["TRADE"] },
        { code: "C-2", name: "Juma" },
      ],
    });
    await importCatalog(owner, {
      products: [{ sku: "TAGGED", name: "Tagged", taxGroupCode: "B", tags: ["x"], priceMinor: 90 }],
    });
    const listIds = await writePriceLists(owner, {
      lists: [
        {
          code: "trade",
          name: "Trade",
          currency: "KES",
          pricesIncludeTax: true,
          customerGroupIds: [...groupIds.values()],
          validFrom: "2026-01-01T00:00:00+03:00",
        },
      ],
      prices: [{ listCode: "trade", sku: "TAGGED", minQuantityMilli: 6_000, priceMinor: 80 }],
    });
    await writePromotions(owner, { promotions: [newCoupon("HELLO")] });
    const delta = await pullAll(token, 2);
    for (const change of delta.changes) BODIES[change.entity].parse(change.body);
    const bodies = (entity: string) =>
      delta.changes.filter((change) => change.entity === entity).map((change) => change.body);
    expect(bodies("product").at(-1)).toMatchObject({
      sku: "TAGGED",
      tags: ["x"],
      prices: [
        { priceListId: tenant.priceListId, priceMinor: 90 },
        { priceListId: listIds.get("trade"), priceMinor: 80, minQuantityMilli: 6_000 },
      ],
    });
    expect(bodies("price_list")).toEqual([
      expect.objectContaining({ code: "trade", validFrom: "2025-12-31T21:00:00.000Z" }),
    ]);
    expect(bodies("promotion")).toEqual([expect.objectContaining({ code: "HELLO" })]);
    expect(bodies("customer")).toEqual([
      expect.objectContaining({ id: customerIds.get("C-1"), groupIds: [...groupIds.values()] }),
      expect.objectContaining({ id: customerIds.get("C-2"), groupIds: [], phone: null }),
    ]);

    await writePromotions(owner, { promotions: [newCoupon("HELLO", { isActive: false })] });
    const stopped = await pullAll(delta.token, 1_000);
    expect(stopped.changes).toEqual([expect.objectContaining({ entity: "promotion", body: null })]);
    const fresh = await pullAll(undefined, 1_000);
    expect(fresh.changes.map((change) => change.entity)).not.toContain("promotion");
    const staff = fresh.changes.filter((change) => change.entity === "staff");
    expect(staff.map((change) => (change.body as StaffChange).limits?.discountPpm).sort()).toEqual(
      [50_000, 500_000, 1_000_000, 1_000_000].sort(),
    );
  });

  it("names a role as the business that made it does, and by its code one that all have", async () => {
    const owner = testContext(tenant, "owner");
    const { permissions, limits } = accessOf("cashier", null);
    const input = { code: null, name: "Night shift", permissions: [...permissions], limits };
    const { code: role } = await saveRole(owner, { ...input, version: 0 });
    const pin = "4711";
    const night = { email: `night@${tenant.code}.test`, name: "Night", role, pin };
    await invitePerson(owner, { ...night, storeIds: null });
    const { changes } = await pullAll(undefined, 1_000);
    const staff = changes.flatMap(({ entity, body }) =>
      entity === "staff" ? [staffChangeSchema.parse(body)] : [],
    );
    expect(staff.find((person) => person.role === role)?.roleName).toBe("Night shift");
    expect(staff.find((person) => person.role === "cashier")?.roleName).toBe(undefined);
  });

  it("tells every till of the tenant by whose keys receipts are signed", async () => {
    const { token } = await pullAll(undefined, 1_000);
    const [, elsewhere] = tenant.stores;
    const enrolled = await enrolTerminal(testContext(tenant, "owner"), {
      storeId: elsewhere.id,
      publicKey: "KEY",
    });
    const keysIn = (changes: readonly Change[]) =>
      changes.filter((change) => change.entity === "terminal_key").map((change) => change.body);
    const { changes } = await pullAll(token, 1_000);
    expect(keysIn(changes)).toContainEqual({
      id: enrolled.certificate.terminalId,
      code: enrolled.certificate.code,
      publicKey: "KEY",
      registerName: enrolled.registerName,
      storeId: elsewhere.id,
      status: "active",
    });
    expect(keysIn(changes)).toContainEqual(
      expect.objectContaining({
        id: tenant.tenantId,
        code: "S",
        publicKey: enrolled.serverPublicKey,
      }),
    );
  });

  it("sends keys to those who know them alone, and all of them to a till that has just learned", async () => {
    const before = await pullAll(undefined, 1_000, 2);
    expect(before.changes.map((change) => change.entity)).not.toContain("terminal_key");
    const after = await pullAll(before.token, 1_000, 3);
    const tills = after.changes.filter((change) => change.entity === "terminal_key");
    expect(tills.length).toBeGreaterThan(1);
    expect(after.changes).toHaveLength(tills.length);
  });

  it("tells the store how it sells", async () => {
    const store = await createStore(testContext(tenant, "system"), {
      code: "SET",
      name: "Settings",
      timezone: "Africa/Nairobi",
      language: "en",
      taxRounding: "document",
      exchangeRates: [{ currency: "USD", rate: "129.35" }],
      measureLayouts: [{ name: "Scale", pattern: "21.....{NNDDD}C", measures: "weight" }],
      takesTips: true,
      pointsPpm: 100,
      layawayDays: 90,
    });
    const enrolled = await enrolTerminal(testContext(tenant, "owner"), { storeId: store.id });
    const { terminalId } = enrolled.certificate;
    const page = await listChanges(terminalContext(tenant, { terminalId, storeId: store.id }), {});
    const change = page.changes.find((each) => each.entity === "store");
    expect(storeChangeSchema.parse(change?.body)).toMatchObject({
      taxRounding: "document",
      exchangeRates: [{ currency: "USD", rate: "129.35" }],
      measureLayouts: [{ pattern: "21.....{NNDDD}C" }],
      takesTips: true,
      pointsPpm: 100,
      quoteDays: 14,
      layawayDays: 90,
      depositPpm: 200_000,
    });
  });

  it("sends a till nothing that it does not know, and all of it once it does", async () => {
    const old = await pullAll(undefined, 1_000, 1);
    const known = ["store", "staff", "tax_group", "category", "product", "stock"];
    expect(old.changes.filter((change) => !known.includes(change.entity))).toEqual([]);
    const {
      rules: _r,
      customers: _c,
      held: _h,
      ...places
    } = JSON.parse(Buffer.from(old.token, "base64url").toString("utf8"));
    const first = Buffer.from(JSON.stringify(places)).toString("base64url");
    for (const token of [old.token, first]) {
      expect((await pullAll(token, 1_000, 1)).changes).toEqual([]);
      const { changes } = await pullAll(token, 2);
      const entities = changes.map((change) => change.entity);
      expect(new Set(entities)).toEqual(new Set(["price_list", "customer", "terminal_key"]));
      expect(entities.filter((entity) => entity === "price_list")).toHaveLength(2);
    }
  });

  it("answers no one but a device", async () => {
    await expect(listChanges(testContext(tenant, "owner"), {})).rejects.toMatchObject({
      code: "permission_denied",
    });
  });
});
