import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { noteDeviations, placeOfSale } from "./note-deviations";

/**
 * A receipt number that is in the ledger already is a deviation, never a refusal: both sales
 * happened. Runs before the batch's own rows are written.
 */
export async function noteKnownReceiptNumbers(
  tx: Tx,
  context: TenantContext,
  saleRows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (saleRows.length === 0) return;
  const numbers = JSON.stringify(saleRows.map((row) => row["receiptNumber"]));
  const known = await tx.execute<{ receipt_number: string }>(sql`
    select distinct receipt_number from sales
    where tenant_id = ${context.tenantId}::uuid
      and receipt_number in (select jsonb_array_elements_text(${numbers}::jsonb))`);
  await noteDeviations(
    tx,
    context,
    known.map(({ receipt_number: receiptNumber }) => ({
      kind: "duplicate_receipt_number",
      severity: "warning",
      ...placeOfSale(saleRows.find((row) => row["receiptNumber"] === receiptNumber)),
      details: { receiptNumber },
    })),
  );
}
