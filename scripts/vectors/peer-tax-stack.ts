import { z } from "zod";
import { computePercentDiscount } from "../../core/cart/discount";
import { priceCart } from "../../core/cart/price-cart";
import type { QuotedLine } from "../../core/cart/quote-cart";
import { type Minor, minor } from "../../core/money/minor";
import type { QuantityMilli } from "../../core/quantity/quantity";
import { on, percentField, quantityField } from "./fields";
import { onePercent, type PeerTax, peerTaxField, readPeerTaxes } from "./peer-taxes";
import { FINER, finerUnit, formatUnits, type MoneyUnit, parseUnits } from "./unit-money";

const CENT: MoneyUnit = "0.01";

const stack = z.strictObject({
  unit_price: z.string(),
  quantity: quantityField,
  taxes: z.array(peerTaxField).min(1),
  rounding_method: z.enum(["per_line", "globally"]),
  currency_unit: z.string().regex(/^\d+(\.\d+)?$/),
});

/**
 * One line under several taxes, each inside the price or on top of it. Where the other program
 * rounds a document only at its end, its single line is not rounded at all: such an answer is ours
 * only where nothing is left to round.
 */
export const computePeerTaxStack = on(stack, (input) => {
  const unit = input.currency_unit;
  const line = priceOne(input, unit);
  if (!line) return null;
  const text = (count: number) => formatUnits(minor(count), unit);
  return {
    net_total: text(line.netMinor),
    gross_total: text(line.grossMinor),
    tax_total: text(line.taxMinor),
    tax_lines: line.taxes.map((tax) => ({ base: text(tax.netMinor), amount: text(tax.taxMinor) })),
    ...(input.rounding_method === "globally" && !isExact(input, line) ? { otherChoice: true } : {}),
  };
});

type Stack = {
  readonly unit_price: string;
  readonly quantity: QuantityMilli;
  readonly taxes: readonly PeerTax[];
  readonly rounding_method: "per_line" | "globally";
  readonly currency_unit: MoneyUnit;
};

function priceOne(input: Stack, unit: MoneyUnit): QuotedLine | null {
  const unitPriceMinor = parseUnits(input.unit_price, unit);
  const rates = readPeerTaxes(input.taxes, unit);
  if (unitPriceMinor === null || rates === null) return null;
  const { lines } = priceCart({
    currency: "KES",
    pricesIncludeTax: false,
    taxRounding: input.rounding_method === "globally" ? "document" : "line",
    orderDiscountMinor: minor(0),
    lines: [
      {
        lineId: "1",
        unitPriceMinor,
        quantityMilli: input.quantity,
        taxGroup: { code: "1", name: "1", rates },
      },
    ],
  });
  return lines[0] ?? null;
}

function isExact(input: Stack, line: QuotedLine): boolean {
  const finer = priceOne(input, finerUnit(input.currency_unit));
  if (!finer) return false;
  const amounts = (of: QuotedLine) => [of.netMinor, ...of.taxes.map((tax) => tax.taxMinor)];
  const coarse = amounts(line);
  return amounts(finer).every((amount, index) => amount === (coarse[index] ?? 0) * FINER);
}

const discounted = z.strictObject({
  lines: z.array(z.strictObject({ unit_price: z.string(), quantity: quantityField })).min(1),
  taxes: z
    .array(
      z.strictObject({
        rate: percentField,
        adds_to_next_base: z.boolean().default(false),
        base: z.string().optional(),
      }),
    )
    .min(1),
  order_discount_percent: percentField,
  rounding_method: z.enum(["per_line", "globally"]),
});

/**
 * A percentage off an order under several taxes. There it is taken off the gross, whatever the
 * prices are; here off the prices, which are without tax.
 */
export const computePeerDiscountedStack = on(discounted, (input) => {
  const rates = input.taxes.map(({ rate, adds_to_next_base, base }, index) => ({
    ...onePercent(rate, false),
    code: String(index),
    isCompound: index > 0 && base !== "net only",
    isInLaterBases: adds_to_next_base,
  }));
  const taxGroup = { code: "1", name: "1", rates };
  const lines = input.lines.flatMap(({ unit_price, quantity: quantityMilli }, index) => {
    const unitPriceMinor = parseUnits(unit_price, CENT);
    const lineId = String(index);
    return unitPriceMinor === null ? [] : [{ lineId, unitPriceMinor, quantityMilli, taxGroup }];
  });
  if (lines.length < input.lines.length) return null;
  const price = (orderDiscountMinor: Minor) =>
    priceCart({
      currency: "KES",
      pricesIncludeTax: false,
      taxRounding: input.rounding_method === "globally" ? "document" : "line",
      orderDiscountMinor,
      lines,
    });
  const full = price(minor(0)).subtotalMinor;
  const cart = price(computePercentDiscount(full, input.order_discount_percent, "HALF_UP"));
  const text = (count: Minor) => formatUnits(count, CENT);
  return {
    net_total: text(cart.netMinor),
    tax_total: text(cart.taxMinor),
    gross_total: text(cart.totalMinor),
    tax_by_component: cart.taxes.map((tax) => text(tax.taxMinor)),
    otherChoice: true,
  };
});
