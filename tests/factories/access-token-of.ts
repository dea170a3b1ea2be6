import type { Role } from "../../core/access/permissions";
import { sessions } from "../../db/schema/people";
import { issueAccessToken } from "../../server/auth/access-token";
import type { TestTenant } from "./new-tenant";

const SESSION_MS = 86_400_000;

/** An access token of a session that stands, without the cost of a password. */
export async function accessTokenOf(tenant: TestTenant, role: Role): Promise<string> {
  const { runtime, tenantId } = tenant;
  const sessionId = runtime.newId();
  const userId = tenant.users[role].id;
  const now = new Date(runtime.now());
  await runtime.database.withTenant(tenantId, (tx) =>
    tx.insert(sessions).values({
      tenantId,
      id: sessionId,
      userId,
      kind: "api",
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(runtime.now() + SESSION_MS),
    }),
  );
  return issueAccessToken(runtime, { tenantId, userId, sessionId });
}
