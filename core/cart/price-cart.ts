import type { Minor } from "../money/minor";
import type { QuantityMilli } from "../quantity/quantity";
import type { ReturnedLine } from "../sale/return-line";
import type { TaxGroup } from "../tax/tax-group";
import type { TaxRounding } from "../tax/tax-lines";
import { instant } from "../time";
import { type Quote, quoteCart } from "./quote-cart";
import type { QuoteLine } from "./quote-input";

export type CartLine = {
  readonly lineId: string;
  readonly unitPriceMinor: Minor;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  /** Off this line alone, as a magnitude; none when left out. */
  readonly discountMinor?: Minor | undefined;
  readonly taxGroup: TaxGroup;
  readonly returned?: ReturnedLine | null | undefined;
};

export type CartInput = {
  readonly currency: string;
  /** Whether unit prices and discounts are with tax. */
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: TaxRounding;
  readonly lines: readonly CartLine[];
  /** Off the whole cart, as a magnitude. */
  readonly orderDiscountMinor: Minor;
};

/** Groups that a caller states have the rates of their day already. */
const ANY_DATE = "1970-01-01";

/**
 * Price a cart whose prices and discounts are stated: no lists, no promotions. Everything else is
 * as `quoteCart` does it.
 *
 * @throws AssertionError on a negative discount or an amount beyond MINOR_MAX.
 */
export function priceCart(input: CartInput): Quote {
  const { orderDiscountMinor } = input;
  return quoteCart({
    rules: {
      book: { lists: new Map(), defaultListId: "" },
      promotions: null,
      // By line: one group may come at two rates, as after a change of the law.
      taxGroups: new Map(input.lines.map(({ taxGroup }, index) => [String(index), taxGroup])),
      taxRounding: input.taxRounding,
      pointsPpm: 0,
    },
    context: {
      currency: input.currency,
      at: instant(0),
      localDate: ANY_DATE,
      weekday: 4,
      localMinutes: 0,
      storeId: "",
      customerGroupIds: [],
      couponCodes: [],
      couponUses: new Map(),
    },
    businessDate: ANY_DATE,
    pricesIncludeTax: input.pricesIncludeTax,
    isTaxExempt: false,
    earnsPoints: false,
    lines: input.lines.map((line, index) => quoteLine(line, String(index))),
    orderDiscount:
      orderDiscountMinor === 0
        ? null
        : { kind: "amount", amountMinor: orderDiscountMinor, reason: null },
  });
}

function quoteLine(line: CartLine, taxGroupCode: string): QuoteLine {
  const { lineId, quantityMilli, unitPriceMinor, discountMinor } = line;
  return {
    lineId,
    productId: null,
    categoryId: null,
    tags: [],
    unit: "each",
    quantityMilli,
    prices: [],
    stated: { why: "given", unitPriceMinor, pricesIncludeTax: null, reason: null },
    embeddedMinor: null,
    discount: discountMinor ? { kind: "amount", amountMinor: discountMinor, reason: null } : null,
    taxGroupCode,
    returned: line.returned ?? null,
  };
}
