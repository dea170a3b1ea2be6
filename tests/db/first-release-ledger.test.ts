import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { genesisHash, hashedText } from "../../core/sync/envelope";
import { migrateDatabase } from "../../db/migrate";
import { verifyLedger } from "../../scripts/ledger/verify-ledger";
import { createRuntime } from "../../server/runtime";
import { type ReleasedLog, readJson, readReleased } from "../golden/released-events";

type Row = Readonly<Record<string, unknown>>;
type Books = Readonly<Record<string, Row | readonly Row[] | null>>;

/** Which table each part of what an event adds was written to. */
const TABLES: Readonly<Record<string, string>> = {
  shiftOpened: "shifts",
  sale: "sales",
  saleLines: "sale_lines",
  saleTaxes: "sale_taxes",
  payments: "payments",
  stockMovements: "stock_movements",
  journalLines: "journal_lines",
};

const NAME = `first_release_${process.pid}`;
const log = readReleased("0.1.0");
const { tenantId, storeId, registerId, terminalId } = log.certificate;
let root: postgres.Sql;
let admin: postgres.Sql;

function urlOf(base: string): string {
  const url = new URL(base);
  url.pathname = `/${NAME}`;
  return url.toString();
}

beforeAll(async () => {
  root = postgres(inject("clusterAdminUrl"), { max: 1, onnotice: () => undefined });
  await root.unsafe(`create database ${NAME}`);
  admin = postgres(urlOf(inject("clusterAdminUrl")), { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await root.unsafe(`drop database ${NAME}`);
  await root.end();
});

/** The database as the first release left it. */
async function migrateFirstRelease(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kaunta-first-release-"));
  cpSync("db/migrations", folder, { recursive: true });
  const path = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as { entries: { idx: number }[] };
  const entries = journal.entries.filter(({ idx }) => idx <= 1);
  writeFileSync(path, JSON.stringify({ ...journal, entries }));
  await migrate(drizzle(admin), { migrationsFolder: folder });
  rmSync(folder, { recursive: true, force: true });
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Write a row as far as the table of that release had columns for it. */
async function insert(table: string, row: Row): Promise<void> {
  const known = await admin<{ name: string }[]>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`;
  const named = { tenant_id: tenantId, ...mapKeys(row) };
  const columns = known.map(({ name }) => name).filter((name) => name in named);
  const list = columns.map((name) => `"${name}"`).join(", ");
  await admin.unsafe(
    `insert into ${table} (${list})
      select ${list} from jsonb_populate_record(null::${table}, $1::text::jsonb)`,
    [JSON.stringify(named)],
  );
}

function mapKeys(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]));
}

async function fillShop({ entries, certificate }: ReleasedLog): Promise<void> {
  const list = uuidv7();
  await insert("tenants", {
    code: "first",
    name: "First",
    country: "KE",
    currency: "KES",
    language: "en",
  });
  for (const stream of ["catalog", "config"]) {
    await insert("sync_heads", { stream, revision: 1, incarnation: uuidv7() });
  }
  await insert("price_lists", {
    id: list,
    code: "standard",
    name: "Standard",
    currency: "KES",
    pricesIncludeTax: true,
  });
  await insert("stores", {
    id: storeId,
    code: "S",
    name: "Store",
    addressLines: [],
    timezone: "Africa/Nairobi",
    dayEndsAtMinutes: 0,
    currency: "KES",
    language: "en",
    priceListId: list,
    receiptFooter: [],
  });
  await insert("registers", { id: registerId, storeId, code: "A", name: "Till 1", kind: "till" });
  const last = entries.at(-1)?.event.hash ?? genesisHash(certificate);
  await insert("terminals", {
    id: terminalId,
    storeId,
    registerId,
    epoch: 1,
    code: "A1",
    kind: "till",
    status: "active",
    certificate,
    receivedSequence: entries.length,
    appliedSequence: entries.length,
    claimedSequence: entries.length,
    receivedHash: last,
    appliedHash: last,
    enrolledAt: "2026-04-30T04:00:00.000Z",
  });
}

/** What the first release booked of its own log; its own code came to the same rows. */
async function fillLedger({ entries }: ReleasedLog): Promise<void> {
  for (const { file, event } of entries) {
    const { hash, prevHash, sequence, eventId, type, typeVersion, createdAt } = event;
    await insert("event_inbox", {
      ...{ terminalId, sequence, eventId, type, typeVersion, hash, prevHash, createdAt },
      raw: hashedText(event),
      receivedAt: "2026-04-30T08:00:00.000Z",
      state: "applied",
      attempts: 0,
    });
    const books = readJson("books", "0.1.0", file) as Books;
    for (const [part, table] of Object.entries(TABLES)) {
      for (const row of [books[part] ?? []].flat() as Row[]) await insert(table, row);
    }
    const closed = books["shiftClosed"] as Row | undefined;
    if (!closed) continue;
    await admin`update shifts set closed_at = ${String(closed["closedAt"])},
      closed_by_id = ${String(closed["closedById"])},
      expected_cash_minor = ${Number(closed["expectedCashMinor"])},
      counted_cash_minor = ${closed["countedCashMinor"] as number | null}
      where id = ${String(closed["id"])}`;
  }
  await admin`insert into stock_levels (tenant_id, store_id, product_id, quantity_milli, updated_at)
    select tenant_id, store_id, product_id, sum(quantity_milli), now() from stock_movements
    group by 1, 2, 3`;
}

it("[SA5] a ledger of the first release, brought up to date, is what its events say today", async () => {
  await migrateFirstRelease();
  await fillShop(log);
  await fillLedger(log);
  const adminUrl = urlOf(inject("clusterAdminUrl"));
  const appUrl = urlOf(inject("clusterAppUrl"));
  await migrateDatabase({ adminUrl, appUrl });
  const authSecret = "a secret of the tests, thirty-two characters";
  const runtime = createRuntime({ databaseUrl: appUrl, authSecret, appUrl: "http://localhost" });
  const report = await verifyLedger({ adminUrl, runtime }, tenantId);
  await runtime.database.close();
  expect(report.first).toBeNull();
  expect(report.events).toBe(log.entries.length);
  const links = await admin`select original_sale_id, original_line_id from sale_lines
    where original_line_id is not null`;
  expect(links).toHaveLength(1);
}, 60_000);
