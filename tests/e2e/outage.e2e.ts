import { expect } from "@playwright/test";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

let shop: TestShop;

test.beforeAll(async () => {
  shop = await startShop({ demo: false });
});

test.afterAll(() => shop.stop());

test("a shop answers, falls silent and comes back on the same address", async ({ request }) => {
  const health = `${shop.url}/api/health`;
  expect(await (await request.get(health)).json()).toMatchObject({ status: "ok", database: "ok" });
  await shop.stopServer();
  await expect(request.get(health)).rejects.toThrow(/ECONNREFUSED/);
  await shop.startServer();
  expect((await request.get(health)).status()).toBe(200);
});
