import postgres from "postgres";
import { importCatalog } from "../../server/catalog/import-catalog";
import { createRuntime } from "../../server/runtime";
import { createStore } from "../../server/stores/create-store";
import { systemContext } from "../../server/tenants/system-context";
import { enrolTerminal } from "../../server/terminals/enrol-terminal";
import { buildShelf, type ShelfProduct } from "../till/bench-shelf";
import type { BenchShop } from "../till/bench-shop";
import { fillShop } from "../till/fill-shop";
import type { SaleGoods } from "./bench-sale";
import { BenchTerminal } from "./bench-terminal";

export type SyncShop = {
  readonly url: string;
  readonly tenantId: string;
  /** As its owner: for looking at what became of things. */
  readonly admin: postgres.Sql;
  enrol(count: number): Promise<BenchTerminal[]>;
  /** Another price each time, of another product. */
  changePrice(at: number): Promise<void>;
  /** What a server does by itself in its first minutes: learn how full its tables are. */
  analyze(): Promise<void>;
  close(): Promise<void>;
};

/** As many as a chain has; terminals stand in them by turns. */
const STORES = 10;

export async function fillSyncShop(shop: BenchShop, products: number): Promise<SyncShop> {
  const shelf = buildShelf(products);
  const { tenantId } = await fillShop(shop, shelf);
  const runtime = createRuntime({
    databaseUrl: shop.appUrl,
    authSecret: shop.authSecret,
    appUrl: shop.url,
  });
  const context = systemContext(runtime, tenantId);
  const storeIds: string[] = [];
  for (let at = 0; at < STORES; at += 1) {
    const { id } = await createStore(context, {
      code: `S${at}`,
      name: `Store ${at}`,
      timezone: "Africa/Nairobi",
      language: "en",
    });
    storeIds.push(id);
  }
  const admin = postgres(shop.adminUrl, { max: 2, onnotice: () => undefined });
  const [owner] = await admin<{ id: string }[]>`
    select id from users where tenant_id = ${tenantId} limit 1`;
  const goods = await readGoods(admin, tenantId, shelf);
  let enrolled = 0;
  return {
    url: shop.url,
    tenantId,
    admin,
    async enrol(count) {
      const terminals: BenchTerminal[] = [];
      for (let at = 0; at < count; at += 1) {
        const storeId = storeIds[enrolled % STORES] ?? "";
        const issued = await enrolTerminal(context, { storeId });
        terminals.push(
          new BenchTerminal(shop.url, issued, {
            goods,
            cashierId: owner?.id ?? "",
            seed: enrolled,
          }),
        );
        enrolled += 1;
      }
      return terminals;
    },
    async changePrice(at) {
      const product = shelf[at];
      if (!product) throw new Error("the shelf is too small");
      const { barcode, ...rest } = product;
      const changed = {
        ...rest,
        priceMinor: product.priceMinor + 1,
        barcodes: [{ code: barcode }],
      };
      await importCatalog(context, { products: [changed] });
    },
    async analyze() {
      await admin.unsafe("analyze");
    },
    async close() {
      await admin.end();
      await runtime.database.close();
    },
  };
}

async function readGoods(
  admin: postgres.Sql,
  tenantId: string,
  shelf: readonly ShelfProduct[],
): Promise<SaleGoods[]> {
  const rows = await admin<{ id: string; sku: string }[]>`
    select id, sku from products where tenant_id = ${tenantId}`;
  const idBySku = new Map(rows.map(({ id, sku }) => [sku, id]));
  return shelf.map((product) => ({ ...product, id: idBySku.get(product.sku) ?? "" }));
}
