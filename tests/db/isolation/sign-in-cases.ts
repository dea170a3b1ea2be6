import { and, eq, inArray } from "drizzle-orm";
import { userFactors } from "../../../db/schema/access";
import { totpCodeAt } from "../../../server/auth/factors/totp";
import { saveProvider } from "../../../server/auth/oidc/save-provider";
import { openSession } from "../../../server/auth/open-session";
import { getSignInSettings } from "../../../server/auth/rules/sign-in-rules";
import { testContext } from "../../factories/test-context";
import type { Place } from "./fill-tenant";
import type { ProcedureCase } from "./procedure-case";

/** An authenticator's, whoever's it is here. */
const KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** How the walk calls what is about signing in, and about being signed in. */
export const SIGN_IN_CASES: Readonly<Record<string, ProcedureCase>> = {
  "session.security": {},
  "session.stepUp": {
    input: async (place) => {
      await setFactors(place, "off");
      return { password: place.tenant.password };
    },
    isSilent: true,
  },
  "session.list": {},
  "session.listOf": { input: ({ boundCashierId }) => ({ userId: boundCashierId }) },
  "session.end": { input: async (place) => ({ sessionId: await newSessionOf(place) }) },
  "session.endOthers": {},
  "session.beginFactor": { input: (place) => setFactors(place, "off") },
  "session.confirmFactor": {
    input: async (place) => {
      await setFactors(place, "begun");
      return { code: totpCodeAt(KEY, place.tenant.runtime.now()) };
    },
  },
  "session.turnOffFactor": {},
  "session.renewRecoveryCodes": { input: (place) => setFactors(place, "on") },
  "signInSettings.get": {},
  "signInSettings.saveRules": {
    isForEverywhere: true,
    input: async ({ tenant }) => {
      const { rules } = await getSignInSettings(testContext(tenant, "owner"));
      return { ...rules, idleMinutes: 60, twoFactorRoles: ["auditor"] };
    },
  },
  "signInSettings.saveProvider": {
    isForEverywhere: true,
    isForOwners: true,
    input: async ({ tenant }) => {
      const provider = newProvider(tenant.runtime.newId());
      const { id, version } = await saveProvider(testContext(tenant, "owner"), provider);
      return { ...provider, id, version };
    },
  },
  "session.resetFactor": { input: ({ boundCashierId }) => ({ userId: boundCashierId }) },
};

async function newSessionOf({ tenant, boundCashierId }: Place): Promise<string> {
  const person = { tenantId: tenant.tenantId, userId: boundCashierId };
  const client = { kind: "office", method: "password", ip: null, userAgent: null } as const;
  return (await openSession(tenant.runtime, person, client)).sessionId;
}

/** Switched off, so that nobody asks its issuer; which has no id's form, for it is nobody's id. */
function newProvider(id: string) {
  return {
    id: null,
    name: "Walk",
    issuer: "https://issuer.invalid",
    clientId: `walk ${id.replaceAll("-", "").slice(-12)}`,
    clientSecret: "walk",
    isEnabled: false,
    version: 0,
  };
}

/** The walk asks as each role in turn: each gets the same authenticator, as far as it is set up. */
async function setFactors({ tenant }: Place, state: "off" | "begun" | "on"): Promise<void> {
  const { tenantId, runtime } = tenant;
  const sealedSecret = testContext(tenant, "system").sealer().seal("second-factor", KEY);
  const at = new Date(runtime.now());
  const confirmedAt = state === "on" ? at : null;
  const rows = Object.values(tenant.users).map(({ id }) => ({
    tenantId,
    userId: id,
    sealedSecret,
    createdAt: at,
    confirmedAt,
  }));
  await runtime.database.withTenant(tenantId, async (tx) => {
    const ids = rows.map(({ userId }) => userId);
    await tx
      .delete(userFactors)
      .where(and(eq(userFactors.tenantId, tenantId), inArray(userFactors.userId, ids)));
    if (state === "off") return;
    // Another ask that goes out beside this one may have put its own in between.
    await tx
      .insert(userFactors)
      .values(rows)
      .onConflictDoUpdate({
        target: [userFactors.tenantId, userFactors.userId],
        set: { sealedSecret, createdAt: at, confirmedAt },
      });
  });
}
