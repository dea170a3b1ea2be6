import { sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { requirePermission, scopedStoreIds } from "../require-permission";
import { inTransaction } from "../transaction";
import { maskTyped } from "./mask-typed";
import { readParts, toSaleView } from "./read-sale-parts";
import { type SaleView, saleJoins, summaryColumns } from "./sale-view";

/**
 * One sale with its lines, taxes and payments. Another tenant's id and an unknown one are alike.
 *
 * @throws DomainError permission_denied | sale_not_found
 */
export async function getSale(context: TenantContext, saleId: string): Promise<SaleView> {
  requirePermission(context.actor, "sale.read");
  return inTransaction(context, (tx) => getSaleIn(tx, context, saleId));
}

/** The same inside a transaction of a verb that has checked who asks. */
export async function getSaleIn(tx: Tx, context: TenantContext, saleId: string): Promise<SaleView> {
  const { tenantId } = context;
  const [rows, parts] = await Promise.all([
    tx.execute(sql`
      select ${summaryColumns(tenantId)} from sales ${saleJoins(tenantId)}
      where sales.tenant_id = ${tenantId}::uuid and sales.id = ${saleId}::uuid`),
    readParts(tx, tenantId, [saleId]),
  ]);
  const row = rows[0];
  const scope = scopedStoreIds(context.actor);
  if (!row || (scope !== null && !scope.includes(String(row["storeId"])))) {
    throw new DomainError("sale_not_found");
  }
  return toSaleView(row, parts.get(saleId));
}

/** Some sales with their parts, within the stores of the caller, in the order they were made. */
export async function getSalesIn(
  tx: Tx,
  context: TenantContext,
  saleIds: readonly string[],
): Promise<readonly SaleView[]> {
  if (saleIds.length === 0) return [];
  const { tenantId } = context;
  const ids = sql`select (jsonb_array_elements_text(${JSON.stringify(saleIds)}::jsonb))::uuid`;
  const [rows, parts] = await Promise.all([
    tx.execute(sql`
      select ${summaryColumns(tenantId)} from sales ${saleJoins(tenantId)}
      where sales.tenant_id = ${tenantId}::uuid and sales.id in (${ids})
      order by sales.sold_at, sales.id`),
    readParts(tx, tenantId, saleIds),
  ]);
  const scope = scopedStoreIds(context.actor);
  return rows
    .filter((row) => scope === null || scope.includes(String(row["storeId"])))
    .map((row) => toSaleView(row, parts.get(String(row["id"]))));
}

/** The event behind a sale, exactly as its terminal sealed it. */
export const saleEventResult = z.object({
  sequence: z.number().int(),
  type: z.string(),
  state: z.string(),
  hash: z.string(),
  prevHash: z.string(),
  createdAt: z.string(),
  receivedAt: z.string(),
  body: z.unknown(),
});
export type SaleEvent = z.infer<typeof saleEventResult>;

/** @throws DomainError permission_denied | sale_not_found */
export async function getSaleEvent(context: TenantContext, saleId: string): Promise<SaleEvent> {
  requirePermission(context.actor, "sale.read");
  return inTransaction(context, async (tx) => {
    const sale = await getSaleIn(tx, context, saleId);
    const rows = await tx.execute<{
      type: string;
      state: string;
      hash: string;
      prev_hash: string;
      raw: string;
      created_at: string;
      received_at: string;
    }>(sql`
      select type, state, hash, prev_hash, raw, created_at, received_at from event_inbox
      where tenant_id = ${context.tenantId}::uuid and terminal_id = ${sale.terminalId}::uuid
        and sequence = ${sale.sequence}`);
    const row = rows[0];
    if (!row) throw new DomainError("sale_not_found");
    return {
      sequence: sale.sequence,
      type: row.type,
      state: row.state,
      hash: row.hash,
      prevHash: row.prev_hash,
      createdAt: new Date(row.created_at).toISOString(),
      receivedAt: new Date(row.received_at).toISOString(),
      body: maskTyped(JSON.parse(row.raw) as unknown),
    };
  });
}
