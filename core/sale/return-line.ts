import * as z from "zod";
import { assert } from "../assert";
import { DomainError } from "../errors";
import { addMinor, MINOR_MAX, type Minor, minor, subtractMinor, sumMinor } from "../money/minor";
import { mulDiv } from "../money/mul-div";
import { type QuantityMilli, quantityMilli } from "../quantity/quantity";
import type { TaxPart } from "../tax/stacked-tax";

const amount = z.number().int().min(-MINOR_MAX).max(MINOR_MAX);
const quantity = z.number().int().min(0).max(1_000_000_000_000);

/** The figures of a sold line that a return takes its share of. */
export const soldFiguresSchema = z.strictObject({
  subtotalMinor: amount,
  discountMinor: amount,
  netMinor: amount,
  taxMinor: amount,
  grossMinor: amount,
  points: z.number().int(),
  taxes: z
    .array(
      z.strictObject({
        code: z.string().max(20),
        name: z.string().max(40),
        ratePpm: z.number().int(),
        netMinor: amount,
        taxMinor: amount,
      }),
    )
    .max(8),
});

/** Which sold line comes back, what it was, and how much of it had come back before. */
export const returnedLineSchema = z.strictObject({
  saleId: z.uuid(),
  lineId: z.uuid(),
  receiptNumber: z.string().max(40),
  soldQuantityMilli: quantity,
  returnedBeforeMilli: quantity,
  sold: soldFiguresSchema,
});
export type ReturnedLine = z.infer<typeof returnedLineSchema>;

/** Negative: what goes back to the customer. */
export type ReturnedFigures = {
  readonly subtotalMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly grossMinor: Minor;
  readonly points: number;
  readonly taxes: readonly TaxPart[];
};

/**
 * What a part of a sold line gives back [RF1]: what should have gone back by now, rounded half away
 * from zero, less what should have gone back before, for the amount, the discount, each tax and the
 * points. Returned in any parts, in any order, a line closes to its sold figures exactly [RF2].
 * The amount is the gross where prices were with tax and the net where they were without; the rest
 * follows, so net + tax = gross in every part.
 *
 * @param quantity how much comes back now, above 0.
 * @throws DomainError quantity_not_positive | return_exceeds_sold [RF3].
 */
export function computeReturn(line: ReturnedLine, quantity: QuantityMilli): ReturnedFigures {
  assert(line.soldQuantityMilli > 0, "a returned line was sold in a positive quantity");
  if (quantity <= 0) throw new DomainError("quantity_not_positive");
  const until = line.returnedBeforeMilli + quantity;
  if (until > line.soldQuantityMilli) {
    throw new DomainError("return_exceeds_sold", {
      leftMilli: Math.max(0, line.soldQuantityMilli - line.returnedBeforeMilli),
      requestedMilli: quantity,
    });
  }
  const share = (soldMinor: number) =>
    minor(
      dueBy(soldMinor, line.returnedBeforeMilli, line.soldQuantityMilli) -
        dueBy(soldMinor, until, line.soldQuantityMilli),
    );
  const { sold } = line;
  const taxes = sold.taxes.map((tax) => ({
    code: tax.code,
    name: tax.name,
    ratePpm: tax.ratePpm as TaxPart["ratePpm"],
    netMinor: share(tax.netMinor),
    taxMinor: share(tax.taxMinor),
  }));
  const taxMinor = sumMinor(taxes.map((tax) => tax.taxMinor));
  const discountMinor = share(sold.discountMinor);
  const isNetBasis = sold.netMinor === sold.subtotalMinor - sold.discountMinor;
  const amountMinor = share(isNetBasis ? sold.netMinor : sold.grossMinor);
  const netMinor = isNetBasis ? amountMinor : subtractMinor(amountMinor, taxMinor);
  const subtotalShare = isNetBasis || sold.grossMinor === sold.subtotalMinor - sold.discountMinor;
  return {
    subtotalMinor: subtotalShare ? addMinor(amountMinor, discountMinor) : share(sold.subtotalMinor),
    discountMinor,
    netMinor,
    taxMinor,
    grossMinor: addMinor(netMinor, taxMinor),
    points: share(sold.points),
    taxes,
  };
}

function dueBy(soldMinor: number, byMilli: number, soldMilli: number): number {
  return mulDiv(soldMinor, byMilli, soldMilli, "HALF_UP");
}

/** The quantity of a line that can still come back; 0 when all of it has. */
export function returnableMilli(line: {
  soldQuantityMilli: number;
  returnedBeforeMilli: number;
}): QuantityMilli {
  return quantityMilli(Math.max(0, line.soldQuantityMilli - line.returnedBeforeMilli));
}
