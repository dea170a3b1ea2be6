import { type Quote, quoteCart } from "../../core/cart/quote-cart";
import type { QuoteInput, QuoteLine } from "../../core/cart/quote-input";
import { isDomainError } from "../../core/errors";
import { type ChosenPrice, choosePrice } from "../../core/pricing/choose-price";
import type { ProductPrice } from "../../core/pricing/price-list";
import { localClock, type SellingContext } from "../../core/pricing/selling-context";
import { type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import type { CustomerChange, ProductChange } from "../../core/sync/protocol-v1";
import { businessDayAt } from "../../core/time";
import { customerCoupon } from "../store/log-keys";
import type { CartLineRecord, CartRecord } from "../store/log-records";
import type { EngineState } from "./engine-core";
import { rulesOf, untaxed } from "./quote-rules";

/** What a cart's prices depend on besides the cart. */
export type QuoteState = Pick<
  EngineState,
  | "catalog"
  | "catalogRevision"
  | "tables"
  | "customers"
  | "couponUses"
  | "customerCouponUses"
  | "quotedAt"
  | "shift"
>;

const STATE_KEYS = [
  "catalog",
  "catalogRevision",
  "tables",
  "customers",
  "couponUses",
  "customerCouponUses",
  "quotedAt",
] as const;

const quotes = new WeakMap<CartRecord, { readonly state: QuoteState; readonly quote: Quote }>();

/**
 * What a cart costs now: once for each change, whoever asks [TS10]. A line that the lists do not
 * price any more keeps the price at which it came in.
 */
export function quoteOf(state: QuoteState, cart: CartRecord): Quote {
  const known = quotes.get(cart);
  if (known && STATE_KEYS.every((key) => known.state[key] === state[key])) return known.quote;
  const quote = quoteAtHand(quoteInputOf(state, cart), cart);
  quotes.set(cart, { state, quote });
  return quote;
}

function quoteAtHand(input: QuoteInput, cart: CartRecord): Quote {
  try {
    return quoteCart(input);
  } catch (error) {
    if (!isDomainError(error) || error.code !== "price_not_valid") throw error;
    const { book } = input.rules;
    const lines = input.lines.map((line, index) => {
      const chosen = choosePrice(line.prices, book, line.quantityMilli, input.context);
      return chosen || line.stated ? line : withKnownPrice(line, cart.lines[index]);
    });
    return quoteCart({ ...input, lines });
  }
}

function withKnownPrice(line: QuoteLine, record: CartLineRecord | undefined): QuoteLine {
  const unitPriceMinor = record?.knownPriceMinor ?? null;
  if (unitPriceMinor === null) return line;
  const stated = { why: "given", unitPriceMinor, pricesIncludeTax: null, reason: null } as const;
  return { ...line, stated };
}

function quoteInputOf(state: QuoteState, cart: CartRecord): QuoteInput {
  const { tables } = state;
  const customer = customerOf(state, cart.customerId);
  const context = contextOf(state, cart);
  const rules = rulesOf(tables);
  const lines = cart.lines.map((line) => quoteLineOf(state, line));
  const strange = lines.filter((line) => !rules.taxGroups.has(line.taxGroupCode));
  const missing = strange.map(({ taxGroupCode: code }) => [code, untaxed(code)] as const);
  const taxGroups =
    missing.length === 0 ? rules.taxGroups : new Map([...rules.taxGroups, ...missing]);
  return {
    rules: { ...rules, taxGroups },
    context,
    businessDate: businessDateOf(state),
    pricesIncludeTax: tables.store?.pricesIncludeTax ?? true,
    isTaxExempt: customer?.isTaxExempt ?? false,
    earnsPoints: customer !== null,
    lines,
    orderDiscount: cart.orderDiscount,
  };
}

/** The shift's, as the event will say [TS7]; before a shift the store's. */
function businessDateOf({ shift, tables, quotedAt }: QuoteState): string {
  if (shift) return shift.businessDate;
  return tables.store ? businessDayAt(quotedAt, tables.store) : "1970-01-01";
}

function contextOf(state: QuoteState, cart: CartRecord): SellingContext {
  const { store } = state.tables;
  const customer = customerOf(state, cart.customerId);
  return {
    currency: store?.currency ?? "",
    ...localClock(state.quotedAt, store?.timezone ?? "UTC"),
    storeId: store?.id ?? "",
    customerGroupIds: customer?.groupIds ?? [],
    couponCodes: cart.couponCodes,
    couponUses: state.couponUses,
    customerCouponUses: customerUsesOf(state, cart),
  };
}

/** How often the cart's customer used its coupons on this till. */
function customerUsesOf(
  { customerCouponUses }: QuoteState,
  { customerId, couponCodes }: CartRecord,
): ReadonlyMap<string, number> | undefined {
  if (customerId === null || couponCodes.length === 0) return undefined;
  return new Map(
    couponCodes.map((code) => [
      code,
      customerCouponUses.get(customerCoupon(customerId, code)) ?? 0,
    ]),
  );
}

/** What the lists ask for a product now, for a customer who may be known; null for no price. */
export function listPriceOf(
  state: QuoteState,
  asked: { product: ProductChange; quantity: QuantityMilli; cart: CartRecord },
): ChosenPrice | null {
  const { book } = rulesOf(state.tables);
  return choosePrice(pricesOf(asked.product), book, asked.quantity, contextOf(state, asked.cart));
}

const byIds = new WeakMap<EngineState["customers"], ReadonlyMap<string, CustomerChange>>();

export function customerOf(
  { customers }: Pick<EngineState, "customers">,
  customerId: string | null,
): CustomerChange | null {
  if (customerId === null) return null;
  const known = byIds.get(customers) ?? new Map(customers.map((row) => [row.id, row]));
  byIds.set(customers, known);
  return known.get(customerId) ?? null;
}

const pricesByProduct = new WeakMap<ProductChange, readonly ProductPrice[]>();

export function pricesOf(product: ProductChange): readonly ProductPrice[] {
  const known = pricesByProduct.get(product);
  if (known) return known;
  const prices = product.prices.map((price) => ({
    priceListId: price.priceListId,
    priceMinor: price.priceMinor as ProductPrice["priceMinor"],
    minQuantityMilli: quantityMilli(price.minQuantityMilli ?? 0),
  }));
  pricesByProduct.set(product, prices);
  return prices;
}

type KnownLine = { readonly product: ProductChange | null; readonly line: QuoteLine };
const lines = new WeakMap<CartLineRecord, KnownLine>();

/** A line that did not change stays the same object, so that a scan makes one. */
function quoteLineOf(state: QuoteState, record: CartLineRecord): QuoteLine {
  const product = record.productId === null ? null : state.catalog.find(record.productId);
  const known = lines.get(record);
  if (known && known.product === product) return known.line;
  const line: QuoteLine = {
    lineId: record.lineId,
    productId: record.productId,
    categoryId: product?.categoryId ?? null,
    tags: product?.tags ?? [],
    unit: record.unit,
    quantityMilli: record.quantityMilli,
    prices: record.prices,
    stated: record.stated,
    embeddedMinor: record.embeddedMinor,
    discount: record.discount,
    taxGroupCode: record.taxGroupCode,
    returned: record.returned,
  };
  lines.set(record, { product, line });
  return line;
}
