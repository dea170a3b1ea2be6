import { sql } from "drizzle-orm";
import type { TenantContext } from "../context";
import { inTransaction } from "../transaction";

/** The code by which people call a tenant; its id when it has no row. */
export async function readTenantCode(context: TenantContext): Promise<string> {
  const { tenantId } = context;
  // no-audit: a read.
  const [row] = await inTransaction(context, (tx) =>
    tx.execute<{ code: string }>(sql`
      select code from tenants where tenant_id = ${tenantId}::uuid`),
  );
  return row?.code ?? tenantId;
}
