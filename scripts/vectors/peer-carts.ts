import { z } from "zod";
import { allocateOrderDiscount, computePercentDiscount } from "../../core/cart/discount";
import { type CartLine, type PricedCart, priceCart } from "../../core/cart/price-cart";
import { formatMajor } from "../../core/money/currency";
import { type Minor, minor, subtractMinor } from "../../core/money/minor";
import { lineAmount, type QuantityMilli } from "../../core/quantity/quantity";
import { computeEn16931Totals } from "../../core/tax/en16931-totals";
import { formatPercent, type RatePpm } from "../../core/tax/rate";
import { splitInclusiveTax } from "../../core/tax/split-tax";
import type { TaxGroup } from "../../core/tax/tax-group";
import { amountField, firstOf, on, percentField, quantityField } from "./fields";
import { majorField } from "./peer-money";
import { computePeerTaxStack } from "./peer-tax-stack";

type SimpleLine = {
  readonly unitPriceMinor: Minor;
  readonly quantityMilli: QuantityMilli;
  readonly ratePpm: RatePpm;
  readonly discountMinor?: Minor | undefined;
};

type SimpleCart = {
  readonly lines: readonly SimpleLine[];
  readonly pricesIncludeTax: boolean;
  readonly orderDiscountMinor: Minor;
};

function price(cart: SimpleCart): PricedCart {
  return priceCart({
    currency: "KES",
    taxRounding: "line",
    pricesIncludeTax: cart.pricesIncludeTax,
    orderDiscountMinor: cart.orderDiscountMinor,
    lines: cart.lines.map(
      (line, index): CartLine => ({
        lineId: String(index),
        unitPriceMinor: line.unitPriceMinor,
        quantityMilli: line.quantityMilli,
        discountMinor: line.discountMinor,
        taxGroup: percentGroup(line.ratePpm),
      }),
    ),
  });
}

function percentGroup(ratePpm: RatePpm): TaxGroup {
  const code = formatPercent(ratePpm);
  return {
    code,
    name: code,
    rates: [{ code, name: code, ratePpm, kind: "percent", isCompound: false }],
  };
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
    const undiscounted: SimpleCart = {
      lines: input.lines,
      pricesIncludeTax: input.prices_include_tax,
      orderDiscountMinor: minor(0),
    };
    const { subtotalMinor } = price(undiscounted);
    const cart = price({
      ...undiscounted,
      orderDiscountMinor: orderDiscount(subtotalMinor, {
        fixedPriceMinor: input.order_fixed_price_minor,
        percentPpm: input.order_discount_percent,
        discountMinor: input.order_discount_minor,
      }),
    });
    return {
      net_minor: cart.netMinor,
      tax_minor: cart.taxMinor,
      gross_minor: cart.totalMinor,
      line_net_minor: cart.lines.map((line) => line.netMinor),
      line_tax_minor: cart.lines.map((line) => line.taxMinor),
      line_gross_minor: cart.lines.map((line) => line.grossMinor),
      unit_net_minor: input.lines.map((line) => unitNet(line, input.prices_include_tax)),
      tax_summary: summarizeTaxes(cart, input.lines),
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

function unitNet(line: SimpleLine, pricesIncludeTax: boolean): Minor {
  if (!pricesIncludeTax) return line.unitPriceMinor;
  return splitInclusiveTax(line.unitPriceMinor, line.ratePpm, "HALF_UP").netMinor;
}

function summarizeTaxes(cart: PricedCart, lines: readonly SimpleLine[]) {
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
          unit_price: majorTextField(),
          quantity: quantityField,
          tax_rate: percentField,
          price_includes_tax: z.boolean(),
          line_discount: majorTextField().optional(),
        }),
      )
      .min(1),
    order_discount: majorTextField().optional(),
    order_discount_percent: percentField.optional(),
  }),
  (input) => {
    const pricesIncludeTax = input.lines[0]?.price_includes_tax ?? false;
    if (input.lines.some((line) => line.price_includes_tax !== pricesIncludeTax)) return null;
    const full: SimpleCart = {
      pricesIncludeTax,
      orderDiscountMinor: minor(0),
      lines: input.lines.map((line) => ({
        unitPriceMinor: line.unit_price,
        quantityMilli: line.quantity,
        ratePpm: line.tax_rate,
      })),
    };
    const before = price(full);
    const after = price({
      ...full,
      lines: full.lines.map((line, index) => ({
        ...line,
        discountMinor: input.lines[index]?.line_discount,
      })),
      orderDiscountMinor: orderDiscount(before.subtotalMinor, {
        percentPpm: input.order_discount_percent,
        discountMinor: input.order_discount,
      }),
    });
    return describeMajor(before, after);
  },
);

// An allowance on the document is taxed by rate, as on a European invoice, not line by line.
const documentAllowance = on(
  z.strictObject({
    lines: z.array(
      z.strictObject({
        unit_price: majorTextField(),
        quantity: quantityField,
        tax_rate: percentField,
        price_includes_tax: z.literal(false),
      }),
    ),
    order_discount: majorTextField(),
    applied_on: z.literal("net"),
  }),
  (input) => {
    const lines = input.lines.map((line) => ({
      amountMinor: lineAmount(line.unit_price, line.quantity, "HALF_UP"),
      ratePpm: line.tax_rate,
    }));
    const parts = allocateOrderDiscount(
      lines.map((line) => line.amountMinor),
      input.order_discount,
    );
    const totals = computeEn16931Totals({
      lines,
      allowances: lines.map(({ ratePpm }, index) => ({
        ratePpm,
        amountMinor: parts[index] ?? minor(0),
      })),
      charges: [],
      prepaidMinor: minor(0),
      roundingMinor: minor(0),
    });
    return {
      total_before_discount: formatMajor(totals.lineNetMinor, "KES"),
      net_total: formatMajor(totals.netMinor, "KES"),
      tax_total: formatMajor(totals.taxMinor, "KES"),
      gross_total: formatMajor(totals.grossMinor, "KES"),
    };
  },
);

function majorTextField() {
  return z.union([majorField, z.number().int().transform(String).pipe(majorField)]);
}

function describeMajor(before: PricedCart, after: PricedCart) {
  const text = (amountMinor: Minor) => formatMajor(amountMinor, "KES");
  return {
    total_before_discount: text(before.subtotalMinor),
    net_before_discount: text(before.netMinor),
    gross_before_discount: text(before.totalMinor),
    net_total: text(after.netMinor),
    tax_total: text(after.taxMinor),
    gross_total: text(after.totalMinor),
    net: text(after.netMinor),
    tax: text(after.taxMinor),
    gross: text(after.totalMinor),
    discount_net: text(subtractMinor(before.netMinor, after.netMinor)),
    discount_tax: text(subtractMinor(before.taxMinor, after.taxMinor)),
    discount_incl_tax: text(subtractMinor(before.totalMinor, after.totalMinor)),
  };
}

/** Carts and taxes as other programs state them. */
export const computePeerCart = firstOf(
  computePeerTaxStack,
  minorCart,
  majorCart,
  documentAllowance,
);
