import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import postgres from "postgres";
import { OfficePage } from "./pages/office-page";
import { startShop, type TestShop } from "./start-shop";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function openAudit(browser: Browser, who: string, path = "/office/audit"): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  const page = await context.newPage();
  await new OfficePage(page).signIn({ email: `${who}@duka.test`, password: "kaunta-demo" });
  await page.goto(path);
  return page;
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

const rowsOf = (page: Page) =>
  page.getByRole("table", { name: "Audit trail" }).locator("tbody").getByRole("row");

test("who signed in is on record, is found by what they did, and opens with all its facts", async ({
  browser,
}) => {
  const page = await openAudit(browser, "owner");
  await expect(rowsOf(page).first()).toContainText("Signed in");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: /^(What|Anything)/ }).click();
  await page.getByRole("option", { name: "Opened a store" }).click();
  await expect(page).toHaveURL(/action=store\.create/);
  await expect(rowsOf(page)).toHaveCount(3);
  await rowsOf(page).first().getByRole("link").click();
  const dialog = page.getByRole("dialog", { name: "Opened a store" });
  await expect(dialog).toContainText("Africa/Nairobi");
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/office\/audit$/);
});

test("the chain is checked, and says when somebody changed the database by hand", async ({
  browser,
}) => {
  const page = await openAudit(browser, "auditor");
  const check = page.getByRole("button", { name: "Check the chain" });
  await check.click();
  await expect(page.getByText(/The chain is whole through entry/)).toBeVisible();
  const admin = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  const [changed] = await admin<{ sequence: string }[]>`
    update audit_entries set ip = '192.0.2.9' where action = 'session.open' and sequence = (
      select max(sequence) from audit_entries as last
      where last.action = 'session.open' and last.tenant_id = audit_entries.tenant_id)
    returning sequence`;
  await admin.end();
  expect(changed).toBeDefined();
  await check.click();
  await expect(page.getByText(/The chain is broken at entry/)).toBeVisible();
});

test("the trail is saved as a file by who just showed who they are", async ({ browser }) => {
  const page = await openAudit(browser, "owner", "/office/audit?action=store.create");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^audit-duka-\d{4}-\d\d-\d\d\.csv$/);
});

test("it is not for a cashier, and fits a telephone", async ({ browser }) => {
  const stranger = await openAudit(browser, "accountant");
  await expect(stranger.getByText("Not for this account")).toBeVisible();
  await expect(stranger.getByRole("link", { name: "Audit trail" })).toHaveCount(0);
  const page = await openAudit(browser, "owner");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(rowsOf(page).first()).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
