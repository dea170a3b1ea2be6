import { encode } from "next-auth/jwt";
import type { Role } from "../../core/access/permissions";
import { sessionCookie } from "../../server/auth/session-cookie";
import type { TestTenant } from "./new-tenant";
import { sessionContext } from "./session-context";

/** The `cookie` header of a browser in which this person has signed in. */
export async function sessionCookieOf(tenant: TestTenant, role: Role): Promise<string> {
  const { appUrl, authSecret } = tenant.runtime;
  const { name } = sessionCookie(appUrl);
  const { userId, sessionId, tenantId } = await sessionContext(tenant, role);
  const token = { sub: userId, sid: sessionId, tenantId };
  return `${name}=${await encode({ secret: authSecret, salt: name, token })}`;
}
