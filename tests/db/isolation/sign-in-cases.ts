import { openSession } from "../../../server/auth/open-session";
import type { Place } from "./fill-tenant";
import type { ProcedureCase } from "./procedure-cases";

/** How the walk calls what is about signing in, and about being signed in. */
export const SIGN_IN_CASES: Readonly<Record<string, ProcedureCase>> = {
  "session.security": {},
  "session.stepUp": { input: ({ tenant }) => ({ password: tenant.password }), isSilent: true },
  "session.list": {},
  "session.listOf": { input: ({ boundCashierId }) => ({ userId: boundCashierId }) },
  "session.end": { input: async (place) => ({ sessionId: await newSessionOf(place) }) },
  "session.endOthers": {},
};

async function newSessionOf({ tenant, boundCashierId }: Place): Promise<string> {
  const person = { tenantId: tenant.tenantId, userId: boundCashierId };
  const client = { kind: "office", method: "password", ip: null, userAgent: null } as const;
  return (await openSession(tenant.runtime, person, client)).sessionId;
}
