import type { Permission } from "../../../core/access/permissions";
import { sessions } from "../../../db/schema/people";
import { recordAudit } from "../../audit";
import { systemContext } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import type { SessionClaims } from "../access-token";
import type { SessionDoor } from "../open-session";
import { personActor } from "../person-actor";
import type { KnownClient } from "./authenticate-client";

/** Refreshed or not, a client shows its secret again after a day. */
export const CLIENT_SESSION_MS = 86_400_000;

/** Open a session for a client that has shown its secret. */
export async function openClientSession(
  runtime: SessionDoor,
  client: KnownClient,
  given: {
    readonly scopes: readonly Permission[];
    readonly refreshHash: string;
    readonly ip: string | null;
    readonly userAgent: string | null;
  },
): Promise<SessionClaims> {
  const { tenantId, userId } = client;
  const { scopes, refreshHash, ip, userAgent } = given;
  const sessionId = runtime.newId();
  const now = runtime.now();
  const context = {
    ...systemContext(runtime, tenantId),
    actor: personActor({ userId, sessionId }),
    ip,
    userAgent,
  };
  await inTransaction(context, async (tx) => {
    await tx.insert(sessions).values({
      tenantId,
      id: sessionId,
      userId,
      kind: "client",
      method: "client_secret",
      refreshHash,
      scopes,
      ip,
      userAgent,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + CLIENT_SESSION_MS),
    });
    await recordAudit(tx, context, {
      action: "session.open",
      subjectId: sessionId,
      details: { kind: "client", method: "client_secret", clientId: client.id, scopes },
    });
  });
  return { tenantId, userId, sessionId };
}
