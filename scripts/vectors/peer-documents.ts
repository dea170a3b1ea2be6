import { z } from "zod";
import { allocateOrderDiscount } from "../../core/cart/discount";
import { roundCash } from "../../core/money/cash-rounding";
import { minor, sumMinor } from "../../core/money/minor";
import { lineAmount } from "../../core/quantity/quantity";
import { computeEn16931Totals } from "../../core/tax/en16931-totals";
import { parsePercent, type RatePpm } from "../../core/tax/rate";
import { remapPrice } from "../../core/tax/remap-price";
import { splitInclusiveTax } from "../../core/tax/split-tax";
import { taxLines } from "../../core/tax/tax-lines";
import { firstOf, majorText, majorTextField, on, percentField, quantityField } from "./fields";
import { onePercent } from "./peer-taxes";

// An allowance on the document is taxed by rate, as on a European invoice, not line by line.
const documentAllowance = on(
  z.strictObject({
    lines: z.array(
      z.strictObject({
        unit_price: majorTextField,
        quantity: quantityField,
        tax_rate: percentField,
        price_includes_tax: z.boolean(),
      }),
    ),
    order_discount: majorTextField,
    applied_on: z.literal("net"),
  }),
  (input) => {
    const lines = input.lines.map((line) => {
      const amountMinor = lineAmount(line.unit_price, line.quantity, "HALF_UP");
      const ratePpm = line.tax_rate;
      if (!line.price_includes_tax) return { amountMinor, ratePpm };
      return { amountMinor: splitInclusiveTax(amountMinor, ratePpm, "HALF_UP").netMinor, ratePpm };
    });
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
      total_before_discount: majorText(totals.lineNetMinor),
      net_total: majorText(totals.netMinor),
      tax_total: majorText(totals.taxMinor),
      gross_total: majorText(totals.grossMinor),
    };
  },
);

// The same taxes on every line, each line at its own rates: every tax is rounded once.
const taxTable = on(
  z.strictObject({
    lines: z
      .array(
        z.strictObject({
          unit_price: majorTextField,
          quantity: quantityField,
          tax_rates: z.array(percentField),
        }),
      )
      .min(1),
  }),
  ({ lines }) => {
    const taxed = taxLines({
      taxRounding: "document",
      rounding: "HALF_UP",
      lines: lines.map((line) => ({
        taxGroupCode: "all",
        rates: line.tax_rates.map((rate, place) => ({
          ...onePercent(rate, false),
          code: String(place),
        })),
        amountMinor: lineAmount(line.unit_price, line.quantity, "HALF_UP"),
        quantityMilli: line.quantity,
        pricesIncludeTax: false,
      })),
    });
    const grossMinor = sumMinor(taxed.map((line) => line.grossMinor));
    const rounded = roundCash(grossMinor, WHOLE_UNIT, "HALF_UP");
    const places = Math.max(...lines.map((line) => line.tax_rates.length));
    return {
      net_total: majorText(sumMinor(taxed.map((line) => line.netMinor))),
      tax_totals: Array.from({ length: places }, (_, place) =>
        majorText(sumMinor(taxed.map((line) => line.taxes[place]?.taxMinor ?? minor(0)))),
      ),
      tax_total: majorText(sumMinor(taxed.map((line) => line.taxMinor))),
      gross_total: majorText(grossMinor),
      rounded_total: majorText(rounded.payableMinor),
      rounding_adjustment: majorText(rounded.roundingMinor),
    };
  },
);

const WHOLE_UNIT = minor(100);

const namedTax = z.string().transform((name, context) => {
  const match = /^(\d+(?:\.\d+)?)% (inclusive|exclusive)$/.exec(name);
  const rate = parsePercent(match?.[1] ?? "");
  if (rate === null) {
    context.addIssue("not a tax");
    return z.NEVER;
  }
  return groupOf(rate, match?.[2] === "inclusive");
});

const noTax = z
  .union([z.null(), z.enum(["none", "no tax", "exempt"])])
  .transform(() => ({ code: "none", name: "none", rates: [] }));

const remap = on(
  z.strictObject({
    unit_price: majorTextField,
    from_tax: z.union([noTax, namedTax]),
    to_tax: z.union([noTax, namedTax]),
  }),
  ({ unit_price, from_tax, to_tax }) => ({
    unit_price: majorText(
      remapPrice({
        unitPriceMinor: unit_price,
        pricesIncludeTax: false,
        from: from_tax,
        to: to_tax,
        rounding: "HALF_UP",
      }),
    ),
  }),
);

function groupOf(rate: RatePpm, isIncluded: boolean) {
  const only = onePercent(rate, isIncluded);
  return { code: only.code, name: only.name, rates: [only] };
}

/** Documents whose taxes are rounded once, and prices that go to other taxes. */
export const computePeerDocument = firstOf(documentAllowance, taxTable, remap);
