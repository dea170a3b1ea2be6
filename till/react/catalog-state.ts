import type { Minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import type { Unit } from "../../core/sale/sale-document";

export type ProductView = {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly categoryId: string | null;
  readonly unit: Unit;
  /** Null when the store's price list has none: the price is asked at the till. */
  readonly priceMinor: Minor | null;
  /** Other sizes and colours of the same article; 1 for an article without variants. */
  readonly variantCount: number;
  readonly taxGroupCode: string;
  readonly barcodes: readonly string[];
  readonly family: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly popularity: number;
  readonly isStocked: boolean;
  /** The server's level less what this till sold since; null when unknown or not stocked. */
  readonly stockMilli: QuantityMilli | null;
  readonly stockState: "unknown" | "in_stock" | "low" | "sold_out";
};

export type CategoryView = {
  readonly categoryId: string;
  readonly code: string;
  readonly name: string;
  /** Names by language code, where translated. */
  readonly names: Readonly<Record<string, string>>;
  readonly hue: number;
  readonly icon: string;
  readonly position: number;
};

export type CatalogView = {
  /** Grows whenever products, prices or stock change: results are worth asking for again. */
  readonly revision: number;
  readonly productCount: number;
  readonly categories: readonly CategoryView[];
  readonly isFirstLoadRunning: boolean;
};

export type CatalogQuery = {
  readonly text: string;
  readonly categoryId?: string | null;
  /** At most this many; 60 when left out. */
  readonly limit?: number;
};

/** Best sellers first; `isForgiving` when nothing matched as typed and near words were taken. */
export type CatalogResult = {
  readonly products: readonly ProductView[];
  readonly isForgiving: boolean;
};
