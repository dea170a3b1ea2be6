import type { Role } from "../../core/access/permissions";
import type { SessionClaims } from "../../server/auth/access-token";
import { issueAccessToken } from "../../server/auth/access-token";
import { authenticateRequest } from "../../server/auth/authenticate-request";
import { openSession } from "../../server/auth/open-session";
import type { TenantContext } from "../../server/context";
import type { TestTenant } from "./new-tenant";

export type TestSession = SessionClaims & {
  /** What a verb gets at the session's next request. */
  read(): Promise<TenantContext>;
};

/** A session of the office as a browser holds it, with its row. */
export async function sessionContext(
  tenant: TestTenant,
  role: Role,
  client: { userAgent?: string; isTwoFactor?: boolean } = {},
): Promise<TestSession> {
  const { runtime, tenantId } = tenant;
  const person = { tenantId, userId: tenant.users[role].id };
  const claims = await openSession(runtime, person, {
    kind: "office",
    method: "password",
    ip: "203.0.113.7",
    userAgent: client.userAgent ?? null,
    isTwoFactor: client.isTwoFactor ?? false,
  });
  const read = async () => {
    const authorization = `Bearer ${await issueAccessToken(runtime, claims)}`;
    const headers = new Headers({ authorization });
    return authenticateRequest(runtime, { headers, requestId: runtime.newId(), ip: null });
  };
  return { ...claims, read };
}
