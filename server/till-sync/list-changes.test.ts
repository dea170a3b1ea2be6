import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { priceListSchema } from "../../core/pricing/price-list";
import { promotionSchema } from "../../core/promotion/promotion";
import type { Change, ChangesResponse } from "../../core/sync/protocol-v1";
import {
  categoryChangeSchema,
  customerChangeSchema,
  heldCartChangeSchema,
  productChangeSchema,
  staffChangeSchema,
  stockChangeSchema,
  storeChangeSchema,
  taxGroupChangeSchema,
} from "../../core/sync/protocol-v1";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal, type TestTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { importCatalog } from "../catalog/import-catalog";
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
};

async function pullAll(
  token: string | undefined,
  limit: number,
): Promise<{ changes: Change[]; token: string; pages: number }> {
  const changes: Change[] = [];
  let page: ChangesResponse;
  let next = token;
  let pages = 0;
  do {
    page = await listChanges(terminal.context, { ...(next ? { token: next } : {}), limit });
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

  it("answers no one but a device", async () => {
    await expect(listChanges(testContext(tenant, "owner"), {})).rejects.toMatchObject({
      code: "permission_denied",
    });
  });
});
