export type DemoBarcode = { readonly code: string; readonly packQuantityMilli: number };

export type DemoOption = { readonly name: string; readonly value: string };

/**
 * One sellable thing. `priceMinor` follows the tenant's own way of showing prices (with or without
 * tax), `costMinor` is always without tax. `openingStockMilli` has one entry per store, in the
 * order of the tenant's stores, and is also the level a delivery fills up to; 0 means the store is
 * waiting for a supplier and shows the product as sold out.
 */
export type DemoProduct = {
  readonly sku: string;
  readonly name: string;
  readonly categoryCode: string;
  readonly unit: "each" | "kg";
  readonly priceMinor: number;
  readonly costMinor: number;
  readonly taxGroupCode: string;
  readonly barcodes: readonly DemoBarcode[];
  readonly family?: string;
  readonly options?: readonly DemoOption[];
  readonly popularity: number;
  readonly lowStockMilli: number;
  readonly openingStockMilli: readonly number[];
};

export type DemoCategory = {
  readonly code: string;
  readonly name: string;
  readonly nameSwahili: string;
  readonly hue: number;
  readonly icon: string;
};

export type DemoTaxGroup = {
  readonly code: string;
  readonly name: string;
  readonly ratePpm: number;
};
