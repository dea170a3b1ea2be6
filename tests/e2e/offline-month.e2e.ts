import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { CASHIER, OWNER, SUPERVISOR, shelfProduct } from "./counter-shop";
import { CounterPage } from "./pages/counter-page";
import { OfficePage } from "./pages/office-page";
import { centsOf } from "./pages/pay-page";
import { startShop, type TestShop } from "./start-shop";
import { createTillProfile, type LoggedEvent, readTillLog, type TillProfile } from "./till-profile";
import { test } from "./watched-test";

const DAYS_30_MS = 30 * 24 * 60 * 60_000;

/** A screen that speaks of these asks somebody about the network. */
const NETWORK_WORDS = /network|internet|connect|server|try again|went wrong/i;

const flour = shelfProduct(0);
const rice = shelfProduct(9);
const sugar = shelfProduct(30);

let shop: TestShop;
let profile: TillProfile;
let till: CounterPage;
/** What the screens said was paid or given back, by receipt number. */
const sold = new Map<string, number>();
const faults: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  shop = await startShop({ demo: true });
  profile = createTillProfile();
});

test.afterAll(async () => {
  await profile.remove();
  await shop.stop();
});

test("a till sells for thirty days without a server, and then all three books agree", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  await openTill();
  await till.setUp({ ...OWNER, register: "Till 2" });
  await till.unlock(CASHIER);
  await till.openShift({ float: "5000" });
  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await sell([flour, sugar]);
  await expect(till.syncPill).toContainText("Synced");
  await shop.stopServer();

  await till.page.reload();
  const receiptOfThatDay = await workOfThatDay();
  await profile.close();

  const later = Date.now() + DAYS_30_MS;
  await openTill(later);
  await till.open();
  expect(await till.page.evaluate(() => Date.now())).toBeGreaterThanOrEqual(later);
  await workAMonthLater(receiptOfThatDay);
  await expect(till.syncPill).toContainText("Offline since");

  // The browser notices that its network is back, and need not wait until it tries by itself.
  await till.page.context().setOffline(true);
  await shop.startServer();
  await till.page.context().setOffline(false);
  await expect(till.syncPill).toContainText("Synced", { timeout: 90_000 });
  await expectBooksAgree(await readTillLog(till.page));
  await expectOfficeShows(await (await browser.newContext({ baseURL: shop.url })).newPage());
  expect(faults).toEqual([]);
});

async function openTill(clockAt?: number): Promise<void> {
  const page = await profile.open({
    url: shop.url,
    ...(clockAt === undefined ? {} : { clockAt }),
  });
  page.on("pageerror", (error) => faults.push(error.message));
  till = new CounterPage(page);
}

/** @returns a receipt number of goods that come back later. */
async function workOfThatDay(): Promise<string> {
  await till.unlock(CASHIER);
  await expect(till.search).toBeVisible();
  const receipt = await sell([flour, rice]);
  await till.next();
  await till.scanProducts([sugar]);
  await till.page.keyboard.press("F2");
  await expect(till.lines).toHaveCount(0);
  await till.page.keyboard.press("F3");
  await till.key(/^Recall/).click();
  await expect(till.line(sugar.name)).toBeVisible();
  await sell([]);
  await till.next();
  await closeShift("6000");
  await till.openShift();
  await sell([rice]);
  await expectQuiet();
  return receipt;
}

async function workAMonthLater(receiptOfThatDay: string): Promise<void> {
  await till.unlock(CASHIER);
  await expect(till.search).toBeVisible();
  await expectQuiet();
  await closeShift("400");
  await till.openShift({ float: "5000" });
  const receipt = await sell([sugar, flour]);
  expect(receipt.slice(0, 10) > receiptOfThatDay.slice(0, 10)).toBe(true);
  await till.next();
  await giveBackRice(receiptOfThatDay);
  await till.next();
  await reprint(receiptOfThatDay);
  await expectQuiet();
  await closeShift("5000");
  await till.openShift();
  await expectQuiet();
}

async function sell(products: readonly (typeof flour)[]): Promise<string> {
  await till.scanProducts(products);
  const totalMinor = centsOf(await till.total());
  await till.payExact();
  const receipt = await till.receiptNumber();
  sold.set(receipt, totalMinor);
  return receipt;
}

async function giveBackRice(receipt: string): Promise<void> {
  await till.scanReceipt(receipt);
  await till.key(/^None/).click();
  const more = till.returnLine(rice.name).getByRole("button", { name: /^One more/ });
  await more.click();
  await till.reason("Faulty").click();
  await till.key(/^Give back/).click();
  await till.approve(SUPERVISOR);
  await till.expectSettled();
  sold.set(await till.receiptNumber(), -rice.priceMinor);
}

async function reprint(receipt: string): Promise<void> {
  await till.page.keyboard.press("r");
  await till.panel.getByRole("searchbox").fill(receipt);
  await till.panel.getByRole("button", { name: new RegExp(receipt) }).click();
  await till.key("Print a copy").click();
  await till.page.keyboard.press("Escape");
}

async function closeShift(counted: string): Promise<void> {
  await till.page.keyboard.press("s");
  await till.key("Close shift").click();
  await till.press(counted);
  await till.key("Close shift").click();
  const closed = till.page.getByRole("heading", { name: /^Shift \d+ is closed$/ });
  await expect(closed).toBeVisible();
}

/** Nobody is told of the network but by the pill. */
async function expectQuiet(): Promise<void> {
  // The framework's announcer of pages is an alert too, and says nothing.
  await expect(till.page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
  await expect(till.page.getByRole("alertdialog")).toHaveCount(0);
  await expect(till.page.getByRole("dialog")).toHaveCount(0);
  const spoken = await till.page.getByRole("banner").getByText(NETWORK_WORDS).count();
  await expect(till.page.getByText(NETWORK_WORDS).filter({ visible: true })).toHaveCount(spoken);
}

/** Till log and database: every event once, in order, booked as it was sealed. */
async function expectBooksAgree(log: readonly LoggedEvent[]): Promise<void> {
  const sql = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  const terminalId = log[0]?.envelope.terminalId ?? "";
  try {
    const inbox = await sql<{ sequence: number; hash: string; state: string }[]>`
      select sequence::int as sequence, hash, state from event_inbox
      where terminal_id = ${terminalId} order by sequence`;
    expect(inbox.map(({ sequence, hash, state }) => ({ sequence, hash, state }))).toEqual(
      log.map(({ envelope }, index) => ({
        sequence: index + 1,
        hash: envelope.hash,
        state: "applied",
      })),
    );
    const [aside] = await sql<{ conflicts: number; gaps: number }[]>`
      select (select count(*)::int from event_conflicts where terminal_id = ${terminalId}) as conflicts,
        (select count(*)::int from closed_gaps where terminal_id = ${terminalId}) as gaps`;
    expect(aside).toEqual({ conflicts: 0, gaps: 0 });
    const sales = await sql<{ id: string; receipt: string; total: number }[]>`
      select id, receipt_number as receipt, total_minor::int as total from sales
      where terminal_id = ${terminalId} order by id`;
    expect(new Map(sales.map(({ receipt, total }) => [receipt, total]))).toEqual(sold);
    expect(sales.map(({ id, total }) => [id, total])).toEqual(
      log
        .filter(({ totalMinor }) => totalMinor !== null)
        .map(({ documentId, totalMinor }) => [documentId, totalMinor])
        .sort(),
    );
    const [shifts] = await sql<{ closed: number; open: number }[]>`
      select count(closed_at)::int as closed, (count(*) - count(closed_at))::int as open
      from shifts where terminal_id = ${terminalId}`;
    expect(shifts).toEqual({ closed: 3, open: 1 });
  } finally {
    await sql.end();
  }
}

async function expectOfficeShows(page: Page): Promise<void> {
  const office = new OfficePage(page);
  await office.signIn(OWNER);
  const amount = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2 });
  for (const [receipt, total] of sold) {
    await office.openSales(`receipt=${receipt}`);
    await expect(office.row(receipt)).toHaveCount(1);
    await expect(office.row(receipt)).toContainText(amount.format(Math.abs(total) / 100));
  }
}
