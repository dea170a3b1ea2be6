import { z } from "zod";
import { formatMajor, parseMajorToMinor } from "../../core/money/currency";
import { MINOR_MAX, type Minor, minor } from "../../core/money/minor";
import { ROUNDING_MODES } from "../../core/money/mul-div";
import { parseQuantity } from "../../core/quantity/quantity";
import { parsePercent } from "../../core/tax/rate";
import type { Computation } from "./verdict";

/** An integer of minor units. */
export const amountField = z.number().int().min(-MINOR_MAX).max(MINOR_MAX).transform(minor);

const TWO_DECIMALS = "KES";

/** A decimal amount in a currency of two decimals. */
export const majorField = z.string().transform((text, context) => {
  const parsed = parseMajorToMinor(text, TWO_DECIMALS);
  if (parsed.ok) return parsed.amountMinor;
  context.addIssue(parsed.reason);
  return z.NEVER;
});

/** As `majorField`, or a whole number. */
export const majorTextField = z.union([
  majorField,
  z.number().int().transform(String).pipe(majorField),
]);

/** An amount as text in a currency of two decimals. */
export function majorText(amountMinor: Minor): string {
  return formatMajor(amountMinor, TWO_DECIMALS);
}

/** A decimal quantity, as text or number. */
export const quantityField = z.union([z.string(), z.number()]).transform((value, context) => {
  const parsed = parseQuantity(String(value));
  if (parsed === null) context.addIssue("not a quantity");
  return parsed ?? z.NEVER;
});

/** A percentage as decimal text. */
export const percentField = z.string().transform((value, context) => {
  const parsed = parsePercent(value);
  if (parsed === null) context.addIssue("not a percentage");
  return parsed ?? z.NEVER;
});

export const roundingField = z.enum(ROUNDING_MODES);

/** A computation on inputs of one shape; other shapes are not offered. */
export function on<Schema extends z.ZodType>(
  schema: Schema,
  compute: (input: z.output<Schema>) => Readonly<Record<string, unknown>> | null,
): Computation {
  return (input) => {
    const parsed = schema.safeParse(input);
    return parsed.success ? compute(parsed.data) : null;
  };
}

/** The first computation that offers a shape answers for it. */
export function firstOf(...computations: readonly Computation[]): Computation {
  return (input) => {
    for (const computation of computations) {
      const got = computation(input);
      if (got !== null) return got;
    }
    return null;
  };
}
