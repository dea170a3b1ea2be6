import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { MINOR_MAX } from "../../core/money/minor";
import { buildCorrectedSale } from "../../core/sale/build-corrected-sale";
import { readAsideSale } from "../../core/sale/read-aside-sale";
import { PAYMENT_METHODS, type SaleDocument } from "../../core/sale/sale-document";
import type { Tx } from "../../db/client";
import { loadSellingRules } from "../catalog/load-selling-rules";
import type { TenantContext } from "../context";
import { loadSaleStore } from "../sales/load-sale-goods";
import { type AsideRow, envelopeOf } from "./list-aside";

const method = z.enum(PAYMENT_METHODS).exclude(["deposit"]);
const taxGroupCode = z.string().max(20);

/** What a person says of the sale; every other figure is the engine's. */
export const confirmedSaleInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("lines"),
    taxGroupCodes: z.array(taxGroupCode).min(1).max(1_000),
    method,
  }),
  z.strictObject({
    kind: z.literal("total"),
    totalMinor: z
      .number()
      .int()
      .min(-MINOR_MAX / 64)
      .max(MINOR_MAX / 64),
    taxGroupCode,
    method,
  }),
]);
export type ConfirmedSaleInput = z.infer<typeof confirmedSaleInput>;

/** What the one line of a sale is called of which only the total is known. */
const UNITEMISED = "Not itemised";

/**
 * The sale that takes the place of an event that was set aside, as the engine makes it.
 *
 * @param numbers id and receipt number for an event that has none.
 * @throws DomainError validation_failed (the event is about no sale, or cannot be booked so)
 */
export async function buildCorrection(
  tx: Tx,
  context: TenantContext,
  given: {
    row: AsideRow;
    confirmed: ConfirmedSaleInput;
    reason: string;
    numbers: { saleId: string; receiptNumber: string };
  },
): Promise<SaleDocument> {
  const { row, confirmed, reason, numbers } = given;
  const envelope = envelopeOf(row);
  const read = readAsideSale(envelope);
  if (read === null) throw new DomainError("validation_failed", { field: "sale" });
  const [store, rules] = await Promise.all([
    loadSaleStore(tx, context.tenantId, row.storeId),
    loadSellingRules(tx, context.tenantId),
  ]);
  const isTaken = read.saleId !== null && (await isKnownSale(tx, context.tenantId, read.saleId));
  return buildCorrectedSale({
    confirmed,
    read: isTaken ? { ...read, saleId: null } : read,
    ...numbers,
    businessDate: envelope.businessDate,
    reason,
    store,
    taxGroups: rules.taxGroups,
    lineName: UNITEMISED,
    newId: context.newId,
  });
}

async function isKnownSale(tx: Tx, tenantId: string, saleId: string): Promise<boolean> {
  const known = await tx.execute(sql`
    select 1 from sales where tenant_id = ${tenantId}::uuid and id = ${saleId}::uuid`);
  return known.length > 0;
}
