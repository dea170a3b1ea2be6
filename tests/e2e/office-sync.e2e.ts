import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { OfficePage } from "./pages/office-page";
import { startShop, type TestShop } from "./start-shop";
import { enrolTroubledTill } from "./troubled-till";
import { test } from "./watched-test";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function openSync(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  const page = await context.newPage();
  await new OfficePage(page).signIn({
    email: "owner@duka.test",
    password: "kaunta-demo",
  });
  await page.goto(path);
  return page;
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

/** What stands in suspense in all the database, in minor units. */
async function readSuspense(): Promise<number> {
  const sql = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql<{ sum: string }[]>`
      select coalesce(sum(amount_minor), 0) as sum from journal_lines where account = '9999'`;
    return Number(row?.sum);
  } finally {
    await sql.end();
  }
}

test("a gap is said in words, closed by keyboard with a reason, and what waited is booked", async ({
  browser,
}) => {
  const till = await enrolTroubledTill(shop.url, "Gap till");
  const events = Array.from({ length: 6 }, () => till.sealSale());
  await till.push([...events.slice(0, 1), ...events.slice(4)]);
  const page = await openSync(browser, "/office/sync");
  await expect(page.getByText("2\u20134 of Gap till have not arrived").first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: /^Gap till/ }).click();
  await page.getByRole("button", { name: "Close the gap 2\u20134" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Close the gap" }).press("Enter");
  await expect(dialog.getByText("Say why in a few words")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("textbox").fill("The tablet fell into the sea");
  await dialog.getByRole("button", { name: "Close the gap" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Nothing needs you here.")).toBeVisible();
  await expect(page.getByText("The tablet fell into the sea")).toBeVisible();
  expect(await till.push([])).toMatchObject({ appliedThrough: 6, missing: [] });
});

test("a sale that was set aside is booked by hand, and suspense is empty again", async ({
  browser,
}) => {
  const till = await enrolTroubledTill(shop.url, "Poison till");
  const poison = till.sealSale({ totalMinor: 1 });
  await till.push([poison]);
  expect(await readSuspense()).toBe(-13_000);
  const receiptNumber = String((poison.payload as { receiptNumber: string }).receiptNumber);
  const page = await openSync(browser, "/office/sync?show=aside");
  await page.getByRole("link", { name: new RegExp(receiptNumber) }).click();
  await expect(page.getByRole("heading", { name: receiptNumber, level: 1 })).toBeVisible();
  await expect(page.getByText("Its totals are not those of its lines.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("It is still not good")).toBeVisible();
  const figures = page.getByRole("region", { name: "The engine makes of it" });
  await expect(figures).toContainText("17.93");
  await expect(figures).toContainText("130.00");
  await page.getByRole("textbox", { name: "Reason" }).fill("As its receipt says");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Book this sale" }).click();
  await expect(page.getByText("This has been dealt with")).toBeVisible();
  expect(await readSuspense()).toBe(0);
  await page.goto(`/office/sales?receipt=${receiptNumber}`);
  await expect(page.getByRole("table", { name: "Sales" })).toContainText("130.00");
});
