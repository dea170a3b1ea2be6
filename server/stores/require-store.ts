import { and, eq, isNull } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { stores } from "../../db/schema/shop";

/** @throws DomainError store_not_found: unknown, closed or another tenant's, all alike. */
export async function requireStore(tx: Tx, tenantId: string, storeId: string): Promise<void> {
  const [store] = await tx
    .select({ id: stores.id })
    .from(stores)
    .where(and(eq(stores.tenantId, tenantId), eq(stores.id, storeId), isNull(stores.deletedAt)));
  if (!store) throw new DomainError("store_not_found");
}
