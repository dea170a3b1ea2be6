import { assert } from "../../core/assert";
import { type DemoLine, drawDemoLines } from "./demo-basket-lines";
import { type DemoDeliveryLine, planDemoDelivery } from "./demo-delivery";
import { type DemoPayment, drawDemoPayment } from "./demo-payment";
import { createDemoRandom, type DemoRandom } from "./demo-random";
import { type DemoTurn, planDemoRoster } from "./demo-roster";
import { computeExpectedSales, computeHourWeight, isPayday } from "./demo-shape";
import { DUKA_MOJA } from "./duka-moja";

/**
 * One sale, or with `refundOfIndex` a refund of some lines of an earlier basket of the same day.
 * Quantities are positive in both. `minuteOfDay` counts from local midnight of the business date
 * and passes 1440 in a store that trades after midnight.
 */
export type DemoBasket = DemoPayment & {
  readonly registerIndex: number;
  readonly cashierEmail: string;
  readonly minuteOfDay: number;
  readonly lines: readonly DemoLine[];
  readonly refundOfIndex?: number;
};

export type DemoDayInput = {
  readonly seed: number;
  readonly dayIndex: number;
  /** `YYYY-MM-DD`. */
  readonly businessDate: string;
  /** 0 = Sunday, as `Date.getUTCDay`. */
  readonly weekday: number;
  readonly storeCode: string;
  /** What the shelves hold at opening; nothing is sold beyond it. Absent: shelves never empty. */
  readonly levelsMilli?: ReadonlyMap<string, number>;
};

export type DemoHistoryDay = {
  readonly dayIndex: number;
  readonly businessDate: string;
  readonly weekday: number;
  readonly roster: readonly DemoTurn[];
  /** Received before opening; the first day starts from the opening stock and has none. */
  readonly delivery: readonly DemoDeliveryLine[];
  readonly baskets: readonly DemoBasket[];
};

type DemoHistoryInput = {
  readonly seed: number;
  readonly firstBusinessDate: string;
  readonly dayCount: number;
  readonly storeCode: string;
};

const PRODUCTS = DUKA_MOJA.products;
const PRICES_MINOR = new Map(PRODUCTS.map((product) => [product.sku, product.priceMinor]));
const LINE_COUNT_WEIGHTS = [0, 24, 21, 17, 13, 9, 6, 4, 3, 3];
const PAYDAY_LINE_COUNT_WEIGHTS = [0, 17, 18, 17, 15, 11, 8, 6, 4, 4];
const LINE_COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const REFUND_PROBABILITY = 0.0085;

/** The baskets of one store and day in time order, the same for the same input. */
export function generateDemoDay(input: DemoDayInput): readonly DemoBasket[] {
  const random = createDemoRandom(input.seed, "day", input.storeCode, input.dayIndex);
  const roster = planDemoRoster(input.storeCode, input.weekday);
  const levelsMilli = new Map(input.levelsMilli);
  const sales = drawVisits(random, input, roster).map((visit) => {
    const lines = drawDemoLines(
      { random, products: PRODUCTS, minuteOfDay: visit.minuteOfDay, levelsMilli },
      drawLineCount(random, input.businessDate),
    );
    takeFromShelves(levelsMilli, lines);
    return {
      ...visit,
      lines,
      ...drawDemoPayment(random, computeTotalMinor(lines), input.businessDate),
    };
  });
  return mergeRefunds(
    sales.filter((sale) => sale.lines.length > 0),
    (sale) => drawRefund(random, sale, roster),
  );
}

/** Consecutive days of one store, each restocked in the morning from what the days before left. */
export function generateDemoHistory(input: DemoHistoryInput): readonly DemoHistoryDay[] {
  const storeIndex = DUKA_MOJA.stores.findIndex((store) => store.code === input.storeCode);
  assert(storeIndex >= 0, `no store ${input.storeCode}`);
  const levelsMilli = new Map(
    PRODUCTS.map((product) => [product.sku, product.openingStockMilli[storeIndex] ?? 0]),
  );
  return Array.from({ length: input.dayCount }, (_, dayIndex) => {
    const { businessDate, weekday } = dateAfter(input.firstBusinessDate, dayIndex);
    const day = { seed: input.seed, storeCode: input.storeCode, dayIndex };
    const delivery =
      dayIndex === 0
        ? []
        : planDemoDelivery({ ...day, storeIndex, products: PRODUCTS, levelsMilli });
    for (const { sku, quantityMilli } of delivery) {
      levelsMilli.set(sku, (levelsMilli.get(sku) ?? 0) + quantityMilli);
    }
    const baskets = generateDemoDay({ ...day, businessDate, weekday, levelsMilli });
    for (const basket of baskets) {
      // What comes back is damaged or opened and does not go on the shelf again.
      if (basket.refundOfIndex === undefined) takeFromShelves(levelsMilli, basket.lines);
    }
    const roster = planDemoRoster(input.storeCode, weekday);
    return { dayIndex, businessDate, weekday, roster, delivery, baskets };
  });
}

function dateAfter(first: string, days: number): { businessDate: string; weekday: number } {
  const date = new Date(`${first}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return { businessDate: date.toISOString().slice(0, 10), weekday: date.getUTCDay() };
}

function takeFromShelves(levelsMilli: Map<string, number>, lines: readonly DemoLine[]): void {
  for (const { sku, quantityMilli } of lines) {
    const levelMilli = levelsMilli.get(sku);
    if (levelMilli !== undefined) levelsMilli.set(sku, levelMilli - quantityMilli);
  }
}

/** Prices of the demo are whole at the weights that it sells, so there is nothing to round. */
function computeTotalMinor(lines: readonly DemoLine[]): number {
  return lines.reduce(
    (sum, line) => sum + ((PRICES_MINOR.get(line.sku) ?? 0) * line.quantityMilli) / 1000,
    0,
  );
}

function drawLineCount(random: DemoRandom, businessDate: string): number {
  const weights = isPayday(businessDate) ? PAYDAY_LINE_COUNT_WEIGHTS : LINE_COUNT_WEIGHTS;
  return random.pick(LINE_COUNTS, (count) => weights[count] ?? 0) ?? 1;
}

type Visit = Pick<DemoBasket, "registerIndex" | "cashierEmail" | "minuteOfDay">;

function drawVisits(
  random: DemoRandom,
  { storeCode, weekday, businessDate }: DemoDayInput,
  roster: readonly DemoTurn[],
): readonly Visit[] {
  const expected = computeExpectedSales(storeCode, weekday, businessDate);
  const count = Math.round(expected * (0.95 + random.next() * 0.1));
  const opens = Math.min(...roster.map((turn) => turn.opensAtMinute));
  const closes = Math.max(...roster.map((turn) => turn.closesAtMinute));
  // Nobody is first through the door on the stroke, and the last leave time to count the drawer.
  const minutes = Array.from({ length: closes - opens - 8 }, (_, index) => opens + 3 + index);
  const weightOf = (minute: number) => computeHourWeight(weekday, Math.floor(minute / 60));
  const arrivals = Array.from({ length: count }, () => random.pick(minutes, weightOf) ?? opens + 3);
  return arrivals
    .sort((a, b) => a - b)
    .map((minuteOfDay) => ({ minuteOfDay, ...drawRegister(random, roster, minuteOfDay) }));
}

function drawRegister(
  random: DemoRandom,
  roster: readonly DemoTurn[],
  minute: number,
): Omit<Visit, "minuteOfDay"> {
  const isOpen = (turn: DemoTurn) =>
    minute > turn.opensAtMinute && minute < turn.closesAtMinute - 2;
  const turn = random.pick(roster, (candidate) => (isOpen(candidate) ? 1 : 0));
  assert(turn !== null, `no register is open at minute ${minute}`);
  return { registerIndex: turn.registerIndex, cashierEmail: turn.cashierEmail };
}

function drawRefund(
  random: DemoRandom,
  sale: DemoBasket,
  roster: readonly DemoTurn[],
): DemoBasket | null {
  const returnable = sale.lines.filter((line) => line.quantityMilli % 1000 === 0);
  const isPartial = sale.lines.length > 1 || sale.lines.some((line) => line.quantityMilli > 1000);
  const closes = Math.max(...roster.map((turn) => turn.closesAtMinute));
  const minuteOfDay = sale.minuteOfDay + random.between(20, 240);
  const comesBack = random.chance(REFUND_PROBABILITY) && minuteOfDay < closes - 5;
  const line = random.pick(returnable, () => 1);
  if (!comesBack || !isPartial || line === null) return null;
  return {
    minuteOfDay,
    ...drawRegister(random, roster, minuteOfDay),
    tender: sale.tender,
    ...(sale.reference === undefined ? {} : { reference: sale.reference }),
    lines: [{ sku: line.sku, quantityMilli: 1000 }],
  };
}

function mergeRefunds(
  sales: readonly DemoBasket[],
  refundOf: (sale: DemoBasket) => DemoBasket | null,
): readonly DemoBasket[] {
  const originals = new Map<DemoBasket, DemoBasket>();
  for (const sale of sales) {
    const refund = refundOf(sale);
    if (refund !== null) originals.set(refund, sale);
  }
  const ordered = [...sales, ...originals.keys()].sort((a, b) => a.minuteOfDay - b.minuteOfDay);
  return ordered.map((basket) => {
    const original = originals.get(basket);
    return original === undefined
      ? basket
      : { ...basket, refundOfIndex: ordered.indexOf(original) };
  });
}
