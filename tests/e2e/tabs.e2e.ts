import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { DUKA_MOJA } from "../../db/seed/duka-moja";
import { TillPage } from "./pages/till-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

let shop: TestShop;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
});

test.afterAll(() => shop.stop());

async function sellOne(till: TillPage): Promise<string> {
  const product = DUKA_MOJA.products.find(({ unit, barcodes }) => unit === "each" && barcodes[0]);
  await till.scan(product?.barcodes[0]?.code ?? "");
  await expect(till.line(product?.name ?? "")).toBeVisible();
  await till.payExact();
  const receipt = await till.receiptNumber();
  await till.nextSale();
  return receipt;
}

/** What the server holds of the terminal that wrote a receipt: sequences and receipt numbers. */
async function readServer(receiptNumber: string) {
  const sql = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const events = await sql<{ sequence: string; state: string }[]>`
      select i.sequence, i.state from event_inbox i
      join sales s on s.tenant_id = i.tenant_id and s.terminal_id = i.terminal_id
      where s.receipt_number = ${receiptNumber} order by i.sequence`;
    const sales = await sql<{ receipt_number: string }[]>`
      select other.receipt_number from sales s
      join sales other on other.tenant_id = s.tenant_id and other.terminal_id = s.terminal_id
      where s.receipt_number = ${receiptNumber} order by other.receipt_number`;
    return {
      sequences: events.map((event) => Number(event.sequence)),
      receipts: sales.map((sale) => sale.receipt_number),
    };
  } finally {
    await sql.end();
  }
}

function elsewhere(page: Page) {
  return page.getByText("The till is also open in another window").first();
}

test("two tabs sell in turn into one sequence, and the second says that it is the second", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: shop.url, locale: "en-GB" });
  const first = new TillPage(await context.newPage());
  await first.setUp({ email: "owner@duka.test", password: "kaunta-demo", register: "A new till" });
  await first.unlock({ person: /Wanjiku/, pin: "1111" });
  await first.openShift({ float: "0" });
  const second = new TillPage(await context.newPage());
  await second.open();
  await second.unlock({ person: /Wanjiku/, pin: "1111" });
  await expect(elsewhere(second.page)).toBeVisible();
  await expect(elsewhere(first.page)).toBeHidden();

  const receipts: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    for (const till of [first, second]) {
      await till.page.bringToFront();
      receipts.push(await sellOne(till));
    }
  }
  expect(new Set(receipts).size).toBe(6);

  await second.page.getByRole("button", { name: "Use this one" }).click();
  await expect(elsewhere(second.page)).toBeHidden();
  await expect(elsewhere(first.page)).toBeVisible();
  await first.page.bringToFront();
  receipts.push(await sellOne(first));
  await second.page.bringToFront();
  receipts.push(await sellOne(second));
  await expect(second.syncPill).toContainText("Synced");
  await expect(first.syncPill).toContainText("Synced");

  const server = await readServer(receipts[0] ?? "");
  expect(server.receipts).toEqual([...receipts].sort());
  expect(server.sequences).toEqual(server.sequences.map((_, at) => at + 1));
  expect(server.sequences.length).toBeGreaterThanOrEqual(9);
  await context.close();
});
