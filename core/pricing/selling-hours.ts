import type { SellingContext } from "./selling-context";

/** Weekdays and hours of a price list or a promotion; minutes count from local midnight. */
export type SellingHours = {
  readonly weekdays: readonly number[];
  readonly fromMinutes: number | null;
  readonly untilMinutes: number | null;
};

const MINUTES_A_DAY = 1440;
const SUNDAY = 7;

/**
 * Whether weekday and hour let something apply now [PL3]. Until is exclusive. Hours that end at or
 * before their beginning run over midnight, and what comes after it belongs to the weekday of the
 * evening.
 */
export function isWithinHours(hours: SellingHours, context: SellingContext): boolean {
  const from = hours.fromMinutes ?? 0;
  const until = hours.untilMinutes ?? MINUTES_A_DAY;
  const { localMinutes, weekday } = context;
  const isOverMidnight = until <= from;
  const isOpen = localMinutes >= from && (isOverMidnight || localMinutes < until);
  const isMorningAfter = !isOpen && isOverMidnight && localMinutes < until;
  if (!isOpen && !isMorningAfter) return false;
  const evening = weekday === 1 ? SUNDAY : weekday - 1;
  const day = isOpen ? weekday : evening;
  return hours.weekdays.length === 0 || hours.weekdays.includes(day);
}
