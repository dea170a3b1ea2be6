import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../core/access/permissions";
import { minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import { buildSaleDocument } from "../../core/sale/build-sale-document";
import { ratePpm } from "../../core/tax/rate";
import { instant } from "../../core/time";
import { newDeposit } from "../../tests/factories/new-deposit";
import { newReturnDocument } from "../../tests/factories/new-return-document";
import { newSaleDocument } from "../../tests/factories/new-sale-document";
import { newTenant, TAX_GROUPS, type TestTenant } from "../../tests/factories/new-tenant";
import { newTerminal } from "../../tests/factories/new-terminal";
import { testContext } from "../../tests/factories/test-context";
import {
  closeTestRuntime,
  TEST_NOW,
  type TestRuntime,
  testRuntime,
} from "../../tests/factories/test-runtime";
import { type RecordSaleInput, recordSale } from "../sales/record-sale";
import { getToday } from "./get-today";
import type { TodayReport } from "./today-result";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

let runtime: TestRuntime;
let tenant: TestTenant;
let report: TodayReport;
const shiftId = "01968000-0000-7000-8000-000000000001";

function taxGroups() {
  return TAX_GROUPS.map((group) => ({
    ...group,
    rates: group.rates.map((rate) => ({
      ...rate,
      ratePpm: ratePpm(rate.ratePpm),
      kind: "percent" as const,
      isCompound: false,
    })),
  }));
}

/** Bread is exempt and milk carries 16 %, both priced with tax. */
function refundOf(sku: "MILK-500" | "BREAD-400", receiptNumber: string) {
  const product = tenant.products.find((one) => one.sku === sku);
  if (!product) throw new Error("the product exists");
  return buildSaleDocument({
    saleId: tenant.runtime.newId(),
    kind: "refund",
    receiptNumber,
    currency: "KES",
    pricesIncludeTax: true,
    taxGroups: taxGroups(),
    cashIncrementMinor: minor(1),
    cashRoundingMode: "HALF_UP",
    orderDiscountMinor: minor(0),
    reason: "Damaged",
    lines: [
      {
        lineId: tenant.runtime.newId(),
        productId: product.id,
        sku,
        name: product.name,
        unit: product.unit,
        quantityMilli: quantityMilli(-1000),
        unitPriceMinor: minor(product.priceMinor),
        discountMinor: minor(0),
        taxGroupCode: product.taxGroupCode,
        isStocked: true,
      },
    ],
    payments: [{ paymentId: tenant.runtime.newId(), method: "cash" }],
  });
}

async function sell(
  at: number,
  input: Omit<RecordSaleInput, "storeId">,
  { store = 0, role = "cashier" }: { store?: number; role?: Role } = {},
) {
  runtime.clock.set(instant(at));
  const storeId = tenant.stores[store]?.id ?? "";
  await recordSale(testContext(tenant, role), { storeId, ...input }, tenant.runtime.newId());
}

const milk = (quantity: string) => ({
  lines: [{ sku: "MILK-500", quantity }],
  payments: [{ method: "cash" as const, amountMinor: Number(quantity) * 6_500 }],
});

beforeAll(async () => {
  runtime = await testRuntime();
  tenant = await newTenant(runtime);
  await sell(TEST_NOW - WEEK_MS - 2 * HOUR_MS, milk("1"));
  await sell(TEST_NOW - WEEK_MS, milk("5"));
  await sell(TEST_NOW - WEEK_MS + HOUR_MS, milk("2"));
  await sell(TEST_NOW - 24 * HOUR_MS, milk("7"));
  await sell(
    TEST_NOW - 3 * HOUR_MS,
    {
      lines: [{ sku: "MILK-500", quantity: "2", discountMinor: 1_400 }],
      payments: [{ method: "mpesa", amountMinor: 11_600, reference: "QK1" }],
    },
    { role: "supervisor" },
  );
  await sell(TEST_NOW - 2 * HOUR_MS, {
    lines: [
      { sku: "SUGAR-1", quantity: "1" },
      { sku: "TOMATO", quantity: "0.625" },
    ],
    payments: [{ method: "cash", amountMinor: 25_500, tenderedMinor: 30_000 }],
  });
  await sell(TEST_NOW - HOUR_MS, milk("1"), { store: 1 });
  runtime.clock.set(TEST_NOW);
  const terminal = await newTerminal(tenant);
  const place = { shiftId };
  await terminal.push([
    terminal.seal(
      "SHIFT_OPENED",
      { shiftId, shiftNumber: 12, currency: "KES", floatMinor: 200_000 },
      place,
    ),
    terminal.sealSale({}, place),
    terminal.seal(
      "REFUND",
      refundOf("BREAD-400", `2026-04-30-${terminal.certificate.code}-03`),
      place,
    ),
  ]);
  report = await getToday(testContext(tenant, "owner"));
});
afterAll(closeTestRuntime);

describe("getToday", () => {
  it("sets the business day beside the same weekday a week ago, up to the same time", () => {
    expect(report).toMatchObject({
      currency: "KES",
      timezone: "Africa/Nairobi",
      day: "2026-04-30",
      comparisonDay: "2026-04-23",
      isFirstDay: false,
      otherCurrencySales: 0,
      comparison: { sales: 1, refunds: 0, totalMinor: 6_500 },
    });
  });

  it("counts sales, with refunds apart, and pieces, a weighed line as one", () => {
    expect(report.today).toMatchObject({ sales: 4, refunds: 1, items: 2 + 2 + 1 + 2 });
  });

  it("takes the tax out of discounts and returns", () => {
    expect(report.today.discountsMinor).toBe(1_207);
    expect(report.today.returnsMinor).toBe(6_700);
  });

  it("adds up: gross less discounts and returns is net, with tax total, rounded collected", () => {
    const { today } = report;
    expect(today.totalMinor).toBe(11_600 + 25_500 + 6_500 + 13_000 - 6_700);
    expect(today.grossMinor - today.discountsMinor - today.returnsMinor).toBe(today.netMinor);
    expect(today.netMinor + today.taxMinor).toBe(today.totalMinor);
    expect(today.totalMinor + today.roundingMinor).toBe(today.collectedMinor);
    expect(today.averageTicketMinor).toBe(Math.round(today.netMinor / 4));
  });

  it("ties payments, hours and products to the sales", () => {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(report.payments.map((each) => each.amountMinor))).toBe(report.today.collectedMinor);
    expect(report.payments).toEqual([
      { method: "cash", amountMinor: 38_300, count: 4 },
      { method: "mpesa", amountMinor: 11_600, count: 1 },
    ]);
    expect(sum(report.hours.map((hour) => hour.today.netMinor))).toBe(report.today.netMinor);
    expect(sum(report.hours.map((hour) => hour.today.taxMinor))).toBe(report.today.taxMinor);
    expect(report.products.map((product) => [product.sku, product.quantityMilli])).toEqual([
      ["MILK-500", 5_000],
      ["SUGAR-1", 1_000],
      ["TOMATO", 625],
    ]);
  });

  it("ties the figures to the journal", async () => {
    const rows = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
      tx.execute<{ account: string; amount: string }>(sql`
        select account, sum(amount_minor) as amount from journal_lines
        where tenant_id = ${tenant.tenantId}::uuid and business_on = '2026-04-30'
        group by account`),
    );
    const booked = new Map(rows.map((row) => [row.account, Number(row.amount)]));
    expect(-(booked.get("4000") ?? 0) - (booked.get("4100") ?? 0)).toBe(report.today.netMinor);
    expect(booked.get("4100")).toBe(report.today.returnsMinor);
    expect(-(booked.get("2200") ?? 0)).toBe(report.today.taxMinor);
    expect(booked.get("1000")).toBe(38_300);
  });

  it("shows the hours of the day with the whole compared day behind them", () => {
    const byHour = new Map(report.hours.map((hour) => [hour.hour, hour]));
    expect(byHour.get(13)).toMatchObject({ isCurrent: true, isFuture: false });
    expect(byHour.get(14)).toMatchObject({ isCurrent: false, isFuture: true });
    expect(byHour.get(14)?.comparisonNetMinor).toBe(11_207);
    expect(report.hours.map((hour) => hour.hour)).toEqual([
      8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
  });

  it("expects in a drawer its float and what cash sales and refunds left in it", () => {
    const open = report.drawers.filter((drawer) => drawer.shift !== null);
    expect(open).toMatchObject([
      {
        storeName: "Nairobi",
        isEnrolled: true,
        unsent: 0,
        shift: {
          number: 12,
          openedByName: "cashier",
          closedAt: null,
          expectedCashMinor: 200_000 + 13_000 - 6_700,
          countedCashMinor: null,
        },
      },
    ]);
    // The two tills of Nairobi, the one that was just set up there, and Mombasa's.
    expect(report.drawers).toHaveLength(4);
  });

  it("is about one store when asked", async () => {
    const storeId = tenant.stores[1].id;
    const mombasa = await getToday(testContext(tenant, "owner"), { storeId });
    expect(mombasa.today).toMatchObject({ sales: 1, totalMinor: 6_500 });
    expect(mombasa.comparison.sales).toBe(0);
    expect(mombasa.drawers.map((drawer) => drawer.storeName)).toEqual(["Mombasa"]);
  });

  it("shows a person only the stores that are theirs", async () => {
    const [nairobi, mombasa] = tenant.stores;
    const scoped = testContext(tenant, "supervisor", { storeIds: [mombasa.id] });
    expect((await getToday(scoped)).today.sales).toBe(1);
    await expect(getToday(scoped, { storeId: nairobi.id })).rejects.toMatchObject({
      code: "store_not_found",
    });
  });

  it("is not for a cashier, and shows nothing of another tenant", async () => {
    await expect(getToday(testContext(tenant, "cashier"))).rejects.toMatchObject({
      code: "permission_denied",
    });
    const other = await newTenant();
    const empty = await getToday(testContext(other, "owner"));
    expect(empty).toMatchObject({
      isFirstDay: true,
      today: { sales: 0, netMinor: 0, averageTicketMinor: null },
      payments: [],
      products: [],
      attention: { count: 0, items: [] },
    });
    await expect(
      getToday(testContext(other, "owner"), { storeId: tenant.stores[0].id }),
    ).rejects.toMatchObject({ code: "store_not_found" });
  });
});

describe("a day with more than sales and refunds", () => {
  it("counts a void for nothing, an exchange once, tips and deposits where they belong", async () => {
    const shop = await newTenant();
    const terminal = await newTerminal(shop);
    const openedId = shop.runtime.newId();
    const place = { shiftId: openedId };
    const numbered = (name: string, quantity = 2) =>
      newSaleDocument(shop, { receiptNumber: name, quantity });
    const kept = numbered("kept", 3);
    const voided = numbered("voided");
    const taken = newReturnDocument(shop, { sale: voided, quantity: 2 });
    const back = newReturnDocument(shop, { sale: kept, quantity: 1 });
    const bought = numbered("bought", 1);
    const exchange = {
      ...bought,
      lines: [...bought.lines, ...back.lines],
      ...sumOf(bought, back),
      payments: [],
    };
    const tipped = numbered("tipped");
    const answer = await terminal.push([
      terminal.seal(
        "SHIFT_OPENED",
        { ...place, shiftNumber: 1, currency: "KES", floatMinor: 100 },
        place,
      ),
      terminal.seal("SALE", kept, place),
      terminal.seal("SALE", voided, place),
      terminal.seal("VOID", { ...taken, kind: "void" }, place),
      terminal.seal("SALE", exchange, place),
      terminal.seal("SALE", withTip(tipped, 500), place),
      terminal.seal("DEPOSIT", newDeposit(shop), place),
      terminal.seal("SALE", inDollars(numbered("dollars", 1)), place),
    ]);
    expect(answer.quarantined).toEqual([]);
    const day = await getToday(testContext(shop, "owner"));
    const one = 6_500;
    expect(day.today).toMatchObject({
      sales: 4,
      refunds: 0,
      items: 3 + 1 + 2 + 1,
      returnsMinor: 5_603,
      totalMinor: 3 * one + 2 * one + one,
      tipsMinor: 500,
      collectedMinor: 6 * one + 500,
    });
    const { today } = day;
    expect(today.grossMinor - today.discountsMinor - today.returnsMinor).toBe(today.netMinor);
    expect(day.payments).toEqual([{ method: "cash", amountMinor: today.collectedMinor, count: 5 }]);
    // The dollars are not of this currency: only their change has left the drawer.
    const cashMinor = 5 * one + 500 + 20_000 - 6_435;
    expect(day.drawers.find((drawer) => drawer.shift)?.shift).toMatchObject({
      expectedCashMinor: 100 + cashMinor,
    });
  });
});

type Document = ReturnType<typeof newSaleDocument>;

/** A sale of one and the return of another that cost the same: nothing is paid. */
function sumOf(sold: Document, back: Document) {
  const names = ["subtotalMinor", "discountMinor", "netMinor", "taxMinor", "totalMinor"] as const;
  const sums = names.map((name) => [name, sold[name] + back[name]]);
  const taxes = sold.taxes.map((tax, index) => ({
    ...tax,
    netMinor: tax.netMinor + (back.taxes[index]?.netMinor ?? 0),
    taxMinor: tax.taxMinor + (back.taxes[index]?.taxMinor ?? 0),
    grossMinor: tax.grossMinor + (back.taxes[index]?.grossMinor ?? 0),
  }));
  return { ...Object.fromEntries(sums), taxes, paidMinor: sold.totalMinor + back.totalMinor };
}

function withTip(sale: Document, tipMinor: number): Document {
  const paidMinor = sale.paidMinor + tipMinor;
  const payments = sale.payments.map((payment) => ({
    ...payment,
    amountMinor: paidMinor,
    tenderedMinor: paidMinor,
  }));
  return { ...sale, tipMinor, paidMinor, payments };
}

/** One dollar at 129.35 for 65.00. */
function inDollars(sale: Document): Document {
  const foreign = { currency: "USD", tenderedMinor: 100, rate: "129.35" };
  const payments = sale.payments.map((payment) => ({
    ...payment,
    tenderedMinor: 12_935,
    changeMinor: 6_435,
    foreign,
  }));
  return { ...sale, changeMinor: 6_435, payments };
}

describe("what needs attention", () => {
  it("names the receipt number that two sales share, until somebody has dealt with it", async () => {
    const busy = await newTenant();
    const terminal = await newTerminal(busy);
    const receiptNumber = `2026-04-30-${terminal.certificate.code}-01`;
    await terminal.push([terminal.sealSale({ receiptNumber })]);
    await terminal.push([terminal.sealSale({ receiptNumber })]);
    const { attention } = await getToday(testContext(busy, "owner"));
    expect(attention).toMatchObject({
      count: 1,
      items: [
        {
          kind: "duplicate_receipt_number",
          severity: "warning",
          storeName: "Nairobi",
          receiptNumber,
        },
      ],
    });
    expect(attention.items[0]?.registerName).toBeTruthy();
  });
});

describe("the days of a store", () => {
  it("keep what is sold after midnight with the evening before", async () => {
    const lateRuntime = await testRuntime();
    const late = await newTenant(lateRuntime, { dayEndsAtMinutes: 180 });
    const oneAtNight = instant(TEST_NOW + 12 * HOUR_MS);
    lateRuntime.clock.set(oneAtNight);
    await recordSale(
      testContext(late, "cashier"),
      { storeId: late.stores[0].id, ...milk("1") },
      late.runtime.newId(),
    );
    const night = await getToday(testContext(late, "owner"));
    expect(night).toMatchObject({ day: "2026-04-30", today: { sales: 1 } });
    const hours = night.hours.map((hour) => hour.hour);
    expect([hours[0], hours.at(-1)]).toEqual([8, 1]);
    expect(night.hours.at(-1)).toMatchObject({ isCurrent: true, today: { sales: 1 } });
  });
});
