import { sql } from "drizzle-orm";
import { repeatedReceipts } from "../../core/sync/repeated-receipts";
import type { Tx } from "../../db/client";
import { keptPlan } from "../../db/kept-plans";
import type { TenantContext } from "../context";
import { noteDeviations, placeOfSale } from "./note-deviations";

/**
 * A receipt number that another sale carries is a deviation, never a refusal: both sales
 * happened. Runs before the batch's own rows are written.
 */
export async function noteKnownReceiptNumbers(
  tx: Tx,
  context: TenantContext,
  saleRows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (saleRows.length === 0) return;
  const numbers = JSON.stringify(saleRows.map((row) => row["receiptNumber"]));
  const known = await tx.execute<{ receipt_number: string }>(sql`${keptPlan}
    select distinct receipt_number from sales
    where tenant_id = ${context.tenantId}::uuid
      and receipt_number = any(array(select jsonb_array_elements_text(${numbers}::jsonb)))`);
  const repeated = repeatedReceipts(saleRows, new Set(known.map((row) => row.receipt_number)));
  await noteDeviations(
    tx,
    context,
    repeated.map((row) => ({
      kind: "duplicate_receipt_number",
      severity: "warning",
      ...placeOfSale(row),
      details: { receiptNumber: String(row["receiptNumber"]) },
    })),
  );
}
