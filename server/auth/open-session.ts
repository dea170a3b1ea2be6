import { sql } from "drizzle-orm";
import { OWNER } from "../../core/access/roles";
import type { Tx } from "../../db/client";
import { sessions } from "../../db/schema/people";
import { accessRulesColumn, requireAccess, type StoredRules } from "../access-rules/require-access";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { queueAlert } from "../mail/queue-alert";
import { type ContextSource, systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import type { SessionClaims } from "./access-token";
import { personActor } from "./person-actor";
import { findNewBrowser } from "./sessions/new-browser";

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
 *
 * @throws DomainError address_not_allowed | outside_opening_hours
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
  const isTold = await inTransaction(context, async (tx) => {
    const { days, role } = await readTerms(tx, context, userId);
    const newBrowser = client.kind === "office" ? await findNewBrowser(tx, context, userId) : null;
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
    if (newBrowser !== null) {
      const what = [newBrowser, client.ip].filter(Boolean).join(" · ");
      await queueAlert(tx, context, { kind: "new_browser", userId, what });
    }
    const actor = personActor({ userId, sessionId, role });
    await recordAudit(
      tx,
      { ...context, actor },
      {
        action: "session.open",
        subjectId: sessionId,
        details: { kind: client.kind, method: client.method },
      },
    );
    return newBrowser !== null;
  });
  if (isTold) context.outbox?.wake();
  return { tenantId, userId, sessionId };
}

/**
 * How many days the session may last, and in which role.
 *
 * @throws DomainError address_not_allowed | outside_opening_hours
 */
async function readTerms(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<{ days: number; role: string }> {
  const { tenantId, ip } = context;
  const [terms] = await tx.execute<{ days: number | null; role: string; rules: StoredRules }>(sql`
    select a.session_days as days, u.role, ${accessRulesColumn} as rules
    from users u left join access_rules a on a.tenant_id = ${tenantId}::uuid
    where u.tenant_id = ${tenantId}::uuid and u.id = ${userId}::uuid`);
  const isOwner = terms?.role === OWNER;
  requireAccess(terms?.rules ?? null, { ip, now: context.now(), isOwner });
  return { days: terms?.days ?? SESSION_DAYS, role: terms?.role ?? "" };
}
