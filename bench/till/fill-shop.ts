import postgres from "postgres";
import { importCatalog } from "../../server/catalog/import-catalog";
import { createRuntime } from "../../server/runtime";
import { createRegister } from "../../server/stores/create-register";
import { createStore } from "../../server/stores/create-store";
import { createTenant } from "../../server/tenants/create-tenant";
import { systemContext } from "../../server/tenants/system-context";
import {
  TEST_PASSWORD,
  TEST_PASSWORD_HASH,
  TEST_PIN,
  TEST_PIN_VERIFIER,
} from "../../tests/factories/credentials";
import { CATEGORIES, type ShelfProduct } from "./bench-shelf";

const ROWS_A_CALL = 5_000;

export type BenchOwner = {
  readonly tenantId: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly pin: string;
};

type Shop = {
  readonly url: string;
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly authSecret: string;
};

/** One business with one store, one till, its owner and the whole shelf. */
export async function fillShop(shop: Shop, shelf: readonly ShelfProduct[]): Promise<BenchOwner> {
  const runtime = createRuntime({
    databaseUrl: shop.appUrl,
    authSecret: shop.authSecret,
    appUrl: shop.url,
  });
  try {
    const email = "owner@bench.test";
    const { tenantId } = await createTenant(runtime, {
      code: "bench",
      name: "Bench",
      country: "KE",
      currency: "KES",
      language: "en",
      pricesIncludeTax: true,
      owner: {
        email,
        name: "Owner",
        displayName: "Owner",
        passwordHash: TEST_PASSWORD_HASH,
        pinVerifier: TEST_PIN_VERIFIER,
      },
    });
    const context = systemContext(runtime, tenantId);
    const { id: storeId } = await createStore(context, {
      code: "MAIN",
      name: "Main store",
      timezone: "Africa/Nairobi",
      language: "en",
    });
    await createRegister(context, { storeId });
    await importCatalog(context, {
      taxGroups: [
        { code: "A", name: "Exempt", rates: [] },
        { code: "B", name: "Standard", rates: [{ code: "VAT", name: "VAT", ratePpm: 160_000 }] },
      ],
      categories: CATEGORIES,
    });
    for (let from = 0; from < shelf.length; from += ROWS_A_CALL) {
      await importCatalog(context, {
        products: shelf.slice(from, from + ROWS_A_CALL).map(({ barcode, ...product }) => ({
          ...product,
          barcodes: [{ code: barcode }],
        })),
      });
    }
    await analyze(shop.adminUrl);
    return { tenantId, email, password: TEST_PASSWORD, displayName: "Owner", pin: TEST_PIN };
  } finally {
    await runtime.database.close();
  }
}

/** A database that has lived for some minutes knows the sizes of its tables. */
async function analyze(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  await sql`analyze`.finally(() => sql.end());
}
