import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { OWNER, openCounter, SUPERVISOR, shelfProduct } from "./counter-shop";
import type { CounterPage } from "./pages/counter-page";
import { startShop, type TestShop } from "./start-shop";
import { addTradeCustomer } from "./trade-customer";
import { test } from "./watched-test";

let shop: TestShop;
let first: CounterPage;
let second: CounterPage;

const flour = shelfProduct(0);
const rice = shelfProduct(9);
const sugar = shelfProduct(30);
const njeri = { name: "Njeri Tindi", code: "CARD-7001", phone: "+254 722 000 701" };
const TRADE_PRICE_MINOR = 5_000;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  shop = await startShop({ demo: true });
  await addTradeCustomer(shop, {
    owner: OWNER.email,
    customer: njeri,
    sku: sugar.sku,
    priceMinor: TRADE_PRICE_MINOR,
  });
  first = await openCounter(browser, { shop, register: "Till 2" });
  second = await openCounter(browser, { shop, register: "A new till" });
});

test.afterAll(() => shop.stop());

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // The part library's announcer names what it has just announced, also when that is gone.
    .exclude("[data-live-announcer]")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}

test("a sale parked on one till is recalled on another, and an open one survives a reload", async () => {
  const before = await parkedCount(first);
  await first.scanProducts([flour, rice]);
  await first.page.keyboard.press("F2");
  await expect(first.lines).toHaveCount(0);
  expect(await parkedCount(first)).toBe(before + 1);
  await expect(first.syncPill).toContainText("Synced");
  await second.page.keyboard.press("F3");
  const parked = second.panel.getByRole("list", { name: "Parked sales" });
  await expect(parked.getByRole("button").first()).toContainText(flour.name);
  expect(await axeFindings(second.page)).toEqual([]);
  await second.key(/^Recall/).click();
  await expect(second.line(flour.name)).toBeVisible();
  await expect(second.line(rice.name)).toBeVisible();

  await second.page.reload();
  await second.unlock({ person: /Wanjiku/, pin: "1111" });
  await expect(second.line(flour.name)).toBeVisible();
  await second.payExact();
  await second.next();
  await first.page.keyboard.press("F3");
  await expect.poll(() => parkedCount(first)).toBe(before);
  await first.page.keyboard.press("Escape");
});

test("a quote has a number and a day, and is sold later", async () => {
  await first.scanProducts([rice]);
  const total = await first.total();
  await first.page.keyboard.press("F3");
  await first.key("Quote").click();
  await first.expectPanel(/^Quote Q/);
  await expect(first.panel.getByText("Valid until")).toBeVisible();
  await first.key("Next sale").click();
  await expect(first.lines).toHaveCount(0);

  await first.page.keyboard.press("F3");
  await first.panel.getByText(/^Quotes/).click();
  await first.key("Sell this quote").click();
  await expect(first.line(rice.name)).toBeVisible();
  expect(await first.total()).toBe(total);
  await first.payExact();
  await first.next();
});

test("a layaway is paid in parts, by a deposit and then the rest", async () => {
  await first.scanProducts([flour, rice]);
  await first.page.keyboard.press("F3");
  await first.key("Deposit").click();
  await first.expectPanel("Take a deposit");
  await first.key(/^Half/).click();
  await first.key(/^Take deposit/).click();
  await expect(first.page.getByRole("heading", { name: "Deposit taken" })).toBeVisible();
  await first.next();

  await first.page.keyboard.press("F3");
  await first.panel.getByText(/^Layaways/).click();
  await expect(first.panel.getByText(/left$/).first()).toBeVisible();
  await first.key(/^Pay the rest/).click();
  await expect(first.line(rice.name)).toBeVisible();
  await first.payExact();
  await first.next();
  await first.page.keyboard.press("F3");
  await first.panel.getByText(/^Layaways/).click();
  await expect(first.panel.getByText("No layaway is open")).toBeVisible();
  await first.page.keyboard.press("Escape");
});

test("a customer brings the prices of the group, by search and by card", async () => {
  await first.scanProducts([sugar]);
  const before = await first.total();
  await first.page.keyboard.press("F4");
  await first.panel.getByRole("searchbox").fill("tindi");
  expect(await axeFindings(first.page)).toEqual([]);
  await first.panel.getByRole("searchbox").press("Enter");
  await expect(first.page.getByRole("button", { name: /^Customer Njeri/ })).toBeVisible();
  expect(await first.total()).toBe("50.00");
  await first.page.keyboard.press("F4");
  await first.key("Remove from this sale").click();
  expect(await first.total()).toBe(before);
  await first.scan(njeri.code);
  await expect(first.page.getByRole("button", { name: /^Customer Njeri/ })).toBeVisible();
  expect(await first.total()).toBe("50.00");
  await first.payExact();
  await first.next();
});

test("a paid sale is voided with an approval, and a receipt comes again as a copy", async () => {
  const receipt = await first.sell([flour]);
  await first.page.keyboard.press("r");
  await first.panel.getByRole("searchbox").fill(receipt);
  await first.panel
    .getByRole("button", { name: new RegExp(receipt) })
    .first()
    .click();
  await expect(first.panel.getByText("COPY").first()).toBeVisible();
  await first.key("Void sale").click();
  await first.reason("Wrong item").click();
  await first.key("Void this sale").click();
  await first.approve(SUPERVISOR);
  await expect(first.page.getByRole("heading", { name: "Voided" })).toBeVisible();
  await expect(first.giveBack).toBeVisible();
  await first.next();
  await first.page.keyboard.press("r");
  await expect(
    first.panel.getByRole("button", { name: new RegExp(receipt) }).first(),
  ).toContainText("Voided");
  await first.page.keyboard.press("Escape");
});

test("training looks like nothing else and leaves the figures alone", async () => {
  await first.page.keyboard.press("s");
  const sales = await fact(first, "Sales");
  await first.page.keyboard.press("Escape");
  await first.page.keyboard.press("g");
  await first.panel.getByText("Training mode", { exact: true }).click();
  await first.page.keyboard.press("Escape");
  await expect(first.page.getByRole("banner")).toContainText("TRAINING");
  await first.sell([flour]);
  await expect(first.changeDue).toContainText("nothing counts");
  await first.page.keyboard.press("v");
  await expect(first.panel.getByText("TRAINING").first()).toBeVisible();
  await first.page.keyboard.press("Escape");
  await first.next();
  await first.page.keyboard.press("g");
  await first.panel.getByText("Training mode", { exact: true }).click();
  await first.page.keyboard.press("Escape");
  await expect(first.page.getByRole("banner")).not.toContainText("TRAINING");
  await first.page.keyboard.press("s");
  expect(await fact(first, "Sales")).toBe(sales);
  expect(await fact(first, "Training, not counted")).toMatch(/^1 /);
  await first.page.keyboard.press("Escape");
});

test("the drawer opens without a sale for a reason, with an approval", async () => {
  await first.page.keyboard.press("w");
  await expect(first.key("Open drawer")).toBeDisabled();
  await first.reason("Checking the cash").click();
  await first.key("Open drawer").click();
  await first.approve(SUPERVISOR);
  await expect(first.page.getByRole("dialog")).toHaveCount(0);
  await first.page.keyboard.press("s");
  expect(await fact(first, "Drawer opened without a sale")).toBe("1");
  await first.page.keyboard.press("Escape");
});

test("an article in sizes and colours asks which, and the arrows choose it", async () => {
  await first.search.fill("Twiga T-shirt");
  const tiles = first.page.getByRole("list", { name: "Products" }).getByRole("button");
  await tiles.first().click();
  await first.expectPanel(/^Which /);
  expect(await axeFindings(first.page)).toEqual([]);
  await first.page.keyboard.press("ArrowDown");
  const chosen = first.panel.locator("button[aria-current=true]");
  const [size = ""] = ((await chosen.getAttribute("aria-label")) ?? "").split(",");
  await first.page.keyboard.press("Enter");
  await expect(first.lines).toHaveCount(1);
  await expect(first.lines.first()).toContainText(size);
  // Out of the text, then out of the field.
  await first.page.keyboard.press("Escape");
  await first.page.keyboard.press("Escape");
  await first.payExact();
  await first.next();
});

test("another cashier takes over in the middle of a sale, and locking keeps it too", async () => {
  await first.scanProducts([rice]);
  await first.page.getByRole("button", { name: /^Wanjiku/ }).click();
  await first.expectPanel("Who takes over?");
  expect(await axeFindings(first.page)).toEqual([]);
  await first.panel.getByRole("button", { name: /Joseph/ }).click();
  await first.page.keyboard.type(SUPERVISOR.pin, { delay: 110 });
  await first.page.keyboard.press("Enter");
  await expect(first.panel).toBeHidden();
  await expect(
    first.page.getByRole("banner").getByRole("button", { name: /^Joseph/ }),
  ).toBeVisible();
  await expect(first.line(rice.name)).toBeVisible();
  await first.page.getByRole("button", { name: "Lock" }).click();
  await first.unlock({ person: /Wanjiku/, pin: "1111" });
  await expect(first.line(rice.name)).toBeVisible();
  await first.payExact();
  await first.next();
});

test("every panel is free of findings and the keys on the map are the keys that work", async () => {
  for (const [key, title] of [
    ["F7", "Return"],
    ["m", "More"],
    ["r", "Receipts of this till"],
    ["w", "Open the drawer"],
    ["g", "Settings of this till"],
    ["?", "Keys of the till"],
  ] as const) {
    await first.page.keyboard.press(key);
    await first.expectPanel(title);
    expect(await axeFindings(first.page)).toEqual([]);
    await first.page.keyboard.press("Escape");
    await expect(first.page.getByRole("dialog")).toHaveCount(0);
  }
});

async function parkedCount(till: CounterPage): Promise<number> {
  const text = await till.page.getByRole("button", { name: /^Parked/ }).textContent();
  return Number(text?.replace(/\D/g, ""));
}

/** The value beside a label in the panel. */
async function fact(till: CounterPage, label: string): Promise<string> {
  const term = till.panel.locator("dt", { hasText: new RegExp(`^${label}$`) });
  await expect(term).toBeVisible();
  return ((await term.locator("xpath=following-sibling::dd").textContent()) ?? "").trim();
}
