import { sessions } from "../../db/schema/people";
import { recordAudit } from "../audit";
import type { Runtime, TenantContext } from "../context";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import type { SessionClaims } from "./access-token";
import { personActor } from "./person-actor";

/** A session ends this long after it began, whatever happens. */
export const SESSION_SECONDS_MAX = 14 * 24 * 3_600;

/** How somebody showed who they are. */
export type SignInMethod = "password" | "oidc" | "link" | "client_secret";

/** From where and for what a person signs in; an API session can be refreshed. */
export type SignInClient = {
  readonly ip: string | null;
  readonly userAgent: string | null;
} & (
  | { readonly kind: "office" }
  | { readonly kind: "api"; readonly deviceName: string | null; readonly refreshHash: string }
);

export type SessionDoor = Pick<
  Runtime,
  "database" | "authSecret" | "appUrl" | "now" | "newId" | "log"
>;

/**
 * Open a session for a person who has shown who they are. Their tokens only name its row, so it can be ended
 * at any moment.
 */
export async function openSession(
  runtime: SessionDoor,
  person: { readonly tenantId: string; readonly userId: string },
  client: SignInClient & { readonly method: SignInMethod; readonly isTwoFactor?: boolean },
): Promise<SessionClaims> {
  const { tenantId, userId } = person;
  const sessionId = runtime.newId();
  const now = runtime.now();
  const context: TenantContext = {
    ...systemContext(runtime, tenantId),
    actor: personActor({ userId, sessionId }),
    ip: client.ip,
    userAgent: client.userAgent?.slice(0, 400) ?? null,
  };
  await inTransaction(context, async (tx) => {
    await tx.insert(sessions).values({
      tenantId,
      id: sessionId,
      userId,
      kind: client.kind,
      deviceName: client.kind === "api" ? client.deviceName : null,
      method: client.method,
      isTwoFactor: client.isTwoFactor ?? false,
      refreshHash: client.kind === "api" ? client.refreshHash : null,
      ip: client.ip,
      userAgent: client.userAgent?.slice(0, 400) ?? null,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + SESSION_SECONDS_MAX * 1000),
    });
    await recordAudit(tx, context, {
      action: "session.open",
      subjectId: sessionId,
      details: { kind: client.kind, method: client.method },
    });
  });
  return { tenantId, userId, sessionId };
}
