import { randomBytes } from "node:crypto";
import { z } from "zod";
import { mayGrant } from "../../../core/access/roles";
import { isProgramScope } from "../../../core/access/scopes";
import { DomainError } from "../../../core/errors";
import { insertRows } from "../../../db/insert-rows";
import { apiClients } from "../../../db/schema/access";
import { userStores, users } from "../../../db/schema/people";
import { recordAudit } from "../../audit";
import type { Actor, TenantContext } from "../../context";
import { requirePermission, requireStoreScope } from "../../require-permission";
import { requireStepUp } from "../../require-step-up";
import { requireStore } from "../../stores/require-store";
import { inTransaction } from "../../transaction";
import { hashSecret } from "../device-token";
import { formatClientId } from "./client-id";

/** The role of whoever acts for a client; it holds nothing by itself. */
const SERVICE_ROLE = "service";
const DISPLAY_NAME_LENGTH_MAX = 40;

export const scopesSchema = z
  .array(z.string().refine(isProgramScope))
  .min(1)
  .transform((scopes) => [...new Set(scopes)].filter(isProgramScope));

export const createClientInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: scopesSchema,
  /** Left out: every store, also those to come. */
  storeIds: z.array(z.uuid()).min(1).max(200).optional(),
});

export const createClientResult = z.object({
  id: z.uuid(),
  /** What the program calls itself. */
  clientId: z.string(),
  /** Said this once and never again. */
  clientSecret: z.string(),
});

/**
 * Make a client by which a program of somebody else's gets its own tokens. It acts in its own
 * name, as a user that cannot sign in anywhere.
 *
 * @throws DomainError permission_denied (also for what the caller does not hold) |
 *         step_up_required | store_not_found
 */
export async function createClient(
  context: TenantContext,
  input: z.output<typeof createClientInput>,
): Promise<z.output<typeof createClientResult>> {
  const { actor, tenantId } = context;
  requirePermission(actor, "api.manage");
  requireStepUp(context);
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  requireGrant(actor, input);
  const [id, userId] = [context.newId(), context.newId()];
  const secret = randomBytes(32).toString("base64url");
  const at = new Date(context.now());
  const { name, scopes, storeIds } = input;
  await inTransaction(context, async (tx) => {
    for (const storeId of storeIds ?? []) await requireStore(tx, tenantId, storeId);
    await tx.insert(users).values({
      tenantId,
      id: userId,
      email: `${id}@client.invalid`,
      name,
      displayName: name.slice(0, DISPLAY_NAME_LENGTH_MAX),
      kind: "service",
      role: SERVICE_ROLE,
      isEverywhere: storeIds === undefined,
      createdAt: at,
      updatedAt: at,
    });
    const rows = [...new Set(storeIds ?? [])].map((storeId) => ({ userId, storeId }));
    await insertRows(tx, userStores, { tenantId, rows });
    await tx.insert(apiClients).values({
      tenantId,
      id,
      userId,
      name,
      secretHash: hashSecret(secret),
      scopes,
      createdById: actor.userId,
      createdAt: at,
    });
    await recordAudit(tx, context, {
      action: "api_client.create",
      subjectId: id,
      after: { name, scopes, storeIds: storeIds ?? null },
    });
  });
  return { id, clientId: formatClientId(tenantId, id), clientSecret: secret };
}

/** Nobody gives a program what they do not hold, nor a store that is not theirs. */
function requireGrant(
  actor: Actor & { kind: "user" },
  { scopes, storeIds }: z.output<typeof createClientInput>,
): void {
  const { limits } = actor;
  const held = { permissions: [...actor.permissions], limits };
  if (!mayGrant(held, { permissions: scopes, limits })) throw new DomainError("permission_denied");
  if (storeIds === undefined && actor.storeIds !== null) {
    throw new DomainError("permission_denied");
  }
  for (const storeId of storeIds ?? []) requireStoreScope(actor, storeId);
}
