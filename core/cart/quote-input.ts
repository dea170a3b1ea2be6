import type { Minor } from "../money/minor";
import type { PriceBook } from "../pricing/choose-price";
import type { ProductPrice } from "../pricing/price-list";
import type { StatedReason } from "../pricing/price-trace";
import type { SellingContext } from "../pricing/selling-context";
import type { CompiledPromotions } from "../promotion/compile-promotions";
import type { QuantityMilli } from "../quantity/quantity";
import type { ReturnedLine } from "../sale/return-line";
import type { Unit } from "../sale/sale-document";
import type { RatePpm } from "../tax/rate";
import type { TaxGroup } from "../tax/tax-group";
import type { TaxRounding } from "../tax/tax-lines";

/** A reduction given by hand: a share of the price or an amount, off a line or the whole sale. */
export type Discount =
  | { readonly kind: "percent"; readonly percentPpm: RatePpm; readonly reason: string | null }
  | { readonly kind: "amount"; readonly amountMinor: Minor; readonly reason: string | null };

/** A price that no list gives; `pricesIncludeTax` null is the store's own way. */
export type StatedPrice = {
  readonly why: StatedReason;
  readonly unitPriceMinor: Minor;
  readonly pricesIncludeTax: boolean | null;
  readonly reason: string | null;
};

export type QuoteLine = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly categoryId: string | null;
  readonly tags: readonly string[];
  readonly unit: Unit;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  /** What the lists say of the product; empty for something without a product. */
  readonly prices: readonly ProductPrice[];
  readonly stated: StatedPrice | null;
  /** The whole price of a weighed good as its barcode carried it. */
  readonly embeddedMinor: Minor | null;
  readonly discount: Discount | null;
  readonly taxGroupCode: string;
  /** For goods that come back to a receipt: their figures are shares of what was sold. */
  readonly returned: ReturnedLine | null;
};

/** Everything that prices depend on besides the cart; the till and the server hold the same. */
export type QuoteRules = {
  readonly book: PriceBook;
  readonly promotions: CompiledPromotions | null;
  readonly taxGroups: ReadonlyMap<string, TaxGroup>;
  readonly taxRounding: TaxRounding;
  /** Loyalty points for each minor unit paid, in parts per million; 0 for none. */
  readonly pointsPpm: number;
};

export type QuoteInput = {
  readonly rules: QuoteRules;
  readonly context: SellingContext;
  /** Decides which tax rates are in force, `YYYY-MM-DD`. */
  readonly businessDate: string;
  /** Whether stated prices are with tax when they do not say. */
  readonly pricesIncludeTax: boolean;
  readonly isTaxExempt: boolean;
  /** Whether the sale earns points: a known customer buys. */
  readonly earnsPoints: boolean;
  readonly lines: readonly QuoteLine[];
  readonly orderDiscount: Discount | null;
};
