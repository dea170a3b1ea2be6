import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Envelope } from "../../core/sync/envelope";
import { type LedgerReport, verifyLedger } from "../../scripts/ledger/verify-ledger";
import { closeTerminalGap } from "../../server/sync-office/close-terminal-gap";
import { postCorrection } from "../../server/sync-office/post-correction";
import { retryAside } from "../../server/sync-office/retry-aside";
import { newDeposit } from "../factories/new-deposit";
import { newReturnDocument } from "../factories/new-return-document";
import { newSaleDocument } from "../factories/new-sale-document";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { newTerminal, type TestTerminal } from "../factories/new-terminal";
import { sealPoison, setAsideWrongly } from "../factories/set-aside";
import { testContext } from "../factories/test-context";
import { closeTestRuntime, testRuntime } from "../factories/test-runtime";
import { testDatabase } from "../setup/test-database";

let tenant: TestTenant;
let first: TestTerminal;
let second: TestTerminal;
let admin: postgres.Sql;
let adminUrl: string;

beforeAll(async () => {
  ({ adminUrl } = await testDatabase());
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const base = await testRuntime();
  // A clock that moves whenever it is read: no two instants of a server are the same.
  const now = () => {
    base.clock.advance(7);
    return base.now();
  };
  tenant = await newTenant({ ...base, now });
  first = await newTerminal(tenant);
  second = await newTerminal(tenant);
  await fillLedger();
});
afterAll(async () => {
  await admin.end();
  await closeTestRuntime();
});

function verify(): Promise<LedgerReport> {
  return verifyLedger({ adminUrl, runtime: tenant.runtime }, tenant.tenantId);
}

let receipts = 0;
function newSale(quantity = 2) {
  receipts += 1;
  return newSaleDocument(tenant, { receiptNumber: `2026-04-30-L-${receipts}`, quantity });
}

/** Two tills with everything that can happen to an event. */
async function fillLedger(): Promise<void> {
  await fillSales();
  await fillDeposits();
  await fillTroubles();
}

async function fillSales(): Promise<void> {
  const { runtime } = tenant;
  const shiftId = runtime.newId();
  const sale = newSale(3);
  const mistake = newSale();
  const voided = { ...newReturnDocument(tenant, { sale: mistake, quantity: 2 }), kind: "void" };
  await first.push([
    first.seal("SHIFT_OPENED", { shiftId, shiftNumber: 1, currency: "KES", floatMinor: 50_000 }),
    first.seal("SALE", sale, { shiftId }),
    first.seal("SALE", { ...newSale(), coupons: ["twice", "TWICE "] }, { shiftId }),
    first.seal("SALE", mistake, { shiftId }),
    first.seal("TRAINING_SALE", newSale(), { shiftId }),
    first.seal("STOCK_ADJUSTED", {
      adjustmentId: runtime.newId(),
      reason: "damage",
      note: null,
      lines: [
        { productId: tenant.products[2]?.id, sku: "SUGAR-1", quantityMilli: -2000, note: null },
      ],
    }),
    first.seal("DRAWER_OPENED", { reason: "Coins", approvals: [] }, { shiftId }),
  ]);
  await second.push([
    second.seal("REFUND", newReturnDocument(tenant, { sale, quantity: 1 })),
    second.seal("VOID", { ...voided, reason: "Typed wrong" }),
  ]);
  await first.push([
    first.seal("SHIFT_CLOSED", {
      shiftId,
      currency: "KES",
      expectedCashMinor: 70_000,
      countedCashMinor: 69_500,
    }),
  ]);
}

async function fillDeposits(): Promise<void> {
  const { runtime } = tenant;
  const layaway = { heldCartId: runtime.newId() };
  const given = { heldCartId: runtime.newId() };
  await first.push([
    first.seal("DEPOSIT", newDeposit(tenant, layaway)),
    first.seal("DEPOSIT", newDeposit(tenant, given)),
  ]);
  await second.push([
    second.seal("DEPOSIT", newDeposit(tenant, { ...layaway, amountMinor: 5_000 })),
    second.seal(
      "DEPOSIT",
      newDeposit(tenant, { ...given, kind: "cancellation", amountMinor: -20_000 }),
    ),
    second.seal("SALE", { ...newSale(), heldCartId: layaway.heldCartId }),
  ]);
}

async function fillTroubles(): Promise<void> {
  const known = newSale();
  const wrong = { ...newSale(), taxMinor: 1 };
  await first.push([first.seal("SALE", known), first.seal("SALE", wrong)]);
  // The same sale as a second event: its rows cannot stand twice.
  await second.push([second.seal("SALE", known), second.seal("SALE", newSale())]);
  const lost = Array.from({ length: 4 }, () => second.seal("SALE", newSale()));
  const [one, two, , four] = lost;
  await second.push([one, four]);
  const { terminalId } = second.certificate;
  const from = (one?.sequence ?? 0) + 1;
  const gap = { terminalId, first: from, last: from + 1, reason: "The tablet broke" };
  await closeTerminalGap(testContext(tenant, "owner"), gap);
  await second.push([two]);
  await second.push([second.seal("SALE", newSale()), second.seal("TELEPORT", {})]);
}

describe("npm run ledger -- verify", () => {
  it("[EV5] comes to the same rows from the events alone, whatever happened to them", async () => {
    const report = await verify();
    expect(report.first).toBeNull();
    expect(report).toMatchObject({ isIdentical: true, waiting: 1, findings: [] });
    expect(report.tables.filter(({ rows }) => rows === 0).map(({ table }) => table)).toEqual([
      "recovered_events",
    ]);
    expect(await admin`select 1 from pg_namespace where nspname like 'ledger%'`).toHaveLength(0);
  });

  it("[CO1] comes to the same rows of an event that was booked after all, and of a correction", async () => {
    const place = (event: Envelope) => ({
      terminalId: event.terminalId,
      sequence: event.sequence,
    });
    const owner = testContext(tenant, "owner");
    const third = await newTerminal(tenant, { storeIndex: 1 });
    const sale = third.sealSale();
    await setAsideWrongly(tenant, third, sale);
    await third.push([third.sealSale()]);
    expect((await verify()).first).toMatch(/stored quarantined, rebuilt applied|the row/);
    expect(await retryAside(owner, place(sale))).toMatchObject({ state: "applied" });
    expect((await verify()).first).toBeNull();

    const poison = sealPoison(third);
    await third.push([poison, third.sealSale()]);
    await postCorrection(owner, { ...place(poison), reason: "Typed wrong", sale: null });
    expect((await verify()).first).toBeNull();
  }, 60_000);

  it.each<[string, (sql: postgres.TransactionSql) => Promise<unknown>, RegExp]>([
    [
      "a total that was changed",
      (sql) => sql`update sales set total_minor = total_minor + 100, net_minor = net_minor + 100,
        paid_minor = paid_minor + 100 where tenant_id = ${tenant.tenantId} and id = (
          select min(id::text)::uuid from sales where tenant_id = ${tenant.tenantId})`,
      /^sales, id .*: net_minor is not what its events say: stored \d+, rebuilt \d+\. It comes from event \d+ of /,
    ],
    [
      "a payment that was removed",
      (sql) => sql`delete from payments where tenant_id = ${tenant.tenantId} and id = (
        select min(id::text)::uuid from payments where tenant_id = ${tenant.tenantId})`,
      /^payments, id .*: the row is missing\. It comes from event \d+ of /,
    ],
    [
      "a journal line that was added",
      (sql) => sql`insert into journal_lines select tenant_id, source_event_id, 99, store_id,
        business_on, account, currency, 5 from journal_lines
        where tenant_id = ${tenant.tenantId} limit 1`,
      /^journal_lines, .*line_number 99: the row stands there and no event says so/,
    ],
    [
      "an event whose text was edited",
      (sql) => sql`update event_inbox set raw = replace(raw, '"reason":"Coins"', '"reason":"Coin"')
        where tenant_id = ${tenant.tenantId} and type = 'DRAWER_OPENED'`,
      /^Event \d+ of \S+ is not the text that its hash was made of\. It is event .*DRAWER_OPENED/,
    ],
    [
      "a stock level that was moved",
      (sql) => sql`update stock_levels set quantity_milli = quantity_milli + 1000
        where tenant_id = ${tenant.tenantId}`,
      /^stock_levels, .*: quantity_milli is not what its events say/,
    ],
    [
      "hashes that were swapped",
      (sql) => sql`update event_inbox as one set hash = other.hash from event_inbox as other
        where one.tenant_id = ${tenant.tenantId} and other.tenant_id = one.tenant_id
          and one.terminal_id = ${first.certificate.terminalId}
          and other.terminal_id = one.terminal_id
          and (one.sequence, other.sequence) in ((2, 3), (3, 2))`,
      /^Event 2 of \S+ is not the text that its hash was made of/,
    ],
    [
      "an event that was removed",
      (sql) => sql`delete from event_inbox where tenant_id = ${tenant.tenantId}
        and terminal_id = ${first.certificate.terminalId} and sequence = 3`,
      /received through \d+ is stored, and the log reaches 2/,
    ],
    [
      "a cursor that was put back",
      (sql) => sql`update terminals set claimed_sequence = 1 where tenant_id = ${tenant.tenantId}
        and id = ${first.certificate.terminalId}`,
      /booked through \d+, received through \d+, of 1 it has/,
    ],
    [
      "an event that was set aside by hand",
      (sql) => sql`update event_inbox set state = 'quarantined', error_code = 'event_schema_invalid'
        where tenant_id = ${tenant.tenantId} and type = 'DRAWER_OPENED'`,
      /^event_inbox, .*: state is not what its events say: stored quarantined, rebuilt applied/,
    ],
    [
      "a layaway whose deposits were changed",
      (sql) => sql`update held_carts set paid_minor = paid_minor + 1
        where tenant_id = ${tenant.tenantId} and paid_minor > 0`,
      /^held_carts, id .*: paid_minor is not what its events say/,
    ],
  ])(
    "finds and names %s",
    async (_name, sabotage, sentence) => {
      const tables = ["event_inbox", "terminals", "payments", "journal_lines", "stock_levels"];
      const kept = [...tables, "sales", "held_carts"];
      await admin.begin(async (sql) => {
        for (const table of kept) {
          await sql.unsafe(`create table kept_${table} as select * from ${table}
          where tenant_id = '${tenant.tenantId}'`);
        }
        await sabotage(sql);
      });
      const report = await verify();
      await admin.begin(async (sql) => {
        await sql`set local session_replication_role = replica`;
        for (const table of kept) {
          await sql.unsafe(`delete from ${table} where tenant_id = '${tenant.tenantId}'`);
          await sql.unsafe(`insert into ${table} select * from kept_${table}`);
          await sql.unsafe(`drop table kept_${table}`);
        }
      });
      expect(report.isIdentical).toBe(false);
      expect(report.first).toMatch(sentence);
    },
    60_000,
  );

  it("changes nothing itself, and leaves no schema behind", async () => {
    expect((await verify()).first).toBeNull();
    expect(await admin`select 1 from pg_namespace where nspname like 'ledger%'`).toEqual([]);
  }, 60_000);
});

describe("a layaway", () => {
  it("names the sale that ended it, also when its last deposit came together with that", async () => {
    const carts = await admin`select status, sold_sale_id is not null as is_named from held_carts
      where tenant_id = ${tenant.tenantId} order by status`;
    expect(carts.map((cart) => [cart["status"], cart["is_named"]])).toEqual([
      ["cancelled", false],
      ["sold", true],
    ]);
  });
});
