import * as z from "zod";
import { saleDocumentSchema } from "./sale-document";

/**
 * What a CORRECTION event says, version 1: how a person dealt with an event that had been set
 * aside. The event itself stays as it is [CO2].
 */
export const correctionSchema = z.strictObject({
  correctionId: z.uuid(),
  /** The event that was set aside, and where and when it happened. */
  of: z.strictObject({
    terminalId: z.uuid(),
    registerId: z.uuid(),
    sequence: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    eventId: z.uuid(),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    type: z.string().max(40),
    createdAt: z.iso.datetime({ offset: true }),
    businessDate: z.iso.date(),
    shiftId: z.uuid().nullable(),
    cashierId: z.uuid(),
  }),
  reason: z.string().min(1).max(200),
  /** What stands in suspense for it; null when no amount could be read from it. */
  suspended: z
    .strictObject({
      amountMinor: z.number().int(),
      currency: z.string().length(3),
    })
    .nullable(),
  /** The sale that takes its place; null writes the money off to over and short. */
  sale: saleDocumentSchema.nullable(),
});
export type Correction = z.infer<typeof correctionSchema>;
