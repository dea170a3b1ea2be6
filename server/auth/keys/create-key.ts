import { randomBytes } from "node:crypto";
import { z } from "zod";
import { narrowTo } from "../../../core/access/roles";
import { DomainError } from "../../../core/errors";
import { apiKeys } from "../../../db/schema/access";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { queueAlert } from "../../mail/queue-alert";
import { requireStepUp } from "../../require-step-up";
import { inTransaction } from "../../transaction";
import { scopesSchema } from "../clients/create-client";
import { hashSecret } from "../device-token";
import { formatKeyToken } from "./key-token";

const DAY_MS = 86_400_000;
const HINT_LENGTH = 4;

export const createKeyInput = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: scopesSchema,
  /** Left out: until it is revoked. */
  expiresInDays: z.number().int().min(1).max(3_650).optional(),
});

export const createKeyResult = z.object({
  id: z.uuid(),
  /** Said this once and never again. */
  key: z.string(),
});

/**
 * Make a key by which a program acts for the caller, with what they choose of what they may do.
 *
 * @throws DomainError permission_denied (a scope that the caller does not hold) | step_up_required
 */
export async function createKey(
  context: TenantContext,
  input: z.output<typeof createKeyInput>,
): Promise<z.output<typeof createKeyResult>> {
  const { actor, tenantId } = context;
  if (actor.kind !== "user") throw new DomainError("permission_denied");
  requireStepUp(context);
  const { name, scopes, expiresInDays } = input;
  if (narrowTo(scopes, [...actor.permissions]).length < scopes.length) {
    throw new DomainError("permission_denied");
  }
  const id = context.newId();
  const secret = randomBytes(32).toString("base64url");
  const at = context.now();
  const expiresAt = expiresInDays === undefined ? null : new Date(at + expiresInDays * DAY_MS);
  await inTransaction(context, async (tx) => {
    await tx.insert(apiKeys).values({
      tenantId,
      id,
      userId: actor.userId,
      name,
      hint: secret.slice(-HINT_LENGTH),
      secretHash: hashSecret(secret),
      scopes,
      createdAt: new Date(at),
      expiresAt,
    });
    await queueAlert(tx, context, { kind: "api_key_new", userId: actor.userId, what: name });
    await recordAudit(tx, context, {
      action: "api_key.create",
      subjectId: id,
      after: { name, scopes, expiresAt: expiresAt?.toISOString() ?? null },
    });
  });
  context.outbox?.wake();
  return { id, key: formatKeyToken({ tenantId, id, secret }) };
}
