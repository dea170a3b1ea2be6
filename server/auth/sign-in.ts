import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { tenantIdOf } from "../../core/ids";
import { tenants, users } from "../../db/schema/people";
import { emailSha256, normalizeEmail } from "../people/create-user";
import { limitSignIn } from "../rate-limit/limit-sign-in";
import type { SessionClaims } from "./access-token";
import { admitPerson, type SignedPerson } from "./factors/admit-person";
import type { SessionDoor, SignInClient } from "./open-session";
import { isPasswordRight } from "./password";

/** Businesses of one address that are tried; more need the business's code. */
const TENANTS_MAX = 20;

export const signInInput = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  tenantCode: z.string().trim().min(1).max(40).optional(),
});

export type SignInInput = z.output<typeof signInInput>;

/**
 * Open a session for an e-mail and its password, with a code where the account has a second factor.
 *
 * @throws DomainError rate_limited | invalid_credentials | tenant_choice_required |
 *         second_factor_required | second_factor_wrong
 */
export async function signIn(
  runtime: SessionDoor,
  input: SignInInput & { readonly code?: string | undefined },
  client: SignInClient,
): Promise<SessionClaims> {
  const person = await findByPassword(runtime, input, client);
  return admitPerson(runtime, { person, method: "password", client, code: input.code ?? null });
}

/**
 * Whose e-mail and password these are. An address that nobody has takes as long as a wrong password
 * and gets the same answer.
 *
 * @throws DomainError rate_limited | invalid_credentials | tenant_choice_required (the password fits in several
 *         businesses; `tenantCodes` lists them)
 */
export function findByPassword(
  runtime: SessionDoor,
  input: SignInInput,
  client: { readonly ip: string | null },
): Promise<SignedPerson> {
  const from = { ip: client.ip, email: input.email };
  return limitSignIn(runtime, from, () => tryPassword(runtime, input));
}

async function tryPassword(runtime: SessionDoor, input: SignInInput): Promise<SignedPerson> {
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
  return match;
}

type Person = {
  tenantId: string;
  tenantCode: string;
  userId: string;
  passwordHash: string | null;
};

async function findPerson(
  runtime: SessionDoor,
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
      .where(
        and(
          eq(users.tenantId, tenantId),
          eq(users.email, email),
          isNull(users.deletedAt),
          isNull(users.blockedAt),
        ),
      ),
  );
  return rows[0];
}
