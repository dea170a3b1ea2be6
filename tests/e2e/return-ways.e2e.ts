import { expect } from "@playwright/test";
import { openCounter, SUPERVISOR, shelfProduct } from "./counter-shop";
import type { CounterPage } from "./pages/counter-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

let shop: TestShop;
let first: CounterPage;
let second: CounterPage;

const flour = shelfProduct(0);
const rice = shelfProduct(9);
const sugar = shelfProduct(30);

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  shop = await startShop({ demo: true });
  first = await openCounter(browser, { shop, register: "Till 2" });
  second = await openCounter(browser, { shop, register: "A new till" });
});

test.afterAll(() => shop.stop());

test("a scanned receipt gives back what is left of it, and no more, on every till", async () => {
  const receipt = await first.sell([flour, flour, rice]);
  await expect(first.syncPill).toContainText("Synced");

  await first.scanReceipt(receipt);
  await expect(first.returnLine(flour.name)).toContainText("2 of 2 left");
  await first.key(/^None/).click();
  await first
    .returnLine(flour.name)
    .getByRole("button", { name: /^One more/ })
    .click();
  await first.reason("Faulty").click();
  await first.key(/^Give back/).click();
  await first.approve(SUPERVISOR);
  await first.expectSettled();
  await expect(first.giveBack).toBeVisible();
  await expect(first.syncPill).toContainText("Synced");

  await second.scanReceipt(receipt);
  await expect(second.returnLine(flour.name)).toContainText("1 of 2 left");
  await second.reason("Wrong item").click();
  await second.key(/^Give back/).click();
  await second.approve(SUPERVISOR);
  await second.expectSettled();
  await expect(second.syncPill).toContainText("Synced");

  await first.scanReceipt(receipt);
  await expect(first.panel.getByRole("alert")).toContainText("come back already");
  await expect(first.key(/^Give back/)).toHaveCount(0);
  await first.page.keyboard.press("Escape");
  await first.next();
  await second.next();
});

test("a receipt that nobody knows says so and shows the ways on", async () => {
  await first.scan("2026-01-01-ZZ-99");
  await expect(first.panel.getByRole("alert")).toContainText("No receipt 2026-01-01-ZZ-99");
  await first.key(/^No receipt/).click();
  await first.expectPanel("Return without receipt");
  await first.page.keyboard.press("Escape");
});

test("goods come back without a receipt when somebody approves", async () => {
  await first.page.keyboard.press("F7");
  await first.key(/^No receipt/).click();
  await first.panel.getByRole("searchbox").fill(sugar.name);
  await first.panel.getByRole("searchbox").press("Enter");
  await first.expectPanel(sugar.name);
  await first.reason("Changed mind").click();
  await first.key("Take it back").click();
  await first.approve(SUPERVISOR);
  await expect(first.line(sugar.name)).toBeVisible();
  await first.page.getByRole("button", { name: /^Give back/ }).click();
  await first.expectSettled();
  await expect(first.giveBack).toBeVisible();
  await first.next();
});

test("an exchange in one ticket is paid by the difference, in either direction", async () => {
  const cheap = flour.priceMinor < rice.priceMinor ? flour : rice;
  const dear = cheap === flour ? rice : flour;
  const receiptOfCheap = await first.sell([cheap]);
  await expect(first.syncPill).toContainText("Synced");
  await first.scanReceipt(receiptOfCheap);
  await first.reason("Wrong item").click();
  await first.key("Add to the sale").click();
  await first.approve(SUPERVISOR);
  await expect(first.line(cheap.name)).toBeVisible();
  await first.scan(dear.code);
  await expect(first.line(dear.name)).toBeVisible();
  const difference = (dear.priceMinor - cheap.priceMinor) / 100;
  expect(await first.total()).toBe(money(difference));
  await first.payExact();
  const receiptOfDear = await first.receiptNumber();
  await expect(first.syncPill).toContainText("Synced");

  await first.scanReceipt(receiptOfDear);
  await first.reason("Wrong item").click();
  await first.key("Add to the sale").click();
  await first.approve(SUPERVISOR);
  await expect(first.lines).toHaveCount(1);
  await first.scan(cheap.code);
  await expect(first.lines).toHaveCount(2);
  await first.page.getByRole("button", { name: /^Give back/ }).click();
  await first.expectSettled();
  await expect(first.giveBack).toContainText(money(difference));
  await first.next();
});

test("a whole return by keyboard alone", async () => {
  const receipt = await first.sell([rice]);
  await expect(first.syncPill).toContainText("Synced");
  const { keyboard } = first.page;
  await keyboard.press("n");
  await expect(first.paidHeading).toHaveCount(0);
  await keyboard.press("F7");
  await first.expectPanel("Return");
  await keyboard.type(receipt, { delay: 110 });
  await keyboard.press("Enter");
  await expect(first.returnLine(rice.name)).toBeVisible();
  await keyboard.press("1");
  await expect(first.reason("Faulty")).toHaveAttribute("aria-pressed", "true");
  await keyboard.press("Enter");
  const overlay = first.page.getByRole("dialog").last();
  await expect(overlay.getByText("Who approves?")).toBeVisible();
  await keyboard.type(SUPERVISOR.pin, { delay: 110 });
  await keyboard.press("Enter");
  await first.expectSettled();
  await expect(first.giveBack).toBeVisible();
  await keyboard.press("n");
});

function money(major: number): string {
  return major.toLocaleString("en-GB", { minimumFractionDigits: 2 });
}
