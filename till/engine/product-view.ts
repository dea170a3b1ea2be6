import { type Minor, minor } from "../../core/money/minor";
import { quantityMilli } from "../../core/quantity/quantity";
import type { ProductChange } from "../../core/sync/protocol-v1";
import type { StoreTables } from "../catalog/catalog-cache";
import type { ProductView } from "../react/till-state";
import type { EngineState } from "./engine-core";

/** The price that this store's list names for one whole unit, or null. */
export function priceInStore(tables: StoreTables, product: ProductChange): Minor | null {
  const listId = tables.store?.priceListId;
  const price = product.prices.find(
    (candidate) => candidate.priceListId === listId && !candidate.minQuantityMilli,
  );
  return price ? minor(price.priceMinor) : null;
}

const viewByProduct = new WeakMap<ProductChange, ProductView>();

/** The same view again while neither price nor stock changed, so that its tile is not redrawn. */
export function productView(state: EngineState, product: ProductChange): ProductView {
  const priceMinor = priceInStore(state.tables, product);
  const stockMilli = stockOf(state, product);
  const known = viewByProduct.get(product);
  const { family } = product;
  const variantCount = family === null ? 1 : state.catalog.listFamily(family).length;
  const figures = { priceMinor, stockMilli, variantCount };
  if (known && isSameView(known, figures)) return known;
  const view = makeView(product, figures);
  viewByProduct.set(product, view);
  return view;
}

/** What of a view is not the product's own. */
type ViewFigures = {
  readonly priceMinor: Minor | null;
  readonly stockMilli: number | null;
  readonly variantCount: number;
};

function isSameView(view: ProductView, figures: ViewFigures): boolean {
  return (
    view.priceMinor === figures.priceMinor &&
    view.stockMilli === figures.stockMilli &&
    view.variantCount === figures.variantCount
  );
}

function makeView(product: ProductChange, figures: ViewFigures): ProductView {
  const { priceMinor, stockMilli, variantCount } = figures;
  return {
    productId: product.id,
    sku: product.sku,
    name: product.name,
    categoryId: product.categoryId,
    unit: product.unit,
    priceMinor,
    variantCount,
    taxGroupCode: product.taxGroup,
    barcodes: product.barcodes.map((barcode) => barcode.code),
    family: product.family,
    options: product.options,
    popularity: product.popularity,
    isStocked: product.isStocked,
    stockMilli: stockMilli === null ? null : quantityMilli(stockMilli),
    stockState: stockState(stockMilli, product.lowStockMilli),
  };
}

/** The server's level less what this till sold that the level does not know yet. */
function stockOf(state: EngineState, product: ProductChange): number | null {
  const level = state.stock.get(product.id);
  if (!product.isStocked || level === undefined) return null;
  return level - (soldSince(state).get(product.id) ?? 0);
}

type SoldSince = { readonly stockThrough: number; readonly sold: ReadonlyMap<string, number> };

const soldByPending = new WeakMap<EngineState["pending"], SoldSince>();

function soldSince(state: EngineState): ReadonlyMap<string, number> {
  const known = soldByPending.get(state.pending);
  if (known?.stockThrough === state.stockThrough) return known.sold;
  const sold = new Map<string, number>();
  for (const event of state.pending) {
    if (event.sequence <= state.stockThrough) continue;
    for (const { productId, quantityMilli: moved } of event.quantities) {
      sold.set(productId, (sold.get(productId) ?? 0) + moved);
    }
  }
  soldByPending.set(state.pending, { stockThrough: state.stockThrough, sold });
  return sold;
}

function stockState(
  stockMilli: number | null,
  lowStockMilli: number | null,
): ProductView["stockState"] {
  if (stockMilli === null) return "unknown";
  if (stockMilli <= 0) return "sold_out";
  return lowStockMilli !== null && stockMilli <= lowStockMilli ? "low" : "in_stock";
}
