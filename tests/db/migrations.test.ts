import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tenantIdOf } from "../../core/ids";
import { migrateDatabase } from "../../db/migrate";

const NAME = `upgraded_${process.pid}`;
const TENANT = tenantIdOf("upgraded");
const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [LIST, STORE, REGISTER, TERMINAL] = [id(1), id(2), id(3), id(4)];
const [SALE, REFUND, SOLD_LINE, RETURNED_LINE] = [id(5), id(6), id(7), id(8)];
const [PRODUCT, GROUP, CUSTOMER] = [id(9), id(10), id(11)];

let root: postgres.Sql;
let admin: postgres.Sql;
let folder: string;

function urlOf(base: string): string {
  const url = new URL(base);
  url.pathname = `/${NAME}`;
  return url.toString();
}

beforeAll(async () => {
  root = postgres(inject("clusterAdminUrl"), { max: 1, onnotice: () => undefined });
  await root.unsafe(`create database ${NAME}`);
  admin = postgres(urlOf(inject("clusterAdminUrl")), { max: 1, onnotice: () => undefined });
  folder = mkdtempSync(join(tmpdir(), "kaunta-first-migrations-"));
});
afterAll(async () => {
  await admin.end();
  await root.unsafe(`drop database ${NAME}`);
  await root.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The database as the first release left it. */
async function migrateFirstRelease(): Promise<void> {
  cpSync("db/migrations", folder, { recursive: true });
  const path = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as { entries: { idx: number }[] };
  const entries = journal.entries.filter(({ idx }) => idx <= 1);
  writeFileSync(path, JSON.stringify({ ...journal, entries }));
  await migrate(drizzle(admin), { migrationsFolder: folder });
}

async function fillFirstRelease(): Promise<void> {
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = ["tenant_id", ...Object.keys(row)].map((name) => `"${name}"`).join(", ");
    return admin.unsafe(
      `insert into ${table} (${names})
        select ${names} from jsonb_populate_record(null::${table}, $1::text::jsonb)`,
      [JSON.stringify({ tenant_id: TENANT, ...row })],
    );
  };
  const place = { store_id: STORE, register_id: REGISTER };
  const tenant = { code: "upgraded", name: "Old", country: "KE", currency: "KES", language: "en" };
  await insert("tenants", tenant);
  for (const stream of ["catalog", "config"]) {
    await insert("sync_heads", { stream, revision: 7, incarnation: id(20) });
  }
  const list = { code: "standard", name: "Standard", currency: "KES", prices_include_tax: true };
  await insert("price_lists", { id: LIST, revision: 3, ...list });
  await insert("stores", {
    id: STORE,
    code: "S",
    name: "Store",
    address_lines: [],
    timezone: "Africa/Nairobi",
    day_ends_at_minutes: 0,
    currency: "KES",
    language: "en",
    price_list_id: LIST,
    receipt_footer: [],
  });
  const till = { code: "A", kind: "till" };
  await insert("registers", { id: REGISTER, store_id: STORE, name: "Till 1", ...till });
  await insert("terminals", {
    id: TERMINAL,
    ...place,
    ...till,
    epoch: 1,
    status: "active",
    certificate: {},
    received_hash: "0",
    applied_hash: "0",
    enrolled_at: new Date(),
  });
  await insert("tax_groups", { id: GROUP, code: "B", name: "VAT", rates: [] });
  await insert("products", {
    id: PRODUCT,
    sku: "MILK",
    name: "Milk",
    search_text: "milk",
    unit: "each",
    tax_group_id: GROUP,
    options: [],
  });
  await insert("prices", { price_list_id: LIST, product_id: PRODUCT, price_minor: 5_000 });
  await insert("customers", { id: CUSTOMER, code: "C1", name: "Asha" });
  await insertSale({ saleId: SALE, kind: "sale", lineId: SOLD_LINE, sign: 1 });
  await insertSale({ saleId: REFUND, kind: "refund", lineId: RETURNED_LINE, sign: -1 });

  async function insertSale(sale: {
    saleId: string;
    kind: string;
    lineId: string;
    sign: 1 | -1;
  }): Promise<void> {
    const { saleId, kind, lineId, sign } = sale;
    const figures = {
      subtotal_minor: 11_600 * sign,
      discount_minor: 0,
      net_minor: 10_000 * sign,
      tax_minor: 1_600 * sign,
    };
    await insert("sales", {
      id: saleId,
      kind,
      ...place,
      terminal_id: TERMINAL,
      sequence: sign === 1 ? 1 : 2,
      source_event_id: saleId,
      cashier_id: id(30),
      original_sale_id: sign === 1 ? null : SALE,
      receipt_number: `2026-04-30-A1-0${sign === 1 ? 1 : 2}`,
      business_on: "2026-04-30",
      sold_at: new Date(),
      received_at: new Date(),
      local_hour: 10,
      currency: "KES",
      prices_include_tax: true,
      ...figures,
      total_minor: 11_600 * sign,
      rounding_minor: 0,
      paid_minor: 11_600 * sign,
      change_minor: 0,
      item_count: sign,
      line_count: 1,
    });
    await insert("sale_lines", {
      sale_id: saleId,
      line_number: 1,
      id: lineId,
      sku: "MILK",
      name: "Milk",
      unit: "each",
      quantity_milli: 1_000 * sign,
      unit_price_minor: 11_600,
      ...figures,
      gross_minor: 11_600 * sign,
      tax_group_code: "B",
      taxes: [],
      original_line_id: sign === 1 ? null : SOLD_LINE,
      business_on: "2026-04-30",
    });
    await insert("payments", {
      id: id(40 + sign),
      sale_id: saleId,
      position: 1,
      method: "cash",
      currency: "KES",
      amount_minor: 11_600 * sign,
      tendered_minor: 11_600 * sign,
      change_minor: 0,
    });
  }
}

test("a database of the first release is brought up with all that it holds", async () => {
  await migrateFirstRelease();
  await fillFirstRelease();
  const urls = {
    adminUrl: urlOf(inject("clusterAdminUrl")),
    appUrl: urlOf(inject("clusterAppUrl")),
  };
  expect((await migrateDatabase(urls)).applied).toBeGreaterThan(0);

  expect(
    await admin`select id, kind, promotion_minor, return_total_minor, tip_minor, points,
      is_tax_exempt, held_cart_id, coupons, total_minor from sales order by sequence`,
  ).toEqual([
    expect.objectContaining({
      id: SALE,
      return_total_minor: "0",
      tip_minor: "0",
      points: "0",
      is_tax_exempt: false,
      coupons: [],
    }),
    expect.objectContaining({ id: REFUND, return_total_minor: "-11600", total_minor: "-11600" }),
  ]);
  expect(
    await admin`select id, prices_include_tax, original_sale_id, trace from sale_lines
      order by quantity_milli desc`,
  ).toEqual([
    { id: SOLD_LINE, prices_include_tax: true, original_sale_id: null, trace: null },
    { id: RETURNED_LINE, prices_include_tax: true, original_sale_id: SALE, trace: null },
  ]);
  expect(await admin`select min_quantity_milli, price_minor from prices`).toEqual([
    { min_quantity_milli: "0", price_minor: "5000" },
  ]);
  expect(
    await admin`select tax_rounding, exchange_rates, measure_layouts, takes_tips, points_ppm
      from stores`,
  ).toEqual([
    {
      tax_rounding: "line",
      exchange_rates: [],
      measure_layouts: null,
      takes_tips: false,
      points_ppm: 0,
    },
  ]);
  expect(await admin`select sale_id, deposit_id, foreign_currency from payments`).toHaveLength(2);

  // Tills that have everything up to revision 7 hear of what they could not be told before.
  expect(await admin`select revision from price_lists`).toEqual([{ revision: "8" }]);
  expect(await admin`select stream, revision from sync_heads order by stream`).toEqual([
    { stream: "catalog", revision: "8" },
    { stream: "config", revision: "8" },
    { stream: "customers", revision: "1" },
    { stream: `held:${STORE}`, revision: "0" },
  ]);
  expect(await admin`select revision, phone, is_tax_exempt from customers`).toEqual([
    { revision: "1", phone: null, is_tax_exempt: false },
  ]);
  expect(
    await admin`select relname from pg_class where relnamespace = 'public'::regnamespace
      and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`,
  ).toEqual([]);
  expect((await migrateDatabase(urls)).applied).toBe(0);
});
