import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { OWNER } from "../../../core/access/roles";
import { DomainError } from "../../../core/errors";
import type { Tx } from "../../../db/client";
import { oidcProviders, userIdentities } from "../../../db/schema/access";
import { holderOf, requireEverywhere } from "../../access/holder-of";
import { recordAudit } from "../../audit";
import type { Actor, TenantContext } from "../../context";
import { requirePermission } from "../../require-permission";
import { requireStepUp } from "../../require-step-up";
import { inTransaction, sqlState } from "../../transaction";
import { discoverIssuer, IssuerUnusable, PUBLIC_REACH, type Reach } from "./issuer";

const UNIQUE_VIOLATION = "23505";

export const saveProviderInput = z
  .strictObject({
    /** Null for a new one. */
    id: z.uuid().nullable(),
    /** What stands on its button. */
    name: z.string().trim().min(1).max(60),
    issuer: z.url({ protocol: /^https?$/ }).max(400),
    clientId: z.string().trim().min(1).max(200),
    /** Null keeps the one that is stored. */
    clientSecret: z.string().min(1).max(500).nullable(),
    isEnabled: z.boolean(),
    /** 0 for a new one. */
    version: z.number().int().min(0),
  })
  .refine(({ id, clientSecret }) => id !== null || clientSecret !== null, {
    path: ["clientSecret"],
    error: "a new provider needs its secret",
  });

export const savedProviderResult = z.object({ id: z.uuid(), version: z.number().int() });

type Input = z.output<typeof saveProviderInput>;

/**
 * Add a service by which people may sign in, or change it or switch it off. One that is on has to
 * answer as an issuer does. The secret is sealed and never given out again. A change of the issuer
 * forgets whom its subjects meant. Whoever names a service can be anybody whose e-mail it confirms,
 * so only who could make an owner may [PE6].
 *
 * @throws DomainError permission_denied (also: no owner) | step_up_required |
 *         identity_provider_invalid | not_found | stale_version | code_taken (another with this
 *         issuer and client)
 */
export async function saveProvider(
  context: TenantContext,
  input: Input,
  reach: Reach = PUBLIC_REACH,
): Promise<z.output<typeof savedProviderResult>> {
  requirePermission(context.actor, "access.write");
  requireEverywhere(context.actor);
  if (!mayChangeProviders(context.actor)) throw new DomainError("permission_denied");
  requireStepUp(context);
  await requireUsable(context, input, reach);
  try {
    return await inTransaction(context, (tx) =>
      input.id === null ? addProvider(tx, context, input) : change(tx, context, input, input.id),
    );
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) throw new DomainError("code_taken");
    throw error;
  }
}

/** Whether somebody may say which services confirm who people are [PE6]. */
export function mayChangeProviders(actor: Actor): boolean {
  return holderOf(actor).role === OWNER;
}

async function requireUsable(context: TenantContext, input: Input, reach: Reach): Promise<void> {
  const isHttps = input.issuer.startsWith("https:");
  if (!(isHttps || reach.isLoopbackAllowed)) throw new DomainError("identity_provider_invalid");
  if (!input.isEnabled) return;
  try {
    await discoverIssuer(input.issuer, reach);
  } catch (error) {
    if (!(error instanceof IssuerUnusable)) throw error;
    context.log.info({ err: error }, "an issuer was refused");
    throw new DomainError("identity_provider_invalid");
  }
}

async function addProvider(tx: Tx, context: TenantContext, input: Input) {
  const { name, issuer, clientId, isEnabled } = input;
  const id = context.newId();
  const at = new Date(context.now());
  await tx.insert(oidcProviders).values({
    tenantId: context.tenantId,
    id,
    name,
    issuer,
    clientId,
    sealedSecret: context.sealer().seal("oidc-secret", input.clientSecret ?? ""),
    isEnabled,
    createdAt: at,
    updatedAt: at,
  });
  await recordAudit(tx, context, {
    action: "identity_provider.add",
    subjectId: id,
    after: { name, issuer, clientId, isEnabled },
  });
  return { id, version: 1 };
}

async function change(tx: Tx, context: TenantContext, input: Input, id: string) {
  const { tenantId } = context;
  const { name, issuer, clientId, isEnabled, clientSecret } = input;
  const isIt = and(
    eq(oidcProviders.tenantId, tenantId),
    eq(oidcProviders.id, id),
    isNull(oidcProviders.deletedAt),
  );
  const [before] = await tx.select().from(oidcProviders).where(isIt).for("update");
  if (!before) throw new DomainError("not_found");
  if (before.version !== input.version) throw new DomainError("stale_version");
  const version = before.version + 1;
  const updatedAt = new Date(context.now());
  const sealed = clientSecret === null ? {} : sealedSecretOf(context, clientSecret);
  await tx
    .update(oidcProviders)
    .set({ name, issuer, clientId, isEnabled, version, updatedAt, ...sealed })
    .where(isIt);
  if (before.issuer !== issuer) await forgetSubjects(tx, tenantId, id);
  await recordAudit(tx, context, {
    action: "identity_provider.change",
    subjectId: id,
    details: { isSecretChanged: clientSecret !== null },
    before: {
      name: before.name,
      issuer: before.issuer,
      clientId: before.clientId,
      isEnabled: before.isEnabled,
    },
    after: { name, issuer, clientId, isEnabled },
  });
  return { id, version };
}

function sealedSecretOf(context: TenantContext, secret: string) {
  return { sealedSecret: context.sealer().seal("oidc-secret", secret) };
}

/** A subject is a name within one issuer; under another it is somebody else. */
async function forgetSubjects(tx: Tx, tenantId: string, providerId: string): Promise<void> {
  await tx
    .delete(userIdentities)
    .where(and(eq(userIdentities.tenantId, tenantId), eq(userIdentities.providerId, providerId)));
}
