import { sql } from "drizzle-orm";
import { readReceiptCode } from "../../core/receipt/receipt-code";
import { SERVER_KEY_ID } from "../../core/receipt/receipt-payload";
import type { StatedRecovery } from "../../core/sync/event-store";
import type { Tx } from "../../db/client";
import { isSignedBy } from "../auth/is-signed-by";
import type { TenantContext } from "../context";

/**
 * Whether the code that brings a sale back was signed by the very terminal that it is said to come
 * from, or by this deployment, and that terminal stands in the given store [RC13]. One that was
 * retired or replaced keeps its key, so what it signed stays genuine.
 */
export async function isGenuineRecovery(
  tx: Tx,
  context: TenantContext,
  { storeId, stated }: { storeId: string; stated: StatedRecovery },
): Promise<boolean> {
  const signed = readReceiptCode(stated.code)?.signed;
  if (!signed) return false;
  const [lost] = await tx.execute<{ code: string; publicKey: string | null }>(sql`
    select code, public_key as "publicKey" from terminals
    where tenant_id = ${context.tenantId}::uuid and id = ${stated.terminalId}::uuid
      and store_id = ${storeId}::uuid`);
  const { keyId, text, signature, sale } = signed;
  if (lost?.code !== sale.terminalCode) return false;
  if (keyId !== SERVER_KEY_ID && keyId !== lost.code) return false;
  const publicKey = keyId === SERVER_KEY_ID ? context.serverKey().publicKey : lost.publicKey;
  return publicKey !== null && isSignedBy(publicKey, text, signature);
}
