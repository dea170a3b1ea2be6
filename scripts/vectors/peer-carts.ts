import { z } from "zod";
import { computePercentDiscount } from "../../core/cart/discount";
import { type CartLine, priceCart } from "../../core/cart/price-cart";
import type { Quote } from "../../core/cart/quote-cart";
import { type Minor, minor, subtractMinor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import { formatPercent, type RatePpm } from "../../core/tax/rate";
import { splitInclusiveTax } from "../../core/tax/split-tax";
import type { TaxRounding } from "../../core/tax/tax-lines";
import {
  amountField,
  firstOf,
  majorText,
  majorTextField,
  on,
  percentField,
  quantityField,
} from "./fields";
import { computePeerDocument } from "./peer-documents";
import { computePeerProducts } from "./peer-products";
import { computePeerDiscountedStack, computePeerTaxStack } from "./peer-tax-stack";
import { onePercent } from "./peer-taxes";

type SimpleLine = {
  readonly unitPriceMinor: Minor;
  readonly quantityMilli: QuantityMilli;
  readonly ratePpm: RatePpm;
  readonly pricesIncludeTax: boolean;
  readonly discountMinor?: Minor | undefined;
};

type SimpleCart = {
  readonly lines: readonly SimpleLine[];
  readonly orderDiscountMinor: Minor;
};

function price(cart: SimpleCart, taxRounding: TaxRounding): Quote {
  const pricesIncludeTax = cart.lines[0]?.pricesIncludeTax ?? false;
  return priceCart({
    currency: "KES",
    taxRounding,
    pricesIncludeTax,
    orderDiscountMinor: cart.orderDiscountMinor,
    lines: cart.lines.map((line, index): CartLine => {
      const rate = onePercent(line.ratePpm, line.pricesIncludeTax);
      // In a mixed cart one rate can stand inside one price and on top of another.
      const code = `${rate.code}${line.pricesIncludeTax ? "" : "+"}`;
      const taxGroup = { code, name: code, rates: [rate] };
      return { ...line, lineId: String(index), taxGroup };
    }),
  });
}

const minorCart = on(
  z.strictObject({
    prices_include_tax: z.boolean(),
    lines: z.array(
      z
        .strictObject({
          unit_price_minor: amountField,
          tax_rate: percentField,
          quantity: quantityField,
        })
        .transform((line) => ({
          unitPriceMinor: line.unit_price_minor,
          ratePpm: line.tax_rate,
          quantityMilli: line.quantity,
        })),
    ),
    order_fixed_price_minor: amountField.optional(),
    order_discount_percent: percentField.optional(),
    order_discount_minor: amountField.optional(),
  }),
  (input) => {
    const pricesIncludeTax = input.prices_include_tax;
    const undiscounted: SimpleCart = {
      lines: input.lines.map((line) => ({ ...line, pricesIncludeTax })),
      orderDiscountMinor: minor(0),
    };
    const { subtotalMinor } = price(undiscounted, "line");
    const cart = price(
      {
        ...undiscounted,
        orderDiscountMinor: orderDiscount(subtotalMinor, {
          fixedPriceMinor: input.order_fixed_price_minor,
          percentPpm: input.order_discount_percent,
          discountMinor: input.order_discount_minor,
        }),
      },
      "line",
    );
    return {
      net_minor: cart.netMinor,
      tax_minor: cart.taxMinor,
      gross_minor: cart.totalMinor,
      line_net_minor: cart.lines.map((line) => line.netMinor),
      line_tax_minor: cart.lines.map((line) => line.taxMinor),
      line_gross_minor: cart.lines.map((line) => line.grossMinor),
      unit_net_minor: undiscounted.lines.map(unitNet),
      tax_summary: summarizeTaxes(cart, undiscounted.lines),
    };
  },
);

type OrderDiscount = {
  readonly fixedPriceMinor?: Minor | undefined;
  readonly percentPpm?: RatePpm | undefined;
  readonly discountMinor?: Minor | undefined;
};

function orderDiscount(subtotalMinor: Minor, discount: OrderDiscount): Minor {
  if (discount.fixedPriceMinor !== undefined) {
    return subtractMinor(subtotalMinor, discount.fixedPriceMinor);
  }
  if (discount.percentPpm !== undefined) {
    return computePercentDiscount(subtotalMinor, discount.percentPpm, "HALF_UP");
  }
  return discount.discountMinor ?? minor(0);
}

function unitNet(line: SimpleLine): Minor {
  if (!line.pricesIncludeTax) return line.unitPriceMinor;
  return splitInclusiveTax(line.unitPriceMinor, line.ratePpm, "HALF_UP").netMinor;
}

function summarizeTaxes(cart: Quote, lines: readonly SimpleLine[]) {
  return [...new Set(lines.map((line) => line.ratePpm))].map((rate) => {
    const total = cart.taxes.find((tax) => tax.ratePpm === rate);
    return {
      rate: formatPercent(rate),
      base_minor: total?.netMinor,
      tax_minor: total?.taxMinor,
    };
  });
}

const majorCart = on(
  z.strictObject({
    lines: z
      .array(
        z.strictObject({
          unit_price: majorTextField,
          quantity: quantityField,
          tax_rate: percentField,
          price_includes_tax: z.boolean(),
          line_discount: majorTextField.optional(),
        }),
      )
      .min(1),
    order_discount: majorTextField.optional(),
    order_discount_percent: percentField.optional(),
  }),
  (input) => {
    const bases = new Set(input.lines.map((line) => line.price_includes_tax));
    const isOrderDiscounted = input.order_discount ?? input.order_discount_percent;
    if (bases.size > 1 && isOrderDiscounted !== undefined) return null;
    const full: SimpleCart = {
      orderDiscountMinor: minor(0),
      lines: input.lines.map((line) => ({
        unitPriceMinor: line.unit_price,
        quantityMilli: line.quantity,
        ratePpm: line.tax_rate,
        pricesIncludeTax: line.price_includes_tax,
      })),
    };
    // An invoice rounds each tax once; that a case states its amounts in major units makes it one.
    const before = price(full, "document");
    const after = price(
      {
        ...full,
        lines: full.lines.map((line, index) => ({
          ...line,
          discountMinor: input.lines[index]?.line_discount,
        })),
        orderDiscountMinor: orderDiscount(before.subtotalMinor, {
          percentPpm: input.order_discount_percent,
          discountMinor: input.order_discount,
        }),
      },
      "document",
    );
    return describeMajor(before, after);
  },
);

function describeMajor(before: Quote, after: Quote) {
  return {
    total_before_discount: majorText(before.subtotalMinor),
    net_before_discount: majorText(before.netMinor),
    gross_before_discount: majorText(before.totalMinor),
    net_total: majorText(after.netMinor),
    tax_total: majorText(after.taxMinor),
    gross_total: majorText(after.totalMinor),
    net: majorText(after.netMinor),
    tax: majorText(after.taxMinor),
    gross: majorText(after.totalMinor),
    discount_net: majorText(subtractMinor(before.netMinor, after.netMinor)),
    discount_tax: majorText(subtractMinor(before.taxMinor, after.taxMinor)),
    discount_incl_tax: majorText(subtractMinor(before.totalMinor, after.totalMinor)),
  };
}

/** Carts and taxes as other programs state them. */
export const computePeerCart = firstOf(
  computePeerTaxStack,
  computePeerDiscountedStack,
  computePeerProducts,
  minorCart,
  majorCart,
  computePeerDocument,
);
