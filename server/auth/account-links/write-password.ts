import { sql } from "drizzle-orm";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import type { TenantContext } from "../../context";
import { endKeysOf } from "../keys/end-keys";
import { endSessionsOf } from "../sessions/end-sessions";

/** How much of what acted in the person's name is over. */
export type Ended = { readonly endedCount: number; readonly endedKeyCount: number };

/**
 * Give a person a new password: the sign-ins and the links that stood before end [PW1]. Whoever
 * calls has judged the password, and records why it was changed.
 *
 * @param change.exceptSessionId the session that goes on; null for none.
 * @param change.endsKeys whether the person's API keys end too.
 */
export async function writePassword(
  tx: Tx,
  context: TenantContext,
  change: {
    readonly userId: string;
    readonly passwordHash: string;
    readonly exceptSessionId: string | null;
    readonly endsKeys: boolean;
  },
): Promise<Ended> {
  const { tenantId } = context;
  const { userId, passwordHash } = change;
  const at = toIso(context.now());
  await tx.execute(sql`
    update users set password_hash = ${passwordHash}, password_changed_at = ${at}::timestamptz,
      updated_at = ${at}::timestamptz
    where tenant_id = ${tenantId}::uuid and id = ${userId}::uuid`);
  await tx.execute(sql`
    update account_links set revoked_at = ${at}::timestamptz
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid
      and used_at is null and revoked_at is null`);
  const endedKeyCount = change.endsKeys ? await endKeysOf(tx, context, userId) : 0;
  const endedCount = await endSessionsOf(tx, context, {
    userId,
    exceptId: change.exceptSessionId,
    reason: "password_changed",
  });
  return { endedCount, endedKeyCount };
}
