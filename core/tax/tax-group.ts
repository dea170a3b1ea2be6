import * as z from "zod";
import { MINOR_MAX, type Minor } from "../money/minor";
import { RATE_PPM_MAX, type RatePpm } from "./rate";

/** A percentage of the price, or a fixed duty for each whole unit sold. */
export const TAX_KINDS = ["percent", "fixed_per_unit"] as const;

export type TaxKind = (typeof TAX_KINDS)[number];

/**
 * One tax. `ratePpm` is 0 for a fixed duty; `amountMinor` is the duty per whole unit and is absent
 * for a percentage. A compound tax is taken on the net plus every tax before it in its group.
 */
export type TaxRate = {
  readonly code: string;
  readonly name: string;
  readonly ratePpm: RatePpm;
  readonly kind: TaxKind;
  readonly amountMinor?: Minor | undefined;
  readonly isCompound: boolean;
};

/** The taxes of one kind of goods, in the order in which they are taken; none for untaxed goods. */
export type TaxGroup = {
  readonly code: string;
  readonly name: string;
  readonly rates: readonly TaxRate[];
};

// Branded by type alone: the bounds are those of `ratePpm` and `minor`, and a transform would keep
// the schema from being written out as JSON Schema.
const ratePpmField = z.number().int().min(0).max(RATE_PPM_MAX) as unknown as z.ZodType<
  RatePpm,
  number
>;
const dutyField = z.number().int().min(0).max(MINOR_MAX) as unknown as z.ZodType<Minor, number>;

/** Form of a `TaxRate`: a duty states its amount and no percentage, a percentage no amount [TX15]. */
export const taxRateSchema = z
  .strictObject({
    code: z.string().min(1).max(20),
    name: z.string().min(1).max(40),
    ratePpm: ratePpmField,
    kind: z.enum(TAX_KINDS),
    amountMinor: dutyField.optional(),
    isCompound: z.boolean(),
  })
  .refine(
    (rate) =>
      rate.kind === "percent"
        ? rate.amountMinor === undefined
        : rate.amountMinor !== undefined && rate.ratePpm === 0,
    "a fixed duty has an amount and no rate, a percentage has a rate and no amount",
  );

/** Form of a `TaxGroup`, with at most eight taxes, each code once. */
export const taxGroupSchema = z.strictObject({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(40),
  rates: z
    .array(taxRateSchema)
    .max(8)
    .refine(
      (rates) => new Set(rates.map((rate) => rate.code)).size === rates.length,
      "each tax of a group has its own code",
    ),
});
