import { type SQL, sql } from "drizzle-orm";
import { DomainError, type DomainErrorCode } from "../../core/errors";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { scopedStoreIds } from "../require-permission";

/** A condition that keeps rows to the stores of whoever asks. */
export function isInScope(context: TenantContext, storeId: SQL): SQL {
  const scope = scopedStoreIds(context.actor);
  if (scope === null) return sql`true`;
  return sql`${storeId} in (select (jsonb_array_elements_text(${JSON.stringify(scope)}::jsonb))::uuid)`;
}

export type KnownTerminal = {
  readonly id: string;
  readonly storeId: string;
  readonly code: string;
};

/** @throws DomainError with `code`: another tenant's, another store's and an unknown one are alike. */
export async function requireTerminal(
  tx: Tx,
  context: TenantContext,
  wanted: { terminalId: string; code: DomainErrorCode },
): Promise<KnownTerminal> {
  const [row] = await tx.execute<{ id: string; store_id: string; code: string }>(sql`
    select id, store_id, code from terminals
    where tenant_id = ${context.tenantId}::uuid and id = ${wanted.terminalId}::uuid
      and ${isInScope(context, sql`store_id`)}`);
  if (!row) throw new DomainError(wanted.code);
  return { id: row.id, storeId: row.store_id, code: row.code };
}
