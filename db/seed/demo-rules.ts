import type { ShopMeasureLayout } from "../../core/barcode/measure-layout";
import type { Promotion } from "../../core/promotion/promotion";

export type DemoCustomer = {
  /** What the customer's card carries. */
  readonly code: string;
  readonly name: string;
  readonly phone: string;
  readonly isTaxExempt?: boolean;
  readonly groupCodes: readonly string[];
};

/** Prices of a list as a share of the standard price, from a quantity on, in whole units of money. */
export type DemoPriceList = {
  readonly code: string;
  readonly name: string;
  readonly groupCodes: readonly string[];
  readonly skus: readonly string[];
  readonly breaks: readonly { readonly minQuantityMilli: number; readonly sharePpm: number }[];
};

/** A promotion with the codes of what it is for; without any SKU it is for all goods. */
export type DemoPromotion = Omit<
  Promotion,
  "id" | "currency" | "target" | "customerGroupIds" | "storeIds"
> & {
  readonly skus: readonly string[];
  readonly groupCodes: readonly string[];
};

export type DemoStoreSettings = {
  readonly exchangeRates?: { currency: string; rate: string }[];
  readonly measureLayouts?: ShopMeasureLayout[];
  readonly takesTips: boolean;
  readonly pointsPpm: number;
};

/** What prices depend on besides the goods; nothing here touches a plain cart by itself. */
export type DemoRules = {
  readonly settings: DemoStoreSettings;
  readonly groups: readonly { readonly code: string; readonly name: string }[];
  readonly customers: readonly DemoCustomer[];
  readonly priceLists: readonly DemoPriceList[];
  readonly promotions: readonly DemoPromotion[];
};

/** A promotion that says nothing: what a demo's own states is put over it. */
export const PLAIN_PROMOTION = {
  priority: 0,
  isExclusive: false,
  validFrom: null,
  validUntil: null,
  weekdays: [],
  fromMinutes: null,
  untilMinutes: null,
  coupon: null,
  minimumSpendMinor: null,
  usesPerCartMax: null,
  skus: [],
  groupCodes: [],
} satisfies Partial<DemoPromotion>;
