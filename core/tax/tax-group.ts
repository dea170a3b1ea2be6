import * as z from "zod";
import { MINOR_MAX, type Minor } from "../money/minor";
import { PPM, RATE_PPM_MAX, type RatePpm } from "./rate";

/**
 * A percentage of what it is taken on; a percentage of the price with all division taxes in it
 * [TX18]; or a fixed duty for each whole unit sold.
 */
export const TAX_KINDS = ["percent", "division", "fixed_per_unit"] as const;

export type TaxKind = (typeof TAX_KINDS)[number];

/**
 * One tax. `ratePpm` is 0 for a fixed duty; `amountMinor` is the duty per whole unit and is absent
 * for a percentage. A compound tax is taken on the net plus every tax before it in its group that
 * has not set `isInLaterBases` to false [TX17].
 */
export type TaxRate = {
  readonly code: string;
  readonly name: string;
  readonly ratePpm: RatePpm;
  readonly kind: TaxKind;
  readonly amountMinor?: Minor | undefined;
  readonly isCompound: boolean;
  /** Whether this tax is inside the price, whatever the price's basis says; absent: as it says. */
  readonly isIncluded?: boolean | undefined;
  /** Whether compound taxes after this one are taken on it too; absent: they are. */
  readonly isInLaterBases?: boolean | undefined;
  /** First business date in force, YYYY-MM-DD; none: since ever. */
  readonly validFrom?: string | null | undefined;
  /** First business date no longer in force; none: for good. */
  readonly validUntil?: string | null | undefined;
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

/**
 * Form of a `TaxRate`: a duty states its amount and no percentage, a percentage no amount [TX15]; a
 * division tax is below the whole and taken on the net; a period ends after it begins [TX16].
 */
export const taxRateSchema = z
  .strictObject({
    code: z.string().min(1).max(20),
    name: z.string().min(1).max(40),
    ratePpm: ratePpmField,
    kind: z.enum(TAX_KINDS),
    amountMinor: dutyField.optional(),
    isCompound: z.boolean(),
    isIncluded: z.boolean().optional(),
    isInLaterBases: z.boolean().optional(),
    validFrom: z.iso.date().nullable().optional(),
    validUntil: z.iso.date().nullable().optional(),
  })
  .refine(
    (rate) =>
      rate.kind === "fixed_per_unit"
        ? rate.amountMinor !== undefined && rate.ratePpm === 0
        : rate.amountMinor === undefined,
    "a fixed duty has an amount and no rate, a percentage has a rate and no amount",
  )
  .refine(
    (rate) => rate.kind !== "division" || !rate.isCompound,
    "a division tax is taken on the net",
  )
  .refine(
    ({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom < validUntil,
    "a rate ends after it begins",
  );

/**
 * Form of a `TaxGroup`, with at most eight taxes. A code may stand twice when the periods of its
 * rates do not overlap [TX16]; division taxes in force together stay below the whole [TX18].
 */
export const taxGroupSchema = z.strictObject({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(40),
  rates: z
    .array(taxRateSchema)
    .max(40)
    .refine(
      (rates) => new Set(rates.map((rate) => rate.code)).size <= TAXES_MAX,
      "a group has at most eight taxes",
    )
    .refine(
      (rates) =>
        rates.every((rate, index) =>
          rates
            .slice(index + 1)
            .every((other) => rate.code !== other.code || !overlap(rate, other)),
        ),
      "each tax of a group has its own code on any one day",
    )
    .refine(
      (rates) => rates.every((rate) => sumDivisionPpm(rate, rates) < PPM),
      "division taxes stay below the whole",
    ),
});

const TAXES_MAX = 8;

type Period = Pick<TaxRate, "validFrom" | "validUntil">;

function overlap(left: Period, right: Period): boolean {
  return startsBefore(left, right) && startsBefore(right, left);
}

function startsBefore({ validFrom }: Period, { validUntil }: Period): boolean {
  return !validFrom || !validUntil || validFrom < validUntil;
}

// A sum over all that overlap one rate may be of more than one day: stricter, never too lax.
function sumDivisionPpm(rate: TaxRate, rates: readonly TaxRate[]): number {
  return rates
    .filter((other) => other.kind === "division" && overlap(rate, other))
    .reduce((sum, other) => sum + other.ratePpm, 0);
}
