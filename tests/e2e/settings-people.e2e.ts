import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { OfficePage } from "./pages/office-page";
import { startShop, type TestShop } from "./start-shop";

const PASSWORD = "a kettle under the baobab";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function openAsOwner(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  const page = await context.newPage();
  await new OfficePage(page).signIn({ email: "owner@duka.test", password: "kaunta-demo" });
  await page.goto(path);
  return page;
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

const drawerOf = (page: Page) =>
  page.getByRole("checkbox", { name: "Cashier: Open the drawer without a sale" });

test("an owner changes what a role may do and how far, and puts it back", async ({ browser }) => {
  const page = await openAsOwner(browser, "/office/settings/roles");
  await expect(page.getByRole("heading", { name: "Roles", level: 1 })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await expect(drawerOf(page)).not.toBeChecked();
  await drawerOf(page).press("Space");
  await page.getByRole("button", { name: "Largest discount of Cashier: 5 %" }).click();
  const limits = page.getByRole("dialog", { name: "Limits of Cashier" });
  await limits.getByRole("textbox", { name: "Largest discount" }).fill("107");
  await expect(limits.getByText("Enter a percentage from 0 to 100")).toBeVisible();
  await limits.getByRole("textbox", { name: "Largest discount" }).fill("7.5");
  await limits.getByRole("textbox", { name: "Most money given out at once" }).fill("2,000");
  expect(await axeFindings(page)).toEqual([]);
  await limits.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("1 role changed")).toBeVisible();
  await page.getByRole("link", { name: "People" }).click();
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  await leave.getByRole("button", { name: "Cancel" }).click();
  await expect(leave).toBeHidden();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Roles saved")).toBeVisible();

  await page.reload();
  await expect(drawerOf(page)).toBeChecked();
  await expect(
    page.getByRole("button", { name: "Most money given out at once of Cashier: 2,000" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Actions for Cashier" }).click();
  await page.getByRole("menuitem", { name: "Put back as it comes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Put back as it comes" }).click();
  await expect(page.getByText("Cashier is as it comes")).toBeVisible();
  await expect(drawerOf(page)).not.toBeChecked();
});

test("an owner invites somebody, who comes in, and is out at once when they are blocked", async ({
  browser,
}) => {
  const page = await openAsOwner(browser, "/office/settings/people");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Invite" }).click();
  const invite = page.getByRole("dialog");
  await invite.getByRole("button", { name: "Invite" }).click();
  await expect(invite.getByText("Enter an e-mail address")).toBeVisible();
  await invite.getByRole("textbox", { name: "E-mail" }).fill("zawadi@duka.test");
  await invite.getByRole("textbox", { name: "Name", exact: true }).fill("Zawadi Kimani");
  await invite.getByRole("button", { name: /Role/ }).click();
  await page.getByRole("option", { name: "Auditor" }).click();
  expect(await axeFindings(page)).toEqual([]);
  await invite.getByRole("button", { name: "Invite" }).click();
  const shown = page.getByRole("dialog", { name: "The invitation of Zawadi Kimani" });
  const link = await shown.getByRole("textbox", { name: "Link" }).inputValue();
  await shown.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row", { name: /Zawadi Kimani/ });
  await expect(row).toContainText("Invited");

  const theirs = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await theirs.goto(link);
  await theirs
    .getByLabel(/password/i)
    .first()
    .fill(PASSWORD);
  await theirs.getByRole("button", { name: "Start" }).click();
  await theirs.waitForURL("**/office");
  await theirs.goto(`${shop.url}/office/sales`);
  await expect(theirs.getByRole("heading", { name: "Sales", level: 1 })).toBeVisible();

  await page.getByRole("searchbox", { name: "Name or e-mail" }).fill("zawadi");
  await row.getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: "Block" }).click();
  const ask = page.getByRole("dialog", { name: "Block Zawadi Kimani?" });
  await ask.getByRole("button", { name: "Block" }).click();
  await expect(page.getByText("Zawadi Kimani is blocked")).toBeVisible();
  await theirs.reload();
  await theirs.waitForURL("**/sign-in**");
});

test("a role of one's own is made on a phone and given to somebody", async ({ browser }) => {
  const page = await openAsOwner(browser, "/office/settings/roles");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("button", { name: "New role" })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "New role" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Shelf filler");
  await page.getByRole("dialog").getByRole("button", { name: "Make role" }).click();
  await expect(
    page.getByRole("button", { name: /Shelf filler.*Role|Role.*Shelf filler/ }),
  ).toBeVisible();
  await page.getByRole("checkbox", { name: "Change stock by hand" }).press("Space");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Roles saved")).toBeVisible();

  await page.goto("/office/settings/people");
  await page
    .getByRole("row", { name: /Ali Hussein/ })
    .getByRole("button")
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Role/ }).click();
  await page.getByRole("option", { name: "Shelf filler" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Ali Hussein is saved")).toBeVisible();
  await expect(page.getByRole("row", { name: /Ali Hussein/ })).toContainText("Shelf filler");
});

test("an owner opens a store and gives it a register", async ({ browser }) => {
  const page = await openAsOwner(browser, "/office/settings/stores");
  await page.getByRole("button", { name: "New store" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Code" }).fill("KSM");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Kisumu");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Open store" }).click();
  await expect(page.getByText("Kisumu is open")).toBeVisible();
  await page.getByRole("button", { name: "Add a till to Kisumu" }).click();
  const ask = page.getByRole("dialog", { name: "Add a till to Kisumu?" });
  await ask.getByRole("button", { name: "Add till" }).click();
  const store = page.getByRole("region", { name: "Kisumu" });
  await expect(store.getByText("Till 1")).toBeVisible();
});

test("settings that are not somebody's own lead to what they may set", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  const page = await context.newPage();
  await new OfficePage(page).signIn({ email: "cashier@duka.test", password: "kaunta-demo" });
  for (const name of ["people", "roles", "mail", "sign-in", "access", "devices"]) {
    await page.goto(`/office/settings/${name}`);
    await expect(page).toHaveURL(/\/office\/settings$/);
    await expect(page.getByText("There is nothing for you to set")).toBeVisible();
  }
});
