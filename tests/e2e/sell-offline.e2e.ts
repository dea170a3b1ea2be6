import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { DUKA_MOJA } from "../../db/seed/duka-moja";
import { TillPage } from "./pages/till-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const PASSWORD = "kaunta-demo";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: shop.url,
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
    viewport: { width: 1280, height: 800 },
  });
}

/** A product sold by the piece, with its barcode, as a cashier would pick it from a shelf. */
function shelfProduct(index: number): { name: string; code: string } {
  const products = DUKA_MOJA.products.filter(
    (product) => product.unit === "each" && product.barcodes.length > 0,
  );
  const product = products[index];
  const [barcode] = product?.barcodes ?? [];
  if (!product || !barcode) throw new Error("the demo has products with barcodes");
  return { name: product.name, code: barcode.code };
}

async function openTill(page: Page, register: string): Promise<TillPage> {
  const till = new TillPage(page);
  await till.setUp({ email: "owner@duka.test", password: PASSWORD, register });
  await till.unlock({ person: /Wanjiku/, pin: "1111" });
  await till.openShift({ float: "5000" });
  return till;
}

async function signInToOffice(page: Page): Promise<void> {
  await page.goto("/sign-in?callbackUrl=/office");
  await page.getByLabel("E-mail").fill("owner@duka.test");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/office");
}

/** Serious and critical findings of the accessibility rules, by name. */
async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // The part library's announcer names what it has just announced, also when that is gone.
    .exclude("[data-live-announcer]")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

test("three sales, two of them without a server, stand in the office once each", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const context = await newContext(browser);
  const page = await context.newPage();
  const till = await openTill(page, "Till 2");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  expect(await axeFindings(page)).toEqual([]);

  const sold: { receipt: string; total: string }[] = [];
  const sell = async (indexes: readonly number[]) => {
    for (const index of indexes) {
      const product = shelfProduct(index);
      await till.scan(product.code);
      await expect(till.line(product.name)).toBeVisible();
    }
    const total = await till.total();
    await till.payExact();
    sold.push({ receipt: await till.receiptNumber(), total });
  };

  await sell([0, 1, 0]);
  await expect(till.syncPill).toContainText("Synced");

  await shop.stopServer();
  await sell([2]);
  // The browser starts over with no server behind it: the till is all there.
  await page.reload();
  await till.unlock({ person: /Wanjiku/, pin: "1111" });
  await expect(till.search).toBeVisible();
  await sell([3, 4, 5]);
  await expect(till.syncPill).not.toContainText("Synced");

  await shop.startServer();
  await expect(till.syncPill).toContainText("Synced", { timeout: 60_000 });
  expect(new Set(sold.map((sale) => sale.receipt)).size).toBe(3);

  const office = await (await newContext(browser)).newPage();
  await signInToOffice(office);
  const prefix = sold[0]?.receipt.replace(/-\d+$/, "") ?? "";
  await office.goto(`/office/sales?receipt=${prefix}-`);
  const rows = office.getByRole("row").filter({ hasText: prefix });
  await expect(rows).toHaveCount(3);
  for (const sale of sold) {
    await expect(rows.filter({ hasText: sale.receipt })).toContainText(sale.total);
  }
});

test("bad input gets its sentence at the till, and nothing is sold", async ({ browser }) => {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("owner@duka.test");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();

  const till = new TillPage(page);
  await till.setUp({ email: "owner@duka.test", password: PASSWORD, register: "A new till" });
  await till.unlock({ person: /Wanjiku/, pin: "9999" });
  await expect(page.getByRole("alert").first()).toBeVisible();
  await till.unlock({ person: /Wanjiku/, pin: "1111" });
  await till.openShift({ float: "0" });

  await till.scan("9999999999994");
  await expect(till.unknownCode).toContainText("9999999999994");
  await page.keyboard.press("Escape");

  const product = shelfProduct(0);
  await till.scan(product.code);
  await expect(till.line(product.name)).toBeVisible();
  await page.getByRole("button", { name: "Other payment" }).click();
  await till.press("1");
  await expect(page.getByRole("button", { name: /^Take cash/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Card", exact: true }).first().click();
  await till.press("999999");
  await expect(page.getByText(/^At most/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Card 999,999" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(till.line(product.name)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Paid" })).toHaveCount(0);
});
