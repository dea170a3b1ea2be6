import type { DemoProduct } from "./demo-product";
import { createDemoRandom } from "./demo-random";

export type DemoDeliveryLine = {
  readonly sku: string;
  readonly quantityMilli: number;
  readonly costMinor: number;
};

type DeliveryInput = {
  readonly seed: number;
  readonly dayIndex: number;
  readonly storeCode: string;
  readonly storeIndex: number;
  readonly products: readonly DemoProduct[];
  readonly levelsMilli: ReadonlyMap<string, number>;
};

const DAILY_CATEGORIES = new Set(["BAK", "DAI", "FRE", "MEA"]);

/**
 * What suppliers bring before opening. Bread, milk and fresh goods come every morning; the rest
 * when its shelf runs low, and not always the first day that it does, so that some things stand at
 * "4 left" or are sold out.
 */
export function planDemoDelivery(input: DeliveryInput): readonly DemoDeliveryLine[] {
  const random = createDemoRandom(input.seed, "delivery", input.storeCode, input.dayIndex);
  return input.products.flatMap((product) => {
    const arrives = random.next();
    const fullMilli = product.openingStockMilli[input.storeIndex] ?? 0;
    const levelMilli = input.levelsMilli.get(product.sku) ?? 0;
    const isDaily = DAILY_CATEGORIES.has(product.categoryCode);
    const reorderMilli = isDaily ? fullMilli * 0.7 : Math.max(product.lowStockMilli, fullMilli / 3);
    const wholeMilli = Math.floor((fullMilli - levelMilli) / 1000) * 1000;
    if (wholeMilli <= 0 || levelMilli > reorderMilli || arrives > (isDaily ? 0.96 : 0.6)) return [];
    return [{ sku: product.sku, quantityMilli: wholeMilli, costMinor: product.costMinor }];
  });
}
