import type { Minor } from "../money/minor";
import type { QuantityMilli } from "../quantity/quantity";
import { parseIso } from "../time";
import type { PriceList, ProductPrice } from "./price-list";
import type { SellingContext } from "./selling-context";
import { isWithinHours } from "./selling-hours";

/** Why a price is the one that counts. */
export const PRICE_REASONS = ["customer_group", "time", "store", "default"] as const;
export type PriceReason = (typeof PRICE_REASONS)[number];

export type ChosenPrice = {
  readonly list: PriceList;
  readonly why: PriceReason;
  readonly unitPriceMinor: Minor;
  /** The quantity break that was reached; 0 for the plain price. */
  readonly minQuantityMilli: QuantityMilli;
};

export type PriceBook = {
  readonly lists: ReadonlyMap<string, PriceList>;
  /** The store's own list. */
  readonly defaultListId: string;
};

/**
 * The price of a product [PL1]: a list of the customer's group goes before a list of this hour,
 * that before a list of this store, and all before the store's own; within a kind the higher
 * priority, then the lower price, then the list's code. A list without any condition counts only
 * as the store's own. A list that has no price for the product is passed over.
 *
 * @param quantity how much of the product the cart sells in all, which decides the break [PL2].
 * @returns null when no list that applies has a price.
 */
export function choosePrice(
  prices: readonly ProductPrice[],
  book: PriceBook,
  quantity: QuantityMilli,
  context: SellingContext,
): ChosenPrice | null {
  let chosen: ChosenPrice | null = null;
  for (const price of reachBreaks(prices, quantity)) {
    const list = book.lists.get(price.priceListId);
    const why = list && reasonOf(list, book, context);
    if (!list || !why) continue;
    const { priceMinor: unitPriceMinor, minQuantityMilli } = price;
    const candidate = { list, why, unitPriceMinor, minQuantityMilli };
    if (chosen === null || goesBefore(candidate, chosen)) chosen = candidate;
  }
  return chosen;
}

/** Of each list the price of the largest break that is reached. */
function reachBreaks(
  prices: readonly ProductPrice[],
  quantity: QuantityMilli,
): Iterable<ProductPrice> {
  const best = new Map<string, ProductPrice>();
  for (const price of prices) {
    if (price.minQuantityMilli > quantity) continue;
    const known = best.get(price.priceListId);
    if (!known || price.minQuantityMilli > known.minQuantityMilli) {
      best.set(price.priceListId, price);
    }
  }
  return best.values();
}

function goesBefore(left: ChosenPrice, right: ChosenPrice): boolean {
  const byKind = PRICE_REASONS.indexOf(left.why) - PRICE_REASONS.indexOf(right.why);
  if (byKind !== 0) return byKind < 0;
  if (left.list.priority !== right.list.priority) return left.list.priority > right.list.priority;
  if (left.unitPriceMinor !== right.unitPriceMinor) {
    return left.unitPriceMinor < right.unitPriceMinor;
  }
  return left.list.code < right.list.code;
}

function reasonOf(list: PriceList, book: PriceBook, context: SellingContext): PriceReason | null {
  if (list.currency !== context.currency) return null;
  if (list.id === book.defaultListId) return "default";
  if (list.storeIds.length > 0 && !list.storeIds.includes(context.storeId)) return null;
  if (!isInSeason(list, context)) return null;
  const { customerGroupIds } = list;
  if (customerGroupIds.length > 0) {
    const isMember = customerGroupIds.some((id) => context.customerGroupIds.includes(id));
    return isMember ? "customer_group" : null;
  }
  if (hasSeason(list)) return "time";
  return list.storeIds.length > 0 ? "store" : null;
}

type Season = Pick<
  PriceList,
  "validFrom" | "validUntil" | "weekdays" | "fromMinutes" | "untilMinutes"
>;

function hasSeason(season: Season): boolean {
  return (
    season.validFrom !== null ||
    season.validUntil !== null ||
    season.weekdays.length > 0 ||
    season.fromMinutes !== null ||
    season.untilMinutes !== null
  );
}

/**
 * Whether dates, weekdays and hours let something apply now. Until is exclusive; hours from 22:00
 * until 02:00 run over midnight, and their weekday is that of the evening.
 */
export function isInSeason(season: Season, context: SellingContext): boolean {
  return isInDates(season, context) && isWithinHours(season, context);
}

function isInDates(season: Season, { at }: SellingContext): boolean {
  const from = season.validFrom === null ? null : parseIso(season.validFrom);
  const until = season.validUntil === null ? null : parseIso(season.validUntil);
  return (from === null || at >= from) && (until === null || at < until);
}
