import { sql } from "drizzle-orm";
import { DomainError } from "../../../core/errors";
import type { Instant } from "../../../core/time";
import type { TenantContext } from "../../context";
import { systemContext } from "../../tenants/system-context";
import { inTransaction } from "../../transaction";
import type { SessionClaims } from "../access-token";
import {
  openSession,
  type SessionDoor,
  type SignInClient,
  type SignInMethod,
} from "../open-session";
import { requireSecondFactor } from "./require-second-factor";
import { issueTicket, readTicket } from "./sign-in-ticket";

/** Who has shown who they are by one thing, and may still have to by another. */
export type SignedPerson = { readonly tenantId: string; readonly userId: string };

/** What a browser gets for the first step: it is in, or has to show a code with this ticket. */
export type FirstStep =
  | { readonly kind: "session"; readonly claims: SessionClaims }
  | { readonly kind: "second_factor"; readonly ticket: string };

/**
 * Open a session, once the code that the account asks for was shown. A program whose role must have
 * a second factor and has none is refused: it can set up none.
 *
 * @throws DomainError second_factor_required | second_factor_wrong | sign_in_expired | rate_limited
 */
export async function admitPerson(
  runtime: SessionDoor,
  given: {
    readonly person: SignedPerson;
    readonly method: SignInMethod;
    readonly client: SignInClient;
    readonly code: string | null;
    /** When they showed the first of two things; left out, just now. */
    readonly shownAt?: Instant;
  },
): Promise<SessionClaims> {
  const { person, method, client, code, shownAt } = given;
  const context = contextOf(runtime, person, client);
  const factor = await readFactor(context, person.userId);
  // A new password ends what was begun by the old one [PW1].
  if (shownAt !== undefined && shownAt < factor.passwordChangedAt) {
    throw new DomainError("sign_in_expired");
  }
  if (!factor.isOn) {
    if (factor.isRequired && client.kind === "api") throw new DomainError("second_factor_required");
    return openSession(runtime, person, { ...client, method });
  }
  if (code === null) throw new DomainError("second_factor_required");
  await requireSecondFactor(context, person.userId, code);
  return openSession(runtime, person, { ...client, method, isTwoFactor: true });
}

/** The first of the steps of a browser; the second is `finishSignIn`. */
export async function beginSignIn(
  runtime: SessionDoor,
  given: {
    readonly person: SignedPerson;
    readonly method: SignInMethod;
    readonly client: SignInClient;
  },
): Promise<FirstStep> {
  const { person, method, client } = given;
  const factor = await readFactor(contextOf(runtime, person, client), person.userId);
  if (factor.isOn) {
    return { kind: "second_factor", ticket: await issueTicket(runtime, { ...person, method }) };
  }
  return { kind: "session", claims: await openSession(runtime, person, { ...client, method }) };
}

/**
 * The second step: the ticket of the first, and a code.
 *
 * @throws DomainError sign_in_expired | second_factor_wrong | rate_limited
 */
export async function finishSignIn(
  runtime: SessionDoor,
  input: { readonly ticket: string; readonly code: string },
  client: SignInClient,
): Promise<SessionClaims> {
  const ticket = await readTicket(runtime, input.ticket);
  if (ticket === null) throw new DomainError("sign_in_expired");
  const { tenantId, userId, method, issuedAt: shownAt } = ticket;
  const person = { tenantId, userId };
  return admitPerson(runtime, { person, method, client, code: input.code, shownAt });
}

function contextOf(
  runtime: SessionDoor,
  person: SignedPerson,
  client: SignInClient,
): TenantContext {
  const { ip, userAgent } = client;
  return { ...systemContext(runtime, person.tenantId), ip, userAgent };
}

async function readFactor(
  context: TenantContext,
  userId: string,
): Promise<{ isOn: boolean; isRequired: boolean; passwordChangedAt: number }> {
  const { tenantId } = context;
  // no-audit: a read.
  const [row] = await inTransaction(context, (tx) =>
    tx.execute<{ is_on: boolean; is_required: boolean; changed_at: string | null }>(sql`
      select f.confirmed_at is not null as is_on, u.password_changed_at as changed_at,
        coalesce(a.two_factor_roles ? u.role, false) as is_required
      from users u
      left join user_factors f on f.tenant_id = ${tenantId}::uuid and f.user_id = u.id
      left join access_rules a on a.tenant_id = ${tenantId}::uuid
      where u.tenant_id = ${tenantId}::uuid and u.id = ${userId}::uuid
        and u.deleted_at is null and u.blocked_at is null`),
  );
  if (!row) throw new DomainError("invalid_credentials");
  const { is_on: isOn, is_required: isRequired, changed_at: changedAt } = row;
  return { isOn, isRequired, passwordChangedAt: changedAt === null ? 0 : Date.parse(changedAt) };
}
