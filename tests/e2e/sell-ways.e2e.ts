import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { openCounter } from "./counter-shop";
import { centsOf, PayPage } from "./pages/pay-page";
import {
  addSellingRules,
  DOLLAR_RATE,
  EXPIRED_COUPON,
  GOOD_COUPON,
  MULTIBUY,
} from "./selling-rules";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

const ROYCO = { sku: "OIL-0018", name: "Royco mchuzi mix 75 g", code: "6161817000691" };
const SUGAR = { name: "Kabras sugar 1 kg", code: "6161705000611" };
const TEA = { name: "Ketepa Pride tea 250 g", code: "6161575000759" };
const WEIGHED = "Sukuma wiki";
/** Between two keys of a person who types. */
const PERSON_KEY_MS = 90;
const SUPERVISOR = { name: /Joseph/, pin: "222222" };

let shop: TestShop;
let pay: PayPage;
let page: Page;

// One till and one cashier for all: each test ends with an empty cart.
test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  shop = await startShop({ demo: true });
  await addSellingRules(shop.adminUrl, ROYCO.sku);
  const till = await openCounter(browser, { shop, register: "Till 2" });
  pay = new PayPage(till);
  page = till.page;
});

test.afterAll(async () => {
  await page?.context().close();
  await shop?.stop();
});

async function scan(...products: readonly { name: string; code: string }[]): Promise<void> {
  for (const product of products) {
    await pay.till.scan(product.code);
    await expect(pay.till.line(product.name)).toBeVisible();
  }
}

/** Leaves the Paid screen for the next sale. */
async function finish(): Promise<void> {
  await pay.till.expectPaid();
  await pay.till.nextSale();
}

/** Until the operator's log of the shop has an act of this kind with this reason. */
async function expectRecorded(kind: string, reason: string): Promise<void> {
  const sql = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await expect
      .poll(() => sql`select 1 from operator_actions where kind = ${kind} and reason = ${reason}`, {
        timeout: 30_000,
      })
      .toHaveLength(1);
  } finally {
    await sql.end();
  }
}

async function expectAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude("[data-live-announcer]")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

test("a discount within the cashier's limit needs nobody", async () => {
  await scan(SUGAR);
  await pay.discount({ scope: "This item", percent: "5", reason: "Damaged" });
  await expect(pay.approval).toHaveCount(0);
  await expect(pay.till.line(SUGAR.name)).toContainText("Discount 5\u00a0%\u22127.75");
  expect(await pay.till.total()).toBe("147.25");
  await pay.till.payExact();
  await finish();
});

test("a discount above it is approved by PIN, in place, and recorded with its reason", async () => {
  await scan(SUGAR, TEA);
  await pay.discount({ scope: "Whole sale", percent: "10", reason: "Loyalty" });
  await expect(pay.approval).toContainText("10\u00a0%");
  await expectAccessible();
  await pay.approve("Joseph", "999999");
  await expect(pay.approval.getByRole("alert")).toContainText("wrong");
  await page.keyboard.press("Escape");
  await expect(pay.approval).toHaveCount(0);
  expect(await pay.till.total()).toBe("350.00");

  await pay.discount({ scope: "Whole sale", percent: "10", reason: "Loyalty" });
  await pay.approve("Joseph", SUPERVISOR.pin);
  await expect(pay.approval).toHaveCount(0);
  expect(await pay.till.total()).toBe("315.00");
  await expect(page.getByRole("banner")).toContainText("Wanjiku");
  await pay.till.payExact();
  await finish();
  await expectRecorded("approval", "Loyalty");
});

test("a changed price is approved, and shows beside the list's", async () => {
  await scan(TEA);
  await pay.overridePrice({ price: "180", reason: "Wrong label" });
  await pay.approve("Joseph", SUPERVISOR.pin);
  await expect(pay.till.line(TEA.name)).toContainText("195.00");
  await expect(pay.till.line(TEA.name)).toContainText("180.00 each");
  expect(await pay.till.total()).toBe("180.00");
  await pay.till.payExact();
  await finish();
});

test("coupons: one that counts, one that is over, one that nobody knows", async () => {
  await scan(SUGAR);
  const panel = await pay.useCoupon(EXPIRED_COUPON);
  await expect(panel).toContainText("This coupon has expired.");
  await pay.useCoupon("NOBODY");
  await expect(panel).toContainText("No promotion has this coupon code.");
  await pay.useCoupon(GOOD_COUPON);
  await expect(panel.getByRole("listitem")).toContainText("\u221215.50");
  await expectAccessible();
  await page.keyboard.press("Escape");
  expect(await pay.till.total()).toBe("139.50");
  await pay.till.payExact();
  await finish();
});

test("one sale by card and cash, with a tip, and a part taken back before", async () => {
  await scan(SUGAR, TEA);
  const panel = await pay.openPayment();
  await panel.getByRole("button", { name: "Card", exact: true }).click();
  await pay.till.press("100");
  await panel.getByRole("button", { name: "Part: Card 100" }).click();
  await expect(panel.getByRole("list", { name: "Paid so far" })).toContainText("100.00");
  await panel.getByRole("button", { name: "Remove 100.00" }).click();
  await pay.till.press("200");
  await panel.getByRole("button", { name: "Part: Card 200" }).click();
  await panel.getByRole("button", { name: "Add a tip" }).click();
  await pay.till.press("20");
  await pay
    .panel("Tip")
    .getByRole("button", { name: /^Take this tip/ })
    .click();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await expect(pay.left).toContainText("Left to pay KES");
  await expect(pay.till.exactCash).toContainText("170");
  await pay.till.payCash("200");
  await expect(pay.till.changeDue).toContainText("30.00");
  await finish();
});

test("dollars are taken at the store's rate, and the change is in shillings", async () => {
  await scan(TEA);
  const panel = await pay.openPayment();
  await panel.getByRole("button", { name: "USD cash" }).click();
  await expect(panel).toContainText(`1 USD = ${DOLLAR_RATE} KES`);
  await pay.till.press("2");
  await expect(panel).toContainText("Worth 258.70");
  await expect(panel).toContainText("63.70");
  await panel.getByRole("button", { name: "Take cash USD 2" }).click();
  await pay.till.expectPaid();
  await expect(pay.till.changeDue).toContainText("63.70");
  await finish();
});

test("something without a product, and something by weight", async () => {
  await page.keyboard.press("o");
  const open = pay.panel("Sell without a product");
  await open.getByLabel("What is it?").fill("Paper bag");
  await pay.till.press("5");
  await open.getByRole("button", { name: "Add to sale" }).click();
  await expect(pay.till.line("Paper bag")).toContainText("5.00");

  await pay.till.tile(WEIGHED).click();
  await pay.till.press("0.625");
  await pay.panel(`Weight of ${WEIGHED}`).getByRole("button", { name: "Add to sale" }).click();
  await expect(pay.till.line(WEIGHED)).toContainText("50.00");
  expect(await pay.till.total()).toBe("55.00");
  await pay.till.payExact();
  await finish();
});

test("three of the next scan, and a line removed with its reason", async () => {
  await page.keyboard.press("3");
  await page.keyboard.press("*");
  await scan(TEA, SUGAR);
  await expect(pay.till.line(TEA.name)).toContainText("585.00");
  await pay.removeCurrent("Scanned twice");
  await expect(pay.till.line(SUGAR.name)).toHaveCount(0);
  await pay.till.payExact();
  await finish();
  await expectRecorded("line_voided", "Scanned twice");
});

test("the price explains itself, as arithmetic that adds up", async () => {
  await scan(ROYCO, ROYCO, ROYCO);
  await expect(pay.till.line(ROYCO.name)).toContainText(MULTIBUY.name);
  await pay.discount({ scope: "This item", percent: "5", reason: "Damaged" });
  const rows = await pay.explanation();
  await expectAccessible();
  const amounts = rows
    .filter(({ label }) => /^(3 \u00d7|Any 3|Discount)/.test(label))
    .map(({ amount }) => centsOf(amount));
  expect(amounts).toEqual([19_500, -1_500, -900]);
  const total = rows.find(({ label }) => label === "This line");
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(centsOf(total?.amount ?? ""));
  await page.keyboard.press("Escape");
  expect(await pay.till.total()).toBe("171.00");
  await pay.till.payExact();
  await finish();
});

test("one whole sale by keyboard alone", async () => {
  const { keyboard } = page;
  const figure = pay.panel(/^Quantity of/).locator("output");
  await keyboard.press("/");
  await expect(pay.till.search).toBeFocused();
  // At a person's speed: quicker keys are a scanner's.
  await keyboard.type("ketepa", { delay: PERSON_KEY_MS });
  await expect(pay.till.tile(TEA.name)).toBeVisible();
  await expect(
    page.getByRole("list", { name: "Products" }).getByRole("button").first(),
  ).toHaveAccessibleName(new RegExp(`^${TEA.name}`));
  await keyboard.press("Enter");
  await expect(pay.till.line(TEA.name)).toBeVisible();
  await keyboard.press("Escape");

  await keyboard.press("q");
  await expect(pay.panel(/^Quantity of/)).toBeVisible();
  await keyboard.press("4");
  await expect(figure).toHaveText("4");
  await keyboard.press("Enter");
  await expect(pay.till.line(TEA.name)).toContainText("780.00");

  await keyboard.press("d");
  await expect(pay.panel("Discount")).toBeVisible();
  await keyboard.press("5");
  await keyboard.press("ArrowDown");
  await expect(pay.panel("Discount").getByRole("button", { name: "Take off 39.00" })).toBeEnabled();
  await keyboard.press("Enter");
  await expect(pay.till.line(TEA.name)).toContainText("\u221239.00");

  await keyboard.press("e");
  await expect(pay.panel(TEA.name)).toContainText("This line");
  await keyboard.press("Escape");
  await keyboard.press("c");
  await expect(pay.panel("Payment")).toBeVisible();
  await keyboard.press("ArrowRight");
  await keyboard.press("9");
  await expect(pay.panel("Payment").getByRole("button", { name: "Part: Card 9" })).toBeEnabled();
  await keyboard.press("Enter");
  await expect(pay.panel("Payment").getByRole("list", { name: "Paid so far" })).toBeVisible();
  await keyboard.press("Escape");
  await keyboard.press("F8");
  await pay.till.expectPaid();
  await keyboard.press("n");
  await expect(pay.till.exactCash).toBeVisible();
});
