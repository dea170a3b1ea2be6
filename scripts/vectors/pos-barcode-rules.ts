import { z } from "zod";
import { GROUP_SEPARATOR, parseGs1Elements } from "../../core/barcode/gs1-elements";
import { computeCheckDigit, isValidGtin, toGtin14 } from "../../core/barcode/gtin";
import { computePriceCheckDigit } from "../../core/barcode/price-check-digit";
import { expandUpce } from "../../core/barcode/upce";
import { type MeasurePart, splitVariableMeasure } from "../../core/barcode/variable-measure";
import { firstOf, on } from "./fields";
import type { Computation } from "./verdict";

const checkDigit = on(z.object({ body: z.string().regex(/^\d+$/) }), ({ body }) => ({
  checkDigit: computeCheckDigit(body),
  full: `${body}${computeCheckDigit(body)}`,
}));

const validation = on(z.object({ code: z.string() }), ({ code }) => ({
  valid: isValidGtin(code),
  gtin14: toGtin14(code),
}));

const upceExpansion = on(z.object({ upce: z.string() }), ({ upce }) => {
  const expanded = expandUpce(upce);
  if (!expanded) return { error: true };
  return { upca: expanded.upca, checkDigitMatches: expanded.isCheckDigitRight };
});

const variableMeasure = on(
  z.object({
    code: z.string(),
    layout: z.array(z.tuple([z.string(), z.number().int().positive()])),
  }),
  ({ code, layout }) => {
    const parts = layout.map(([name, length]) => [partOf(name), length] as const);
    const split = splitVariableMeasure(code, parts);
    if (!split) return { error: true };
    return {
      validOuter: split.isOuterValid,
      validInner: split.isInnerValid,
      prefix: split.prefix,
      item: split.item,
      value: split.value,
    };
  },
);

function partOf(name: string): MeasurePart {
  if (name === "prefix" || name === "item" || name === "value" || name === "check") return name;
  return "value_check";
}

const gs1Elements = on(z.object({ data: z.string() }), ({ data }) => {
  const elements = parseGs1Elements(data.replaceAll("<GS>", GROUP_SEPARATOR));
  return elements ? { elements } : { error: true };
});

/** Rules of pos-vectors/1 on barcodes. */
export const POS_BARCODE_RULES: Readonly<Record<string, Computation>> = {
  B1: firstOf(checkDigit, validation),
  B2: upceExpansion,
  B3: on(z.object({ priceField: z.string() }), ({ priceField }) => ({
    priceCheckDigit: computePriceCheckDigit(priceField),
  })),
  B4: variableMeasure,
  B5: gs1Elements,
};
