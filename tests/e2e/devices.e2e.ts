import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page } from "@playwright/test";
import { DUKA_MOJA } from "../../db/seed/duka-moja";
import { OfficePage } from "./pages/office-page";
import { TillPage } from "./pages/till-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function openBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  return context.newPage();
}

async function openDevices(browser: Browser): Promise<Page> {
  const page = await openBrowser(browser);
  await new OfficePage(page).signIn({ email: "owner@duka.test", password: "kaunta-demo" });
  await page.goto("/office/settings/devices");
  return page;
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude("[data-live-announcer]")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

/** A code for a new till of the first store, as it stands on the owner's screen. */
async function makeCode(office: Page): Promise<string> {
  await office.getByRole("button", { name: "Set up a till" }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make the code" }).click();
  const code = await dialog.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).textContent();
  await expect(dialog.getByText(/^Works for \d+:\d\d more$/)).toBeVisible();
  await expect(dialog.getByRole("img", { name: /picture for a camera/ })).toBeVisible();
  expect(await axeFindings(office)).toEqual([]);
  await dialog.getByRole("button", { name: "Done" }).click();
  return code ?? "";
}

async function setUpBy(page: Page): Promise<void> {
  const start = page.getByRole("button", { name: "Set up this device" });
  const goOn = page.getByRole("checkbox", { name: "Go on without this promise" });
  await expect(async () => {
    const isAsked = (await goOn.count()) > 0 && !(await goOn.isChecked());
    if (isAsked) await page.getByText("Go on without this promise").click();
    await expect(start).toBeEnabled({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await start.click();
}

test("a code from the office makes a browser a till that sells, works once, and the till is revoked", async ({
  browser,
}) => {
  const office = await openDevices(browser);
  const code = await makeCode(office);

  const fresh = await openBrowser(browser);
  const till = new TillPage(fresh);
  await fresh.goto(`/till#code=${code}`);
  await expect(fresh.getByLabel("Code", { exact: true })).toHaveValue(code);
  expect(fresh.url()).not.toContain(code);
  const proofs: (string | undefined)[] = [];
  fresh.on("request", (request) => {
    const { authorization, "x-device-proof": proof } = request.headers();
    if (authorization?.startsWith("Bearer kd_")) proofs.push(proof);
  });
  await setUpBy(fresh);
  await expect(fresh.getByRole("heading", { name: "Who is selling?" })).toBeVisible({
    timeout: 60_000,
  });
  await till.unlock({ person: /Wanjiku/, pin: "1111" });
  await till.openShift();
  const product = DUKA_MOJA.products.find(({ unit, barcodes }) => unit === "each" && barcodes[0]);
  await till.scan(product?.barcodes[0]?.code ?? "");
  await expect(till.line(product?.name ?? "")).toBeVisible();
  await till.payExact();
  const receipt = await till.receiptNumber();
  await expect(till.syncPill).toHaveText("Synced");
  expect(proofs.length).toBeGreaterThan(0);
  expect(proofs).not.toContain(undefined);

  const second = await openBrowser(browser);
  await second.goto("/till");
  await second.getByLabel("Code", { exact: true }).fill(code.toLowerCase());
  await setUpBy(second);
  await expect(second.getByText("This code is wrong, was used, or is too old")).toBeVisible();
  expect(await axeFindings(second)).toEqual([]);
  // A low screen scrolls to what it has no room for.
  await second.setViewportSize({ width: 1024, height: 480 });
  await second.mouse.move(512, 300);
  await second.mouse.wheel(0, 2_000);
  await expect(second.getByRole("button", { name: "Sign in instead" })).toBeInViewport();

  await office.goto("/office/settings/devices");
  const device = office.getByRole("heading", { level: 2 }).filter({
    hasText: receipt.split("-")[3] ?? "",
  });
  await expect(device.getByText("Proves its key")).toBeVisible();
  const name = (await device.textContent())?.replace(/^(Till \d+).*/, "$1") ?? "";
  await office.getByRole("button", { name: `Revoke ${name}, Kilimani`, exact: true }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByRole("textbox").fill("The tablet was sold");
  await dialog.getByRole("button", { name: "Revoke this till" }).click();
  await expect(dialog).toBeHidden();
  await till.nextSale();
  await expect(fresh.getByText(/revoked/i).first()).toBeVisible({ timeout: 60_000 });
});

test("whoever saves networks is in them, and hours are kept", async ({ browser }) => {
  const page = await openDevices(browser);
  await page.goto("/office/settings/access");
  await page.getByLabel("Allowed addresses").fill("198.51.100.0/24");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your own address is in none of these ranges")).toBeVisible();
  await page.getByLabel("Allowed addresses").fill("10.0.0.0/99");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("10.0.0.0/99 is not an address or a network")).toBeVisible();
  await page.getByLabel("Allowed addresses").fill("");
  await page.getByRole("button", { name: "Add my address" }).click();
  await page.getByText("Only while the business is open").click();
  await page.getByLabel("Monday closes").fill("08:00");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Give Monday two different times, or close it.")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel("Monday closes").fill("17:30");
  await page.getByText("Sell only at enrolled tills").click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The access rules are saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Sell only at enrolled tills" })).toBeChecked();
  await expect(page.getByLabel("Monday closes")).toHaveValue("17:30");
  await expect(page.getByLabel("Allowed addresses")).toHaveValue(/^(127\.0\.0\.1|::1)$/);
});

test("an owner adds a till to a store, makes a key, and comes to each section on a phone", async ({
  browser,
}) => {
  const page = await openDevices(browser);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/office/settings/stores");
  const sections = page.getByRole("navigation", { name: "Settings" });
  await expect(sections.getByRole("link", { name: "Stores" })).toBeInViewport({ ratio: 0.95 });
  await page.getByRole("button", { name: "Add a till to Kilimani" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add till" }).click();
  await expect(page.getByText(/^Till \d+ is added to Kilimani$/)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.goto("/office/settings/api");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make key" }).click();
  await expect(dialog.getByText("Give it a name.")).toBeVisible();
  await expect(dialog.getByText("Choose at least one.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("Nightly export");
  await dialog.getByText("See sales and receipts").click();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Make key" }).click();
  await expect(dialog.getByLabel("Key", { exact: true })).toHaveValue(/^kk_/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "End Nightly export" })).toBeVisible();
  await page.goto("/office/settings/access");
  await expect(sections.getByRole("link", { name: "Access rules" })).toBeInViewport({
    ratio: 0.95,
  });
});
