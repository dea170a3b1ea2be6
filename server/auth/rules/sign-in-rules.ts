import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../../core/errors";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { accessRules, oidcProviders } from "../../../db/schema/access";
import { tenants } from "../../../db/schema/people";
import { requireEverywhere } from "../../access/holder-of";
import { loadRoles } from "../../access/load-role";
import { recordAudit } from "../../audit";
import type { TenantContext } from "../../context";
import { requirePermission } from "../../require-permission";
import { requireStepUp } from "../../require-step-up";
import { inTransaction } from "../../transaction";
import { redirectAddress } from "../oidc/begin-external-sign-in";
import { mayChangeProviders } from "../oidc/save-provider";
import { SESSION_DAYS, SESSION_DAYS_MAX } from "../open-session";
import { IDLE_MINUTES } from "../sessions/standing";

const IDLE_MINUTES_MIN = 5;
const IDLE_MINUTES_MAX = 7 * 24 * 60;

const rulesShape = {
  /** Who does nothing in the office for so long signs in again. */
  idleMinutes: z.number().int().min(IDLE_MINUTES_MIN).max(IDLE_MINUTES_MAX),
  /** A sign-in lasts no longer, whatever happens. */
  sessionDays: z.number().int().min(1).max(SESSION_DAYS_MAX),
  /** Codes of the roles that must have a second factor. */
  twoFactorRoles: z.array(z.string().min(1).max(60)).max(100),
  /** 0 while nobody has set anything. */
  version: z.number().int().min(0),
};

export const saveRulesInput = z.strictObject(rulesShape);

export const savedRulesResult = z.object({ version: z.number().int() });

export const signInSettingsResult = z.object({
  rules: z.object(rulesShape),
  /** A role that the product brings has no name of its own. */
  roles: z.array(z.object({ code: z.string(), name: z.string().nullable() })),
  providers: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      issuer: z.string(),
      clientId: z.string(),
      isEnabled: z.boolean(),
      version: z.number().int(),
    }),
  ),
  /** Whether the caller may add and change them. */
  mayChangeProviders: z.boolean(),
  /** What a provider must be told to send people back to. */
  redirectAddress: z.string(),
});

export type SignInSettings = z.output<typeof signInSettingsResult>;
type Rules = SignInSettings["rules"];

/**
 * How people sign in to this business. No secret of a provider is in it.
 *
 * @throws DomainError permission_denied
 */
export async function getSignInSettings(context: TenantContext): Promise<SignInSettings> {
  requirePermission(context.actor, "access.write");
  const { tenantId } = context;
  // no-audit: a read.
  return inTransaction(context, async (tx) => {
    const [tenant] = await tx
      .select({ code: tenants.code })
      .from(tenants)
      .where(eq(tenants.tenantId, tenantId));
    const roles = await loadRoles(tx, tenantId);
    const providers = await tx
      .select({
        id: oidcProviders.id,
        name: oidcProviders.name,
        issuer: oidcProviders.issuer,
        clientId: oidcProviders.clientId,
        isEnabled: oidcProviders.isEnabled,
        version: oidcProviders.version,
      })
      .from(oidcProviders)
      .where(and(eq(oidcProviders.tenantId, tenantId), isNull(oidcProviders.deletedAt)))
      .orderBy(oidcProviders.name, oidcProviders.id);
    return {
      rules: await loadRules(tx, tenantId),
      roles: roles.map(({ code, name }) => ({ code, name })),
      providers,
      mayChangeProviders: mayChangeProviders(context.actor),
      redirectAddress: redirectAddress(context.appUrl, tenant?.code ?? ""),
    };
  });
}

/**
 * Set how long sign-ins last and which roles must have a second factor. It holds at once, also for
 * who is signed in.
 *
 * @throws DomainError permission_denied | step_up_required | validation_failed (an unknown role) |
 *         stale_version
 */
export async function saveSignInRules(
  context: TenantContext,
  input: z.output<typeof saveRulesInput>,
): Promise<z.output<typeof savedRulesResult>> {
  requirePermission(context.actor, "access.write");
  requireEverywhere(context.actor);
  requireStepUp(context);
  const { tenantId } = context;
  return inTransaction(context, async (tx) => {
    await requireKnownRoles(tx, tenantId, input.twoFactorRoles);
    const before = await loadRules(tx, tenantId);
    const version = await writeRules(tx, context, input);
    const { idleMinutes, sessionDays, twoFactorRoles } = input;
    await recordAudit(tx, context, {
      action: "sign_in_rules.save",
      before: {
        idleMinutes: before.idleMinutes,
        sessionDays: before.sessionDays,
        twoFactorRoles: before.twoFactorRoles,
      },
      after: { idleMinutes, sessionDays, twoFactorRoles },
    });
    return { version };
  });
}

async function writeRules(tx: Tx, context: TenantContext, rules: Rules): Promise<number> {
  const { tenantId } = context;
  const at = toIso(context.now());
  const { idleMinutes, sessionDays, version } = rules;
  const roles = JSON.stringify([...new Set(rules.twoFactorRoles)].sort());
  const written =
    version === 0
      ? await tx.execute<{ version: number }>(sql`
          insert into access_rules
            (tenant_id, idle_minutes, session_days, two_factor_roles, updated_at, version)
          values (${tenantId}::uuid, ${idleMinutes}, ${sessionDays}, ${roles}::jsonb,
            ${at}::timestamptz, 1)
          on conflict do nothing returning version`)
      : await tx.execute<{ version: number }>(sql`
          update access_rules set idle_minutes = ${idleMinutes}, session_days = ${sessionDays},
            two_factor_roles = ${roles}::jsonb, updated_at = ${at}::timestamptz,
            version = version + 1
          where tenant_id = ${tenantId}::uuid and version = ${version}
          returning version`);
  const [row] = written;
  if (!row) throw new DomainError("stale_version");
  return row.version;
}

async function loadRules(tx: Tx, tenantId: string): Promise<Rules> {
  const [rules] = await tx.select().from(accessRules).where(eq(accessRules.tenantId, tenantId));
  return {
    idleMinutes: rules?.idleMinutes ?? IDLE_MINUTES,
    sessionDays: rules?.sessionDays ?? SESSION_DAYS,
    twoFactorRoles: [...(rules?.twoFactorRoles ?? [])],
    version: rules?.version ?? 0,
  };
}

async function requireKnownRoles(
  tx: Tx,
  tenantId: string,
  codes: readonly string[],
): Promise<void> {
  const known = new Set((await loadRoles(tx, tenantId)).map(({ code }) => code));
  const unknown = codes.findIndex((code) => !known.has(code));
  if (unknown >= 0) {
    throw new DomainError("validation_failed", {
      path: `twoFactorRoles.${unknown}`,
      message: "no such role",
    });
  }
}
