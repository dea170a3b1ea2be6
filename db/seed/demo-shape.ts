/** How busy a store is: sales on an ordinary day, and by hour of the local day. */
const SALES_PER_DAY: Readonly<Record<string, number>> = {
  kilimani: 66,
  "ngong-road": 68,
  thika: 64,
};

const WEEKDAY_FACTORS = [0.98, 0.96, 0.96, 0.98, 1, 1.04, 1.05];

type HourWeights = Readonly<Record<number, number>>;

const SATURDAY = 6;
const SUNDAY = 0;

const WORKDAY_HOURS: HourWeights = {
  6: 2,
  7: 4,
  8: 5,
  9: 3.6,
  10: 3,
  11: 3.2,
  12: 4.2,
  13: 4.4,
  14: 3,
  15: 3,
  16: 4.4,
  17: 8.2,
  18: 9,
  19: 5.6,
  20: 3.4,
  21: 2,
  22: 1.2,
  23: 0.7,
  24: 0.4,
};

const SATURDAY_HOURS: HourWeights = {
  6: 1.2,
  7: 2.4,
  8: 3.4,
  9: 4.4,
  10: 5.6,
  11: 6.2,
  12: 5.6,
  13: 5,
  14: 4.6,
  15: 4.6,
  16: 5.6,
  17: 6.8,
  18: 7,
  19: 5,
  20: 3,
  21: 2,
  22: 1.4,
  23: 0.9,
  24: 0.6,
};

const SUNDAY_HOURS: HourWeights = {
  6: 0.8,
  7: 1.6,
  8: 2.2,
  9: 2.6,
  10: 3.2,
  11: 4.2,
  12: 5.6,
  13: 6.2,
  14: 5,
  15: 4.6,
  16: 5.4,
  17: 6.8,
  18: 7,
  19: 4.4,
  20: 2.6,
  21: 1.6,
  22: 0.9,
  23: 0.5,
  24: 0.2,
};

/** Whether wages have just been paid: from the 28th to the 3rd. */
export function isPayday(businessDate: string): boolean {
  const day = Number(businessDate.slice(8, 10));
  return day >= 28 || day <= 3;
}

/** The sales that a store may expect on a day, before the luck of the day. */
export function computeExpectedSales(
  storeCode: string,
  weekday: number,
  businessDate: string,
): number {
  const base = SALES_PER_DAY[storeCode] ?? 60;
  return base * (WEEKDAY_FACTORS[weekday] ?? 1) * (isPayday(businessDate) ? 1.06 : 1);
}

/** The weight of an hour of the local day (24 = the hour after midnight) on a weekday. */
export function computeHourWeight(weekday: number, hour: number): number {
  if (weekday === SATURDAY) return SATURDAY_HOURS[hour] ?? 0;
  if (weekday === SUNDAY) return SUNDAY_HOURS[hour] ?? 0;
  return WORKDAY_HOURS[hour] ?? 0;
}
