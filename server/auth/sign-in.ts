import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { tenantIdOf } from "../../core/ids";
import { sessions, tenants, users } from "../../db/schema/people";
import { recordAudit } from "../audit";
import type { Runtime, TenantContext } from "../context";
import { emailSha256, normalizeEmail } from "../people/create-user";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import type { SessionClaims } from "./access-token";
import { isPasswordRight } from "./password";

/** A session ends this long after it began, whatever happens. */
export const SESSION_SECONDS_MAX = 14 * 24 * 3_600;

/** Businesses of one address that are tried; more need the business's code. */
const TENANTS_MAX = 20;

export const signInInput = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  tenantCode: z.string().trim().min(1).max(40).optional(),
});

export type SignInInput = z.output<typeof signInInput>;

/** From where and for what a person signs in; an API session can be refreshed. */
export type SignInClient = {
  readonly ip: string | null;
  readonly userAgent: string | null;
} & (
  | { readonly kind: "office" }
  | { readonly kind: "api"; readonly deviceName: string | null; readonly refreshHash: string }
);

type Door = Pick<Runtime, "database" | "authSecret" | "now" | "newId" | "log">;

/**
 * Open a session for an e-mail and its password. An address that nobody has takes as long as a
 * wrong password and gets the same answer.
 *
 * @throws DomainError invalid_credentials | tenant_choice_required (the password fits in several
 *         businesses; `tenantCodes` lists them)
 */
export async function signIn(
  runtime: Door,
  input: SignInInput,
  client: SignInClient,
): Promise<SessionClaims> {
  const email = normalizeEmail(input.email);
  const listed = await runtime.database.findSignInTenants(emailSha256(email));
  const wanted = input.tenantCode === undefined ? null : tenantIdOf(input.tenantCode);
  const candidates = listed.filter((id) => wanted === null || id === wanted).slice(0, TENANTS_MAX);
  if (candidates.length === 0) await isPasswordRight(input.password, null);

  const matches: Person[] = [];
  for (const tenantId of candidates) {
    const person = await findPerson(runtime, tenantId, email);
    const isRight = await isPasswordRight(input.password, person?.passwordHash ?? null);
    if (person && isRight) matches.push(person);
  }
  const [match, ...others] = matches;
  if (!match) throw new DomainError("invalid_credentials");
  if (others.length > 0) {
    const tenantCodes = matches.map((person) => person.tenantCode).sort();
    throw new DomainError("tenant_choice_required", { tenantCodes: tenantCodes.join(", ") });
  }
  return openSession(runtime, match, client);
}

type Person = {
  tenantId: string;
  tenantCode: string;
  userId: string;
  passwordHash: string | null;
};

async function findPerson(
  runtime: Door,
  tenantId: string,
  email: string,
): Promise<Person | undefined> {
  const rows = await runtime.database.withTenant(tenantId, (tx) =>
    tx
      .select({
        tenantId: users.tenantId,
        tenantCode: tenants.code,
        userId: users.id,
        passwordHash: users.passwordHash,
      })
      .from(users)
      .innerJoin(tenants, and(eq(tenants.tenantId, tenantId), eq(users.tenantId, tenantId)))
      .where(and(eq(users.tenantId, tenantId), eq(users.email, email), isNull(users.deletedAt))),
  );
  return rows[0];
}

async function openSession(
  runtime: Door,
  person: Person,
  client: SignInClient,
): Promise<SessionClaims> {
  const { tenantId, userId } = person;
  const sessionId = runtime.newId();
  const now = runtime.now();
  const context: TenantContext = {
    ...systemContext(runtime, tenantId),
    actor: {
      kind: "user",
      userId,
      sessionId,
      role: "",
      permissions: new Set(),
      storeIds: null,
    },
    ip: client.ip,
  };
  await inTransaction(context, async (tx) => {
    await tx.insert(sessions).values({
      tenantId,
      id: sessionId,
      userId,
      kind: client.kind,
      deviceName: client.kind === "api" ? client.deviceName : null,
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
      details: { kind: client.kind },
    });
  });
  return { tenantId, userId, sessionId };
}
