import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import { writePriceLists } from "../../server/catalog/write-price-lists";
import { STANDARD_PRICE_LIST } from "../../server/tenants/create-tenant";
import { OWNER, openCounter, shelfProduct } from "./counter-shop";
import { inShop } from "./in-shop";
import type { CounterPage } from "./pages/counter-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const PRICES_MINOR = [12_300, 13_400, 14_500, 15_600, 16_700];
const CHANGES_PATH = "/api/v1/sync/changes";

const flour = shelfProduct(0);

let shop: TestShop;
let till: CounterPage;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  shop = await startShop({ demo: true });
  till = await openCounter(browser, { shop, register: "Till 2" });
  await till.search.fill(flour.name);
  await expect(till.tile(flour.name)).toBeVisible();
});

test.afterAll(() => shop.stop());

test("[TF1] a price of the office stands on a till within two seconds, and comes as a delta", async () => {
  const sizes: Promise<number>[] = [];
  till.page.on("response", (answer) => {
    if (answer.url().includes(CHANGES_PATH)) sizes.push(answer.body().then((body) => body.length));
  });
  const delaysMs: number[] = [];
  for (const priceMinor of PRICES_MINOR) {
    const price = { listCode: STANDARD_PRICE_LIST, sku: flour.sku, priceMinor };
    await inShop(shop, OWNER.email, (context) => writePriceLists(context, { prices: [price] }));
    const committedAt = performance.now();
    await expect(till.tile(flour.name)).toContainText((priceMinor / 100).toFixed(2), {
      timeout: 2_000,
    });
    delaysMs.push(Math.round(performance.now() - committedAt));
  }
  console.info(`a price reached the till after ${delaysMs.join(", ")} ms`);
  for (const size of await Promise.all(sizes)) expect(size).toBeLessThan(10_000);
});

test("a sale elsewhere in the store is in the stock of a till within seconds", async ({
  request,
}) => {
  const before = await stockLeft();
  await sellElsewhere(request);
  await expect.poll(stockLeft, { timeout: 10_000 }).toBe(before - 1);
});

async function stockLeft(): Promise<number> {
  const label = (await till.tile(flour.name).getAttribute("aria-label")) ?? "";
  return Number(/, ([\d,]+) left$/.exec(label)?.[1]?.replace(",", ""));
}

async function sellElsewhere(request: APIRequestContext): Promise<void> {
  const api = `${shop.url}/api/v1`;
  const signedIn = await request.post(`${api}/auth/token`, { data: OWNER });
  const { accessToken } = await signedIn.json();
  const authorization = `Bearer ${accessToken}`;
  const stores = await (await request.get(`${api}/stores`, { headers: { authorization } })).json();
  const answer = await request.post(`${api}/transactions`, {
    headers: { authorization, "idempotency-key": randomUUID() },
    data: {
      storeId: stores.items[0].id,
      lines: [{ sku: flour.sku, quantity: "1" }],
      payments: [{ method: "cash", amountMinor: PRICES_MINOR.at(-1) }],
    },
  });
  expect(answer.status()).toBe(201);
}
