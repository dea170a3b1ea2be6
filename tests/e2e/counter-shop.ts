import { type Browser, type BrowserContext, expect } from "@playwright/test";
import { DUKA_MOJA } from "../../db/seed/duka-moja";
import { CounterPage } from "./pages/counter-page";
import type { TestShop } from "./start-shop";

export const OWNER = { email: "owner@duka.test", password: "kaunta-demo" };
export const CASHIER = { person: /Wanjiku/, pin: "1111" };
export const SUPERVISOR = { person: /Joseph/, pin: "222222" };

export type ShelfProduct = { name: string; code: string; sku: string; priceMinor: number };

/** A product sold by the piece, with its barcode, as a cashier would pick it from a shelf. */
export function shelfProduct(index: number): ShelfProduct {
  const products = DUKA_MOJA.products.filter(
    ({ unit, barcodes, family }) => unit === "each" && barcodes.length > 0 && !family,
  );
  const product = products[index];
  const [barcode] = product?.barcodes ?? [];
  if (!product || !barcode) throw new Error("the demo has products with barcodes");
  const { name, sku, priceMinor } = product;
  return { name, code: barcode.code, sku, priceMinor };
}

export function newTillContext(browser: Browser, shop: TestShop): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: shop.url,
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
    viewport: { width: 1280, height: 800 },
  });
}

/** A browser that is a register of the first store, unlocked, with an open shift. */
export async function openCounter(
  browser: Browser,
  place: { shop: TestShop; register: string },
): Promise<CounterPage> {
  const context = await newTillContext(browser, place.shop);
  const till = new CounterPage(await context.newPage());
  await till.setUp({ ...OWNER, register: place.register });
  await till.unlock(CASHIER);
  await till.openShift({ float: "5000" });
  await expect(till.syncPill).toContainText("Synced", { timeout: 30_000 });
  return till;
}
