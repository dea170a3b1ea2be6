import { z } from "zod";
import { priceCart } from "../../core/cart/price-cart";
import { formatMajor, parseMajorToMinor } from "../../core/money/currency";
import { addMinor, type Minor, minor } from "../../core/money/minor";
import { lineAmount, type QuantityMilli } from "../../core/quantity/quantity";
import { parsePercent, ratePpm } from "../../core/tax/rate";
import { addTaxes, splitTaxes, type TaxPart } from "../../core/tax/stacked-tax";
import type { TaxRate } from "../../core/tax/tax-group";
import { on, quantityField } from "./fields";

const taxField = z.strictObject({
  kind: z.enum(["percent", "fixed"]),
  amount: z.string(),
  price_includes_tax: z.boolean(),
  adds_to_next_base: z.boolean(),
});

type PeerTax = z.output<typeof taxField>;

/** A currency for each smallest unit the engine knows. */
const CURRENCY_BY_UNIT = { "0.01": "KES", "1": "JPY" } as const;

/** One line under several taxes, each with tax inside the price or on top of it. */
export const computePeerTaxStack = on(
  z.strictObject({
    unit_price: z.string(),
    quantity: quantityField,
    taxes: z.array(taxField).min(1),
    rounding_method: z.literal("per_line"),
    currency_unit: z.enum(["0.01", "1"]),
  }),
  (input) => {
    const currency = CURRENCY_BY_UNIT[input.currency_unit];
    const unitPrice = parseMajorToMinor(input.unit_price, currency);
    const rates = readRates(input.taxes, currency);
    if (!unitPrice.ok || rates === null) return null;
    const line: Line = {
      unitPriceMinor: unitPrice.amountMinor,
      quantityMilli: input.quantity,
      currency,
    };
    const included = input.taxes.map((tax) => tax.price_includes_tax);
    const isUniform = included.every((isIncluded) => isIncluded === included[0]);
    const priced = isUniform
      ? priceUniform(line, rates, included[0] ?? false)
      : priceMixed(line, rates, included);
    if (priced === null) return null;
    const text = (amountMinor: Minor) => formatMajor(amountMinor, currency);
    return {
      net_total: text(priced.netMinor),
      gross_total: text(priced.grossMinor),
      tax_lines: priced.taxes.map((tax) => ({
        base: text(tax.netMinor),
        amount: text(tax.taxMinor),
      })),
    };
  },
);

type Line = {
  readonly unitPriceMinor: Minor;
  readonly quantityMilli: QuantityMilli;
  readonly currency: string;
};

type Priced = {
  readonly netMinor: Minor;
  readonly grossMinor: Minor;
  readonly taxes: readonly TaxPart[];
};

function priceUniform(line: Line, rates: readonly TaxRate[], pricesIncludeTax: boolean): Priced {
  const cart = priceCart({
    currency: line.currency,
    pricesIncludeTax,
    taxRounding: "line",
    orderDiscountMinor: minor(0),
    lines: [{ ...line, lineId: "1", taxGroup: { code: "1", name: "1", rates } }],
  });
  return {
    netMinor: cart.netMinor,
    grossMinor: cart.totalMinor,
    taxes: cart.lines[0]?.taxes ?? [],
  };
}

// Taxes inside the price come out of it first; those on top are taken on the net that is left.
function priceMixed(
  { unitPriceMinor, quantityMilli }: Line,
  rates: readonly TaxRate[],
  included: readonly boolean[],
): Priced | null {
  if (rates.some((rate) => rate.isCompound)) return null;
  const common = { quantityMilli, rounding: "HALF_UP" } as const;
  const inside = splitTaxes({
    ...common,
    amountMinor: lineAmount(unitPriceMinor, quantityMilli, "HALF_UP"),
    rates: rates.filter((_, index) => included[index]),
  });
  const onTop = addTaxes({
    ...common,
    amountMinor: inside.netMinor,
    rates: rates.filter((_, index) => !included[index]),
  });
  const queues = { inside: [...inside.taxes], onTop: [...onTop.taxes] };
  const taxes = included.flatMap((isIncluded) => {
    const tax = isIncluded ? queues.inside.shift() : queues.onTop.shift();
    return tax ? [tax] : [];
  });
  return {
    netMinor: inside.netMinor,
    grossMinor: addMinor(inside.grossMinor, onTop.taxMinor),
    taxes,
  };
}

// There each tax says whether it adds to later bases, here each says whether it takes earlier ones
// in: the same only where all earlier taxes add or none does.
function readRates(taxes: readonly PeerTax[], currency: string): TaxRate[] | null {
  const rates: TaxRate[] = [];
  for (const [index, tax] of taxes.entries()) {
    const earlier = taxes.slice(0, index);
    const isCompound = index > 0 && earlier.every((each) => each.adds_to_next_base);
    if (!isCompound && earlier.some((each) => each.adds_to_next_base)) return null;
    const rate = readRate(tax, currency);
    if (rate === null) return null;
    rates.push({ ...rate, code: String(index), name: String(index), isCompound });
  }
  return rates;
}

function readRate(
  tax: PeerTax,
  currency: string,
): Pick<TaxRate, "kind" | "ratePpm" | "amountMinor"> | null {
  if (tax.kind === "percent") {
    const rate = parsePercent(tax.amount);
    return rate === null ? null : { kind: "percent", ratePpm: rate };
  }
  const duty = parseMajorToMinor(tax.amount, currency);
  if (!duty.ok) return null;
  return { kind: "fixed_per_unit", ratePpm: ratePpm(0), amountMinor: duty.amountMinor };
}
