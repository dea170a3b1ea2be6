import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { minor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { instant } from "../time";
import { choosePrice, isInSeason, type PriceBook } from "./choose-price";
import type { PriceList, ProductPrice } from "./price-list";
import { localClock, type SellingContext } from "./selling-context";

const STORE = uuidFrom("store");
const TRADE = uuidFrom("trade customers");

function list(code: string, change: Partial<PriceList> = {}): PriceList {
  return {
    id: uuidFrom("list", code),
    code,
    name: code,
    currency: "KES",
    pricesIncludeTax: true,
    priority: 0,
    storeIds: [],
    customerGroupIds: [],
    validFrom: null,
    validUntil: null,
    weekdays: [],
    fromMinutes: null,
    untilMinutes: null,
    ...change,
  };
}

const RETAIL = list("RETAIL");
const LISTS = {
  retail: RETAIL,
  branch: list("BRANCH", { storeIds: [STORE] }),
  evening: list("EVENING", { fromMinutes: 18 * 60, untilMinutes: 20 * 60 }),
  trade: list("TRADE", { customerGroupIds: [TRADE] }),
  idle: list("IDLE"),
  euro: list("EURO", { customerGroupIds: [TRADE], currency: "EUR" }),
};

function book(lists: readonly PriceList[] = Object.values(LISTS)): PriceBook {
  return { lists: new Map(lists.map((each) => [each.id, each])), defaultListId: RETAIL.id };
}

function context(change: Partial<SellingContext> = {}): SellingContext {
  return {
    currency: "KES",
    at: instant(Date.UTC(2026, 3, 30, 9)),
    localDate: "2026-04-30",
    weekday: 4,
    localMinutes: 12 * 60,
    storeId: STORE,
    customerGroupIds: [],
    couponCodes: [],
    couponUses: new Map(),
    ...change,
  };
}

const price = (of: PriceList, amount: number, from = 0): ProductPrice => ({
  priceListId: of.id,
  priceMinor: minor(amount),
  minQuantityMilli: quantityMilli(from),
});

const ONE = quantityMilli(1000);
const EVERY = Object.values(LISTS).map((each, index) => price(each, 1000 - index));

describe("choosePrice", () => {
  it("[PL1] puts the customer's group before the hour, the hour before the store, all before the store's own", () => {
    const chosen = (change: Partial<SellingContext>, prices = EVERY) => {
      const found = choosePrice(prices, book(), ONE, context(change));
      return found && `${found.list.code}/${found.why}`;
    };
    const evening = { localMinutes: 19 * 60 };
    const member = { customerGroupIds: [TRADE] };
    expect(chosen({ ...evening, ...member })).toBe("TRADE/customer_group");
    expect(chosen(evening)).toBe("EVENING/time");
    expect(chosen({})).toBe("BRANCH/store");
    expect(chosen({ storeId: uuidFrom("elsewhere") })).toBe("RETAIL/default");
    expect(chosen(member, [price(RETAIL, 900), price(LISTS.euro, 1)])).toBe("RETAIL/default");
    expect(chosen({}, [price(LISTS.idle, 1)])).toBeNull();
    expect(chosen({}, [])).toBeNull();
  });

  it("[PL1] takes the higher priority, then the lower price, then the list's code", () => {
    const ranked = [
      list("B", { storeIds: [STORE], priority: 1 }),
      list("A", { storeIds: [STORE] }),
      list("C", { storeIds: [STORE] }),
    ] as const;
    const [b, a, c] = ranked;
    const codeOf = (...prices: ProductPrice[]) =>
      choosePrice(prices, book([...ranked]), ONE, context())?.list.code;
    expect(codeOf(price(a, 10), price(b, 500), price(c, 10))).toBe("B");
    expect(codeOf(price(a, 11), price(c, 10))).toBe("C");
    expect(codeOf(price(c, 10), price(a, 10))).toBe("A");
  });

  it("[PL2] takes the largest break that the quantity reaches", () => {
    const prices = [price(RETAIL, 100), price(RETAIL, 90, 6000), price(RETAIL, 80, 12_000)];
    const at = (milli: number) =>
      choosePrice(prices, book(), quantityMilli(milli), context())?.unitPriceMinor;
    expect([1000, 5999, 6000, 11_999, 12_000, 90_000].map(at)).toEqual([100, 100, 90, 90, 80, 80]);
  });

  it("[PL1] does not depend on the order in which prices are given", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...EVERY, price(LISTS.trade, 3, 500), price(RETAIL, 7, 1000)]),
        fc.boolean(),
        (prices, isMember) => {
          const where = context(isMember ? { customerGroupIds: [TRADE] } : {});
          const sorted = [...prices].sort((left, right) => left.priceMinor - right.priceMinor);
          const found = choosePrice(prices, book(), ONE, where);
          expect(found).toStrictEqual(choosePrice(sorted, book(), ONE, where));
        },
      ),
      { seed: 20_260_430, numRuns: 300 },
    );
  });
});

describe("isInSeason", () => {
  it("[PL3] ends before its last instant and runs over midnight with the weekday of the evening", () => {
    const dated = list("D", {
      validFrom: "2026-04-30T09:00:00Z",
      validUntil: "2026-05-01T09:00:00Z",
    });
    const at = (iso: string) => isInSeason(dated, context({ at: instant(Date.parse(iso)) }));
    expect(at("2026-04-30T08:59:59.999Z")).toBe(false);
    expect(at("2026-04-30T09:00:00Z")).toBe(true);
    expect(at("2026-05-01T08:59:59.999Z")).toBe(true);
    expect(at("2026-05-01T09:00:00Z")).toBe(false);

    const night = list("N", { weekdays: [5], fromMinutes: 22 * 60, untilMinutes: 2 * 60 });
    const on = (weekday: number, localMinutes: number) =>
      isInSeason(night, context({ weekday, localMinutes }));
    expect(on(5, 22 * 60)).toBe(true);
    expect(on(6, 119)).toBe(true);
    expect(on(6, 120)).toBe(false);
    expect(on(5, 119)).toBe(false);
    expect(on(1, 60)).toBe(false);
  });
});

describe("localClock", () => {
  it("[PL3] reads day, weekday and minute from the store's wall clock", () => {
    const lateThursday = instant(Date.parse("2026-04-30T22:30:00Z"));
    expect(localClock(lateThursday, "Africa/Nairobi")).toEqual({
      at: lateThursday,
      localDate: "2026-05-01",
      weekday: 5,
      localMinutes: 90,
    });
    expect(localClock(lateThursday, "America/New_York")).toMatchObject({ weekday: 4 });
    const sunday = instant(Date.parse("2026-11-22T12:00:00Z"));
    expect(localClock(sunday, "Europe/London").weekday).toBe(7);
  });
});
