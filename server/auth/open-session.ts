import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import { sessions } from "../../db/schema/people";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { type ContextSource, systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import type { SessionClaims } from "./access-token";
import { personActor } from "./person-actor";

/** A session ends so many days after it began, whatever happens, unless the tenant says otherwise. */
export const SESSION_DAYS = 14;
/** The longest that a tenant may say. */
export const SESSION_DAYS_MAX = 90;

const DAY_MS = 86_400_000;

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

export type SessionDoor = ContextSource;

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
    const days = await readSessionDays(tx, tenantId);
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
      expiresAt: new Date(now + days * DAY_MS),
    });
    await recordAudit(tx, context, {
      action: "session.open",
      subjectId: sessionId,
      details: { kind: client.kind, method: client.method },
    });
  });
  return { tenantId, userId, sessionId };
}

async function readSessionDays(tx: Tx, tenantId: string): Promise<number> {
  const [rules] = await tx.execute<{ session_days: number }>(sql`
    select session_days from access_rules where tenant_id = ${tenantId}::uuid`);
  return rules?.session_days ?? SESSION_DAYS;
}
