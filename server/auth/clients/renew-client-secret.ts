import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { limitsOf } from "../../../core/access/limits";
import { mayGrant } from "../../../core/access/roles";
import { readScopes } from "../../../core/access/scopes";
import { DomainError } from "../../../core/errors";
import type { Tx } from "../../../db/client";
import { findRole } from "../../access/load-role";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { requirePermission } from "../../require-permission";
import { requireStepUp } from "../../require-step-up";
import { inTransaction } from "../../transaction";
import { hashSecret } from "../device-token";
import { endSessionsOf } from "../sessions/end-sessions";
import { formatClientId } from "./client-id";
import type { createClientResult } from "./create-client";
import { isWithinScope } from "./within-scope";

export const renewClientSecretInput = z.strictObject({ id: z.uuid() });

type ClientRow = { user_id: string; name: string; scopes: unknown; maker_role: string };

/**
 * Give a client another secret, which is said this once [AP4]. The one before, and every token that
 * it got, work no more from that moment: whoever has copied them is out. Whoever makes it answers
 * for the client from then on, and the client works within the limits of that person's role.
 *
 * @throws DomainError permission_denied (also for what the caller does not hold) |
 *         step_up_required | not_found (also: revoked)
 */
export async function renewClientSecret(
  context: TenantContext,
  { id }: z.output<typeof renewClientSecretInput>,
): Promise<z.output<typeof createClientResult>> {
  const { actor, tenantId } = context;
  requirePermission(actor, "api.manage");
  requireStepUp(context);
  const secret = randomBytes(32).toString("base64url");
  await inTransaction(context, async (tx) => {
    const client = await lockClient(tx, context, id);
    const makerId = await requireHeld(tx, context, client);
    await tx.execute(sql`
      update api_clients set secret_hash = ${hashSecret(secret)}, created_by_id = ${makerId}::uuid
      where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`);
    const userId = client.user_id;
    const ending = { userId, exceptId: null, reason: "secret_renewed" };
    const endedCount = await endSessionsOf(tx, context, ending);
    await recordAudit(tx, context, {
      action: "api_client.renew_secret",
      subjectId: id,
      details: { name: client.name, endedCount },
    });
  });
  return { id, clientId: formatClientId(tenantId, id), clientSecret: secret };
}

async function lockClient(tx: Tx, context: TenantContext, id: string): Promise<ClientRow> {
  const { actor, tenantId } = context;
  const [client] = await tx.execute<ClientRow>(sql`
    select c.user_id, c.name, c.scopes, m.role as maker_role from api_clients c
    join users u on u.tenant_id = ${tenantId}::uuid and u.id = c.user_id
    join users m on m.tenant_id = ${tenantId}::uuid and m.id = c.created_by_id
    where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid and c.revoked_at is null
      and ${isWithinScope(actor, tenantId)}
    for update of c`);
  if (!client) throw new DomainError("not_found");
  return client;
}

/** Who has a client's secret can do what it may, as far as its maker's role reaches. */
async function requireHeld(tx: Tx, context: TenantContext, client: ClientRow): Promise<string> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  const maker = await findRole(tx, tenantId, client.maker_role);
  const held = { permissions: [...actor.permissions], limits: actor.limits };
  const limits = maker?.access.limits ?? limitsOf("");
  const given = { permissions: [...readScopes(client.scopes)], limits };
  if (!mayGrant(held, given)) throw new DomainError("permission_denied");
  return actor.userId;
}
