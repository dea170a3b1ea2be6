import { z } from "zod";
import { readAsideSale } from "../../core/sale/read-aside-sale";
import { PAYMENT_METHODS, UNITS } from "../../core/sale/sale-document";
import { loadSellingRules } from "../catalog/load-selling-rules";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { maskTyped } from "../sales/mask-typed";
import { inTransaction } from "../transaction";
import { asideItem, envelopeOf, toAsideItem } from "./list-aside";
import { loadAsideEvent } from "./load-aside-event";
import type { AsidePlace } from "./retry-aside";

export const getAsideEventResult = z.object({
  item: asideItem,
  /** What the reason says beside its code. */
  details: z.record(z.string(), z.unknown()),
  resolution: z.string().nullable(),
  hash: z.string(),
  prevHash: z.string(),
  /** The event as its terminal sealed it. */
  body: z.unknown(),
  /** What can be read of its sale; null when it is about none. */
  sale: z
    .object({
      totalMinor: z.number().int().nullable(),
      currency: z.string(),
      method: z.enum(PAYMENT_METHODS).nullable(),
      lines: z.array(
        z.object({
          name: z.string(),
          unit: z.enum(UNITS),
          quantityMilli: z.number().int(),
          unitPriceMinor: z.number().int(),
          discountMinor: z.number().int(),
          taxGroupCode: z.string(),
        }),
      ),
    })
    .nullable(),
  taxGroups: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type AsideEventView = z.infer<typeof getAsideEventResult>;

/**
 * One event that was set aside, whole, with what a person needs to book it by hand.
 *
 * @throws DomainError permission_denied | event_not_found
 */
export async function getAsideEvent(
  context: TenantContext,
  input: AsidePlace,
): Promise<AsideEventView> {
  requirePermission(context.actor, "sync.read");
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const row = await loadAsideEvent(tx, context, input);
    const rules = await loadSellingRules(tx, context.tenantId);
    const envelope = envelopeOf(row);
    const item = toAsideItem(row);
    const { hash: _, ...body } = maskTyped(envelope);
    return {
      item,
      details: row.errorDetails ?? {},
      resolution: row.resolution,
      hash: row.hash,
      prevHash: envelope.prevHash,
      body,
      sale: saleOf(envelope, item.currency),
      taxGroups: [...rules.taxGroups.values()].map(({ code, name }) => ({ code, name })),
    };
  });
}

function saleOf(envelope: ReturnType<typeof envelopeOf>, currency: string | null) {
  const sale = readAsideSale(envelope);
  if (sale === null) return null;
  return {
    totalMinor: sale.paidMinor,
    currency: sale.currency ?? currency ?? "",
    method: sale.method,
    lines: sale.lines.map(
      ({ name, unit, quantityMilli, unitPriceMinor, discountMinor, taxGroupCode }) => ({
        ...{ name, unit, quantityMilli, unitPriceMinor, discountMinor, taxGroupCode },
      }),
    ),
  };
}
