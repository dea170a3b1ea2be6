import { type BrowserContext, expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { importCatalog } from "../../server/catalog/import-catalog";
import { writeCustomers } from "../../server/customers/write-customers";
import { APP_SURFACE } from "../db/isolation/app-surface";
import { readPdf } from "../pdf/read-pdf";
import { newTillContext, OWNER } from "./counter-shop";
import { inShop } from "./in-shop";
import { OfficePage } from "./pages/office-page";
import { TillPage } from "./pages/till-page";
import { startShop, type TestShop } from "./start-shop";
import { test } from "./watched-test";

/** Each would set `planted` if anything took it for more than words. */
const SCRIPT = "<script>window.planted=1</script>";
const IMAGE = `"><img src=x onerror="window.planted=1">`;
/** A till shows a long name in two parts. */
const IMAGE_TAIL = `onerror="window.planted=1">`;
const VECTOR = `'><svg/onload=window.planted=1>`;
const FORMULA = `=HYPERLINK("javascript:window.planted=1")`;
const BARCODE = "4006381333931";

test.describe.configure({ mode: "serial" });

let shop: TestShop;
let saleId: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await startShop({ demo: true });
  await inShop(shop, OWNER.email, async (context) => {
    await importCatalog(context, {
      categories: [{ code: "PLANTED", name: VECTOR, names: { sw: VECTOR } }],
      products: [
        {
          sku: "PLANTED-1",
          name: IMAGE,
          categoryCode: "PLANTED",
          taxGroupCode: "B",
          priceMinor: 10_000,
          barcodes: [{ code: BARCODE }],
        },
      ],
    });
    await writeCustomers(context, {
      customers: [
        { code: "PLANTED", name: SCRIPT },
        { code: "PLANTED-2", name: FORMULA },
      ],
    });
  });
  const admin = postgres(shop.adminUrl, { max: 1 });
  await admin`
    update stores set receipt_footer = ${admin.json([SCRIPT, IMAGE])},
      address_lines = ${admin.json([VECTOR])}`;
  await admin`update users set display_name = ${IMAGE.slice(0, 38)} where role = 'cashier'`;
  await admin`update tenants set name = ${VECTOR}`;
  await admin.end();
});

test.afterAll(() => shop.stop());

/** A page that fails the test as soon as anything planted runs. */
async function watchedPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    throw new Error(`a dialog said ${dialog.message()}`);
  });
  return page;
}

const isPlanted = (page: Page) => page.evaluate(() => "planted" in window);

test("a till sells, shows and prints planted words as words", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await watchedPage(await newTillContext(browser, shop));
  const till = new TillPage(page);
  await till.setUp(OWNER);
  await till.unlock({ person: /Joseph/, pin: "222222" });
  await till.openShift();
  await till.search.fill("img src");
  await expect(till.tile(IMAGE)).toBeVisible();
  await till.search.fill("");
  await till.scan(BARCODE);
  await expect(till.line(IMAGE_TAIL)).toBeVisible();
  await till.payExact();
  expect(await isPlanted(page)).toBe(false);
  await expect(till.syncPill).toContainText("Synced", { timeout: 30_000 });
  await page.context().close();
});

test("the office shows planted words as words, on every page", async ({ browser }) => {
  test.setTimeout(180_000);
  const context = await newTillContext(browser, shop);
  const page = await watchedPage(context);
  await new OfficePage(page).signIn(OWNER);
  await page.goto("/office/sales");
  await page.getByRole("table", { name: "Sales" }).getByRole("link").first().click();
  await expect(page.getByText(IMAGE).first()).toBeVisible();
  saleId = page.url().split("/").at(-1)?.split("?")[0] ?? "";
  expect(await isPlanted(page)).toBe(false);
  for (const path of OFFICE_PATHS) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 200]);
    await expect(page.getByRole("main")).toBeVisible();
    expect([path, await isPlanted(page)]).toEqual([path, false]);
  }
  await context.close();
});

test("receipts carry planted words as words", async ({ request }) => {
  const api = `${shop.url}/api/v1`;
  const token = await (await request.post(`${api}/auth/token`, { data: OWNER })).json();
  const headers = { authorization: `Bearer ${token.accessToken}` };
  const receipt = (form: string) =>
    request.get(`${api}/transactions/${saleId}/receipt${form}`, { headers });
  const text = await (await receipt(".txt")).text();
  expect(text.replace(/\s/g, "")).toContain(IMAGE.replace(/\s/g, ""));
  const pdf = readPdf(new Uint8Array(await (await receipt(".pdf")).body()));
  expect(pdf.text).toContain(IMAGE.replace(/\s/g, ""));
  const bytes = await (await receipt(".escpos")).body();
  expect(bytes.toString("latin1")).toContain("onerror=");
});

/** Every page of the office that needs no id. */
const OFFICE_PATHS = Object.keys(APP_SURFACE)
  .filter((file) => file.startsWith("(office)/office/") && file.endsWith("/page.tsx"))
  .map((file) =>
    file
      .split("/")
      .slice(0, -1)
      .filter((part) => !part.startsWith("("))
      .join("/"),
  )
  .filter((path) => !path.includes("["))
  .map((path) => `/${path}`);
