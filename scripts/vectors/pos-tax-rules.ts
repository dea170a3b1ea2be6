import { z } from "zod";
import { minor, subtractMinor, sumMinor } from "../../core/money/minor";
import { lineAmount, ONE_UNIT } from "../../core/quantity/quantity";
import { COMBINED_TAX_LEVELS, computeCombinedTax } from "../../core/tax/combined-rate";
import {
  computeTaxByLine,
  computeTaxOnDocument,
  spreadDocumentTax,
} from "../../core/tax/document-tax";
import { computeEn16931Totals } from "../../core/tax/en16931-totals";
import { computeEtimsTotals, ETIMS_BANDS } from "../../core/tax/etims-bands";
import { formatPercent, type RatePpm, ratePpm } from "../../core/tax/rate";
import { computeInclusiveRateGroups } from "../../core/tax/rate-groups";
import {
  addExclusiveTax,
  splitInclusiveTax,
  splitInclusiveTaxByNet,
} from "../../core/tax/split-tax";
import { addTaxes, splitTaxes } from "../../core/tax/stacked-tax";
import type { TaxRate } from "../../core/tax/tax-group";
import { amountField, on, percentField, quantityField, roundingField } from "./fields";
import type { Computation } from "./verdict";

const grossInput = z.object({
  gross: amountField,
  ratePct: percentField,
  mode: roundingField.default("HALF_UP"),
});

const inclusiveByTax = on(grossInput, ({ gross, ratePct, mode }) => {
  const split = splitInclusiveTax(gross, ratePct, mode);
  return { net: split.netMinor, tax: split.taxMinor, gross };
});

const inclusiveByNet = on(grossInput, ({ gross, ratePct, mode }) => {
  const split = splitInclusiveTaxByNet(gross, ratePct, mode);
  return { net: split.netMinor, tax: split.taxMinor, gross };
});

const exclusiveLine = on(
  z.object({ unitPrice: amountField, qty: quantityField, ratePct: percentField }),
  ({ unitPrice, qty, ratePct }) => {
    const split = addExclusiveTax(lineAmount(unitPrice, qty, "HALF_UP"), ratePct, "HALF_UP");
    return { net: split.netMinor, tax: split.taxMinor, gross: split.grossMinor };
  },
);

const exclusiveLevels = on(
  z.object({ lineNets: z.array(amountField), ratePct: percentField }),
  ({ lineNets, ratePct }) => compareLevels(lineNets, ratePct, false),
);

const inclusiveLevels = on(
  z.object({ lineGross: z.array(amountField), ratePct: percentField }),
  ({ lineGross, ratePct }) => compareLevels(lineGross, ratePct, true),
);

function compareLevels(
  amountsMinor: readonly ReturnType<typeof minor>[],
  rate: RatePpm,
  pricesIncludeTax: boolean,
) {
  const rated = { amountsMinor, ratePpm: rate, pricesIncludeTax, rounding: "HALF_UP" } as const;
  const lineTaxes = computeTaxByLine(rated);
  return {
    lineTaxes,
    taxPerLineRounding: sumMinor(lineTaxes),
    taxPerDocumentRounding: computeTaxOnDocument(rated),
  };
}

const spreadTax = on(
  z.object({ lineNets: z.array(amountField), ratePct: percentField }),
  ({ lineNets, ratePct }) => {
    const documentTax = computeTaxOnDocument({
      amountsMinor: lineNets,
      ratePpm: ratePct,
      pricesIncludeTax: false,
      rounding: "HALF_UP",
    });
    return { documentTax, lineTaxes: spreadDocumentTax(documentTax, lineNets) };
  },
);

const ratedField = z
  .object({ net: amountField.optional(), amount: amountField.optional(), ratePct: percentField })
  .transform(({ net, amount, ratePct }) => ({
    amountMinor: net ?? amount ?? minor(0),
    ratePpm: ratePct,
  }));

const europeanInvoice = on(
  z.object({
    lines: z.array(ratedField),
    allowances: z.array(ratedField).default([]),
    charges: z.array(ratedField).default([]),
    prepaid: amountField.optional(),
    rounding: amountField.optional(),
  }),
  ({ lines, allowances, charges, prepaid, rounding }) => {
    const prepaidMinor = prepaid ?? minor(0);
    const roundingMinor = rounding ?? minor(0);
    const totals = computeEn16931Totals({
      lines,
      allowances,
      charges,
      prepaidMinor,
      roundingMinor,
    });
    return {
      breakdown: totals.breakdown.map((group) => ({
        ratePct: formatPercent(group.ratePpm),
        base: group.baseMinor,
        tax: group.taxMinor,
      })),
      BT106: totals.lineNetMinor,
      BT107: totals.allowanceMinor,
      BT108: totals.chargeMinor,
      BT109: totals.netMinor,
      BT110: totals.taxMinor,
      BT112: totals.grossMinor,
      BT113: prepaidMinor,
      BT114: roundingMinor,
      BT115: totals.payableMinor,
    };
  },
);

const salesTax = on(
  z.object({
    level: z.enum(COMBINED_TAX_LEVELS),
    lines: z.array(z.object({ net: amountField, taxable: z.boolean() })),
    components: z.array(z.object({ ratePct: percentField })),
  }),
  ({ level, lines, components }) => {
    const { taxMinor, componentsMinor } = computeCombinedTax({
      level,
      taxableNetsMinor: lines.filter((line) => line.taxable).map((line) => line.net),
      componentRatesPpm: components.map((component) => component.ratePct),
    });
    const netMinor = sumMinor(lines.map((line) => line.net));
    return { tax: taxMinor, components: componentsMinor, total: netMinor + taxMinor };
  },
);

const stackField = z.array(
  z.object({ name: z.string(), ratePct: percentField, compound: z.boolean() }).transform(
    ({ name, ratePct, compound }): TaxRate => ({
      code: name,
      name,
      ratePpm: ratePct,
      kind: "percent",
      isCompound: compound,
    }),
  ),
);

const stackedExclusive = on(z.object({ net: amountField, taxes: stackField }), ({ net, taxes }) =>
  describeStack(addTaxes, net, taxes),
);

const stackedInclusive = on(
  z.object({ gross: amountField, taxes: stackField }),
  ({ gross, taxes }) => describeStack(splitTaxes, gross, taxes),
);

function describeStack(
  stack: typeof addTaxes,
  amountMinor: ReturnType<typeof minor>,
  rates: readonly TaxRate[],
) {
  const stacked = stack({ amountMinor, rates, quantityMilli: ONE_UNIT, rounding: "HALF_UP" });
  return {
    net: stacked.netMinor,
    taxes: stacked.taxes.map((tax) => tax.taxMinor),
    gross: stacked.grossMinor,
  };
}

const dutyThenVat = on(
  z.object({
    unitNet: amountField,
    qty: quantityField,
    dutyPerUnit: amountField,
    vatRatePct: percentField,
  }),
  ({ unitNet, qty, dutyPerUnit, vatRatePct }) => {
    const stacked = addTaxes({
      amountMinor: lineAmount(unitNet, qty, "HALF_UP"),
      quantityMilli: qty,
      rounding: "HALF_UP",
      rates: [
        {
          code: "duty",
          name: "duty",
          kind: "fixed_per_unit",
          ratePpm: ratePpm(0),
          amountMinor: dutyPerUnit,
          isCompound: false,
        },
        { code: "vat", name: "VAT", kind: "percent", ratePpm: vatRatePct, isCompound: true },
      ],
    });
    const [duty, vat] = stacked.taxes.map((tax) => tax.taxMinor);
    return { net: stacked.netMinor, duty, vat, gross: stacked.grossMinor };
  },
);

const rateGroups = on(
  z.object({
    lines: z.array(z.object({ gross: amountField, ratePct: percentField })),
    discount: amountField,
  }),
  ({ lines, discount }) => {
    const groups = computeInclusiveRateGroups({
      lines: lines.map((line) => ({ grossMinor: line.gross, ratePpm: line.ratePct })),
      discountMinor: discount,
      rounding: "HALF_UP",
    });
    return {
      lineDiscounts: groups.lineDiscountsMinor,
      breakdown: groups.breakdown.map((group) => ({
        ratePct: formatPercent(group.ratePpm),
        gross: group.grossMinor,
        tax: group.taxMinor,
        net: group.netMinor,
      })),
      total: groups.totalMinor,
      tax: groups.taxMinor,
      net: subtractMinor(groups.totalMinor, groups.taxMinor),
    };
  },
);

const etimsBands = on(
  z.object({ lines: z.array(z.object({ band: z.enum(ETIMS_BANDS), gross: amountField })) }),
  ({ lines }) => {
    const totals = computeEtimsTotals(
      lines.map((line) => ({ band: line.band, grossMinor: line.gross })),
    );
    const byBand = (field: "grossMinor" | "taxMinor" | "netMinor") =>
      Object.fromEntries(ETIMS_BANDS.map((band) => [band, totals.bands[band][field]]));
    return {
      grossByBand: byBand("grossMinor"),
      taxByBand: byBand("taxMinor"),
      netByBand: byBand("netMinor"),
      totAmt: totals.totalMinor,
      totTaxAmt: totals.taxMinor,
    };
  },
);

/** Rules of pos-vectors/1 on taxes. */
export const POS_TAX_RULES: Readonly<Record<string, Computation>> = {
  R1: exclusiveLine,
  R2: inclusiveByTax,
  R2d: inclusiveByTax,
  R3: inclusiveByNet,
  R4: exclusiveLevels,
  R5: inclusiveLevels,
  R6: spreadTax,
  R7: europeanInvoice,
  R8: salesTax,
  R9: stackedExclusive,
  R10: stackedInclusive,
  R11: dutyThenVat,
  R18: rateGroups,
  R21: etimsBands,
};
