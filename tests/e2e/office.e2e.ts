import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { OfficePage } from "./pages/office-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const PASSWORD = "kaunta-demo";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function newPage(browser: Browser, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const context = await browser.newContext({
    baseURL: shop.url,
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
    viewport: { width: 1440, height: 900 },
    colorScheme,
  });
  return context.newPage();
}

async function openOffice(page: Page, person = "owner"): Promise<OfficePage> {
  const office = new OfficePage(page);
  await office.signIn({ email: `${person}@duka.test`, password: PASSWORD });
  return office;
}

/** Sells one piece over the API, as another system would. */
async function sell(page: Page): Promise<{ receiptNumber: string; totalMinor: number }> {
  const api = `${shop.url}/api/v1`;
  const credentials = { email: "cashier@duka.test", password: PASSWORD };
  const token = await (await page.request.post(`${api}/auth/token`, { data: credentials })).json();
  const headers = { authorization: `Bearer ${token.accessToken}` };
  const stores = await (await page.request.get(`${api}/stores`, { headers })).json();
  const products = await (await page.request.get(`${api}/products?limit=1`, { headers })).json();
  const [product] = products.items;
  const answer = await page.request.post(`${api}/transactions`, {
    headers: { ...headers, "idempotency-key": crypto.randomUUID() },
    data: {
      storeId: stores.items[0].id,
      lines: [{ sku: product.sku, quantity: "1" }],
      payments: [{ method: "cash", amountMinor: product.priceMinor }],
    },
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}

/** Findings of the accessibility rules, by name. */
async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

test("a sale moves Today without a reload, and opens down to the event behind it", async ({
  browser,
}) => {
  const page = await newPage(browser);
  const office = await openOffice(page);
  await office.openToday();
  expect(await axeFindings(page)).toEqual([]);
  const before = await textOf(office.figure("Transactions"));
  const sale = await sell(page);
  await expect(office.figure("Transactions")).not.toHaveText(before, {
    useInnerText: true,
    timeout: 3_000,
  });

  await page.getByRole("link", { name: "Sales", exact: true }).click();
  await expect(office.row(sale.receiptNumber)).toHaveCount(1);
  expect(await axeFindings(page)).toEqual([]);
  await office.openSale(sale.receiptNumber);
  await expect(office.receipt).toContainText(sale.receiptNumber);
  await expect(office.event).toContainText("Booked");
  expect(await axeFindings(page)).toEqual([]);
});

test("the list of sales turns its pages both ways, and its filters live in the address", async ({
  browser,
}) => {
  const page = await newPage(browser, "dark");
  const office = await openOffice(page);
  await office.openSales();
  const first = await textOf(office.rows.first());
  await office.next.click();
  await expect(office.rows.first()).not.toHaveText(first);
  const second = await textOf(office.rows.first());
  await office.next.click();
  await expect(office.rows.first()).not.toHaveText(second);
  await office.previous.click();
  await expect(office.rows.first()).toHaveText(second);
  await page.goBack();
  await page.goBack();
  await expect(office.rows.first()).toHaveText(second);

  await page.getByRole("radio", { name: "Refunds" }).click();
  await page.waitForURL(/kind=refund/);
  await expect(office.rows.filter({ hasText: "\u2212" }).first()).toBeVisible();
  await office.search.fill("no such receipt");
  await expect(page.getByRole("heading", { name: "No sale fits these filters" })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});

test("nobody gets in unasked, a cashier sees no figures, and the words can be Swahili", async ({
  browser,
}) => {
  const page = await newPage(browser, "dark");
  await page.goto("/office/sales?kind=refund");
  await page.waitForURL(/sign-in\?callbackUrl=%2Foffice%2Fsales%3Fkind%3Drefund/);
  const office = await openOffice(page, "cashier");
  await expect(
    page.getByRole("heading", { name: "Figures are not part of your role" }),
  ).toBeVisible();
  await office.openAccount();
  await page.getByRole("radio", { name: "Kiswahili" }).click();
  await expect(page.getByRole("link", { name: "Mauzo" }).first()).toBeVisible();
  expect(await page.locator("html").getAttribute("lang")).toBe("sw");
});
