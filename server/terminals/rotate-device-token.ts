import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { certificateSchema, type EnrolmentCertificate } from "../../core/sync/envelope";
import { recordAudit } from "../audit";
import { formatDeviceToken, hashSecret } from "../auth/device-token";
import type { TenantContext } from "../context";
import { requireOperator } from "../require-operator";
import { inTransaction } from "../transaction";

export type RotatedDevice = {
  readonly certificate: EnrolmentCertificate;
  readonly deviceToken: string;
  readonly leaseToken: string;
};

/**
 * Give an enrolled terminal a new secret, for the deployment's own commands; the old one stops
 * working. Its log, its code and its cursors stay.
 *
 * @throws DomainError permission_denied | terminal_not_active
 */
export async function rotateDeviceToken(
  context: TenantContext,
  terminalId: string,
): Promise<RotatedDevice> {
  requireOperator(context.actor);
  const { tenantId } = context;
  const secret = randomBytes(32).toString("base64url");
  const leaseToken = context.newId();
  return inTransaction(context, async (tx) => {
    const rows = await tx.execute<{ certificate: unknown }>(sql`
      update terminals set token_hash = ${hashSecret(secret)}, lease_token = ${leaseToken},
        previous_lease_token = null
      where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid and status = 'active'
      returning certificate`);
    const row = rows[0];
    if (!row) throw new DomainError("terminal_not_active");
    await recordAudit(tx, context, { action: "terminal.rotate_token", subjectId: terminalId });
    return {
      certificate: certificateSchema.parse(row.certificate),
      deviceToken: formatDeviceToken({ tenantId, terminalId, secret }),
      leaseToken,
    };
  });
}
