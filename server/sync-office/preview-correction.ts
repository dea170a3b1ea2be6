import { z } from "zod";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import { buildCorrection, confirmedSaleInput } from "./build-correction";
import { loadAsideEvent } from "./load-aside-event";
import { asidePlaceInput } from "./retry-aside";

export const previewCorrectionInput = asidePlaceInput.extend({ sale: confirmedSaleInput });
export type PreviewCorrectionInput = z.infer<typeof previewCorrectionInput>;

const minor = z.number().int();

export const previewCorrectionResult = z.object({
  currency: z.string(),
  netMinor: minor,
  taxMinor: minor,
  totalMinor: minor,
  roundingMinor: minor,
  paidMinor: minor,
});

/**
 * What a correction would book: the engine's figures, and nothing is written.
 *
 * @throws DomainError permission_denied | event_not_found | validation_failed
 */
export async function previewCorrection(
  context: TenantContext,
  { sale: confirmed, ...place }: PreviewCorrectionInput,
): Promise<z.infer<typeof previewCorrectionResult>> {
  requirePermission(context.actor, "sync.manage");
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const row = await loadAsideEvent(tx, context, place);
    const numbers = { saleId: context.newId(), receiptNumber: "-" };
    const sale = await buildCorrection(tx, context, { row, confirmed, reason: "", numbers });
    const { currency, netMinor, taxMinor, totalMinor, roundingMinor, paidMinor } = sale;
    return { currency, netMinor, taxMinor, totalMinor, roundingMinor, paidMinor };
  });
}
