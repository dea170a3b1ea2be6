import * as z from "zod";
import { approvalSchema, saleDocumentSchema } from "./sale-document";

/**
 * What a SALE_RECOVERED event says, version 1: a sale whose own event is lost, rebuilt from the
 * signed code of its receipt [RC13]. It is booked as that sale, on the day of that sale.
 */
export const saleRecoveredSchema = z.strictObject({
  /** The terminal that made the sale, the place of its event in that log, and its hash. */
  terminalId: z.uuid(),
  terminalCode: z.string().min(1).max(8),
  sequence: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  soldAt: z.iso.datetime(),
  businessDate: z.iso.date(),
  /** False when the code told totals only: one line for each tax group. */
  isItemised: z.boolean(),
  /** The code as it was scanned: whoever doubts can verify its signature. */
  code: z.string().max(2_000),
  sale: saleDocumentSchema,
  approvals: z.array(approvalSchema).max(5),
});
export type SaleRecovered = z.infer<typeof saleRecoveredSchema>;
