import { describe, expect, it } from "vitest";
import type { DemoLine } from "./demo-basket-lines";
import { type DemoBasket, generateDemoDay, generateDemoHistory } from "./demo-history";
import { computeCashTendered } from "./demo-payment";
import { planDemoRoster } from "./demo-roster";
import { DUKA_MOJA } from "./duka-moja";

const SEED = 20_260_430;
const DAY_COUNT = 60;
const PRODUCTS = new Map(DUKA_MOJA.products.map((product) => [product.sku, product]));
const HISTORIES = DUKA_MOJA.stores.map((store) => ({
  store,
  days: generateDemoHistory({
    seed: SEED,
    firstBusinessDate: "2026-03-02",
    dayCount: DAY_COUNT,
    storeCode: store.code,
  }),
}));
const DAYS = HISTORIES.flatMap(({ store, days }) => days.map((day) => ({ store, ...day })));
const BASKETS = DAYS.flatMap((day) => day.baskets);
const SALES = BASKETS.filter((basket) => basket.refundOfIndex === undefined);

function salesOf(baskets: readonly DemoBasket[]): readonly DemoBasket[] {
  return baskets.filter((basket) => basket.refundOfIndex === undefined);
}

function share(matches: (sale: DemoBasket) => boolean): number {
  return SALES.filter(matches).length / SALES.length;
}

function sells(skus: readonly string[]): (sale: DemoBasket) => boolean {
  return (sale) => sale.lines.some((line) => skus.includes(line.sku));
}

function totalMinor(basket: DemoBasket): number {
  return basket.lines.reduce(
    (sum, line) => sum + ((PRODUCTS.get(line.sku)?.priceMinor ?? 0) * line.quantityMilli) / 1000,
    0,
  );
}

describe("generateDemoDay", () => {
  const input = {
    seed: 1,
    dayIndex: 3,
    businessDate: "2026-03-05",
    weekday: 4,
    storeCode: "thika",
  };

  it("gives the same day for the same input and another for another seed, day or store", () => {
    const day = generateDemoDay(input);
    expect(generateDemoDay(input)).toEqual(day);
    expect(generateDemoDay({ ...input, seed: 2 })).not.toEqual(day);
    expect(generateDemoDay({ ...input, dayIndex: 4 })).not.toEqual(day);
    expect(generateDemoDay({ ...input, storeCode: "kilimani" })).not.toEqual(day);
  });

  it("sells nothing from an empty shop and leaves the caller's levels alone", () => {
    const levelsMilli = new Map([...PRODUCTS.keys()].map((sku) => [sku, 0]));
    expect(generateDemoDay({ ...input, levelsMilli })).toEqual([]);
    expect([...levelsMilli.values()].every((level) => level === 0)).toBe(true);
  });
});

describe("generateDemoHistory", () => {
  it("gives the same history again", () => {
    const again = generateDemoHistory({
      seed: SEED,
      firstBusinessDate: "2026-03-02",
      dayCount: 5,
      storeCode: "kilimani",
    });
    expect(again).toEqual(HISTORIES[0]?.days.slice(0, 5));
  });

  it("counts the calendar onwards", () => {
    expect(HISTORIES[0]?.days[0]).toMatchObject({ businessDate: "2026-03-02", weekday: 1 });
    expect(HISTORIES[0]?.days[59]).toMatchObject({ businessDate: "2026-04-30", weekday: 4 });
  });

  it("makes about twelve thousand sales, between 55 and 80 a store and day", () => {
    const counts = DAYS.map((day) => salesOf(day.baskets).length);
    expect(SALES.length).toBeGreaterThan(11_200);
    expect(SALES.length).toBeLessThan(12_800);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(55);
    expect(Math.max(...counts)).toBeLessThanOrEqual(80);
  });

  it("is busier on Saturdays and after payday", () => {
    const mean = (days: typeof DAYS) =>
      days.reduce((sum, day) => sum + salesOf(day.baskets).length, 0) / days.length;
    const ordinary = DAYS.filter((day) => day.weekday === 2);
    expect(mean(DAYS.filter((day) => day.weekday === 6))).toBeGreaterThan(mean(ordinary));
    const payday = DAYS.filter((day) => /-(01|02|03|28|29|30|31)$/.test(day.businessDate));
    expect(mean(payday)).toBeGreaterThan(mean(DAYS.filter((day) => !payday.includes(day))));
  });

  it("peaks in the morning and from 17 to 19 h", () => {
    const workdays = DAYS.filter((day) => day.weekday >= 1 && day.weekday <= 5);
    const sales = workdays.flatMap((day) => salesOf(day.baskets));
    const inHour = (hour: number) =>
      sales.filter(({ minuteOfDay }) => Math.floor(minuteOfDay / 60) === hour).length;
    expect(inHour(8)).toBeGreaterThan(inHour(10));
    expect(inHour(17) + inHour(18)).toBeGreaterThan(sales.length * 0.2);
    expect(inHour(18)).toBeGreaterThan(inHour(15) * 2);
  });

  it("is in time order, within somebody's turn at that register", () => {
    for (const { store, weekday, baskets } of DAYS) {
      const roster = planDemoRoster(store.code, weekday);
      const minutes = baskets.map(({ minuteOfDay }) => minuteOfDay);
      expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
      const strays = baskets.filter(({ registerIndex, cashierEmail, minuteOfDay }) => {
        const turn = roster.find((candidate) => candidate.registerIndex === registerIndex);
        const isInside =
          turn && minuteOfDay > turn.opensAtMinute && minuteOfDay < turn.closesAtMinute;
        return !isInside || turn.cashierEmail !== cashierEmail;
      });
      expect(strays).toEqual([]);
    }
  });

  it("trades after midnight only before the store's day ends", () => {
    for (const { store, baskets } of DAYS) {
      const latest = Math.max(...baskets.map(({ minuteOfDay }) => minuteOfDay));
      expect(latest).toBeLessThan(1440 + store.dayEndsAtMinutes);
    }
  });

  it("staffs each register with one of the store's people, nobody twice a day", () => {
    for (const { store, roster } of DAYS) {
      const members = roster.map(({ cashierEmail }) =>
        DUKA_MOJA.staff.find(({ email }) => email === cashierEmail),
      );
      expect(roster).toHaveLength(store.registerNames.length);
      expect(new Set(members).size).toBe(members.length);
      expect(members.every((member) => member?.storeCodes.includes(store.code))).toBe(true);
      expect(members.every((member) => member?.pin !== undefined)).toBe(true);
    }
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const turns = DUKA_MOJA.stores.flatMap((store) => planDemoRoster(store.code, weekday));
      expect(new Set(turns.map(({ cashierEmail }) => cashierEmail)).size).toBe(turns.length);
    }
  });

  it("has one to nine lines of known and different products", () => {
    for (const { lines } of BASKETS) {
      expect(lines.length).toBeGreaterThanOrEqual(1);
      expect(lines.length).toBeLessThanOrEqual(9);
      expect(new Set(lines.map(({ sku }) => sku)).size).toBe(lines.length);
      expect(lines.filter(({ sku }) => !PRODUCTS.has(sku))).toEqual([]);
    }
    const lineCount = SALES.reduce((sum, { lines }) => sum + lines.length, 0);
    expect(lineCount / SALES.length).toBeGreaterThan(2.8);
    expect(lineCount / SALES.length).toBeLessThan(4);
  });

  it("sells whole pieces, weights of a scale, and totals without cents", () => {
    for (const basket of BASKETS) {
      for (const { sku, quantityMilli } of basket.lines) {
        const step = PRODUCTS.get(sku)?.unit === "kg" ? 5 : 1000;
        expect(quantityMilli).toBeGreaterThan(0);
        expect(quantityMilli % step).toBe(0);
      }
      expect(totalMinor(basket) % 100).toBe(0);
    }
  });

  it("sells popular things more and everything at least once", () => {
    const lines = SALES.flatMap((sale) => sale.lines);
    const soldOf = (sku: string) => lines.filter((line) => line.sku === sku).length;
    expect(soldOf("FLO-0001")).toBeGreaterThan(soldOf("FLO-0008") * 3);
    const sold = new Set(lines.map(({ sku }) => sku));
    expect([...PRODUCTS.keys()].filter((sku) => !sold.has(sku))).toEqual([]);
  });

  it("puts bread, milk and tea in one bag more often than chance would", () => {
    const bread = sells(["BAK-0001", "BAK-0002", "BAK-0003", "BAK-0005"]);
    const milk = sells(["DAI-0001", "DAI-0004", "DAI-0007"]);
    const tea = sells(["SUG-0008", "SUG-0007", "SUG-0014"]);
    expect(share((sale) => bread(sale) && milk(sale))).toBeGreaterThan(
      1.5 * share(bread) * share(milk),
    );
    expect(share((sale) => tea(sale) && milk(sale))).toBeGreaterThan(
      1.5 * share(tea) * share(milk),
    );
  });

  it("is paid by M-Pesa, cash and card as people pay", () => {
    expect(Math.abs(share(({ tender }) => tender === "mpesa") - 0.55)).toBeLessThan(0.03);
    expect(Math.abs(share(({ tender }) => tender === "cash") - 0.37)).toBeLessThan(0.03);
    expect(Math.abs(share(({ tender }) => tender === "card") - 0.08)).toBeLessThan(0.02);
    for (const { tender, cashTenderedRule, reference } of BASKETS) {
      const pattern = tender === "mpesa" ? /^U[CDE][0-9A-V][0-9A-Z]{7}$/ : /^\d{6}$/;
      if (tender !== "cash") expect(reference).toMatch(pattern);
      if (tender !== "cash") expect(cashTenderedRule).toBeUndefined();
    }
    const codes = SALES.flatMap(({ tender, reference }) => (tender === "mpesa" ? reference : []));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("hands over enough cash, and less than a note too much", () => {
    for (const sale of SALES.filter(({ tender }) => tender === "cash")) {
      const due = totalMinor(sale);
      const tendered = computeCashTendered(due, sale.cashTenderedRule ?? { roundUpToMinor: 1 });
      expect(sale.cashTenderedRule).toBeDefined();
      expect(tendered).toBeGreaterThanOrEqual(due);
      expect(tendered - due).toBeLessThan(100_000);
    }
  });

  it("takes back part of about six sales in a thousand, later the same day", () => {
    const refunds = DAYS.flatMap(({ baskets }) =>
      baskets.flatMap((refund) =>
        refund.refundOfIndex === undefined ? [] : [{ refund, sale: baskets[refund.refundOfIndex] }],
      ),
    );
    expect(refunds.length / SALES.length).toBeGreaterThan(0.004);
    expect(refunds.length / SALES.length).toBeLessThan(0.009);
    for (const { refund, sale } of refunds) {
      expect(sale?.refundOfIndex).toBeUndefined();
      expect(refund.minuteOfDay).toBeGreaterThan(sale?.minuteOfDay ?? Number.POSITIVE_INFINITY);
      expect(refund.tender).toBe(sale?.tender);
      expect(totalMinor(refund)).toBeLessThan(sale ? totalMinor(sale) : 0);
      for (const { sku, quantityMilli } of refund.lines) {
        const soldMilli = sale?.lines.find((line) => line.sku === sku)?.quantityMilli ?? 0;
        expect(quantityMilli).toBeLessThanOrEqual(soldMilli);
      }
    }
  });

  it("never sells more than the shelves hold and ends with some low and some sold out", () => {
    HISTORIES.forEach(({ days }, storeIndex) => {
      const levels = new Map(
        DUKA_MOJA.products.map((p) => [p.sku, p.openingStockMilli[storeIndex] ?? 0]),
      );
      const move = (lines: readonly DemoLine[], sign: 1 | -1) => {
        for (const { sku, quantityMilli } of lines) {
          expect(quantityMilli).toBeGreaterThan(0);
          levels.set(sku, (levels.get(sku) ?? 0) + sign * quantityMilli);
        }
      };
      for (const { delivery, baskets } of days) {
        move(delivery, 1);
        move(
          salesOf(baskets).flatMap((sale) => sale.lines),
          -1,
        );
        expect(Math.min(...levels.values())).toBeGreaterThanOrEqual(0);
      }
      const low = DUKA_MOJA.products.filter((p) => (levels.get(p.sku) ?? 0) <= p.lowStockMilli);
      expect(low.length).toBeGreaterThan(3);
      expect(low.length).toBeLessThan(60);
    });
  });
});
