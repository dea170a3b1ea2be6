import { createHash } from "node:crypto";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { pinVerifierSchema } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { signInDirectory, userStores, users } from "../../db/schema/people";
import { findRole } from "../access/load-role";
import { recordAudit } from "../audit";
import { hashPassword } from "../auth/password";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { parseInput } from "../parse-input";
import { requireOperator } from "../require-operator";
import { requireStore } from "../stores/require-store";
import { inTransaction, sqlState } from "../transaction";
import { pinSchema, requirePinDigits } from "./pin-rule";
import { buildPinVerifier, type StoredPin } from "./pin-verifier";

export const createUserInput = z.strictObject({
  id: z.uuid().optional(),
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  displayName: z.string().trim().min(1).max(40).optional(),
  /** One that the product brings, or one of the tenant's own. */
  role: z.string().min(1).max(60),
  language: z.string().min(2).max(10).optional(),
  /** Left out: every store, also those to come. */
  storeIds: z.array(z.uuid()).max(200).optional(),
  password: z.string().min(8).max(200).optional(),
  /** A hash that `hashPassword` made, in place of the password. */
  passwordHash: z.string().startsWith("scrypt$").optional(),
  pin: pinSchema.optional(),
  /** A verifier that `buildPinVerifier` made, in place of the PIN. */
  pinVerifier: pinVerifierSchema.optional(),
});

export type CreateUserInput = z.input<typeof createUserInput>;

/**
 * Add a person who may sign in, and sell when they have a PIN.
 *
 * @throws DomainError permission_denied | validation_failed | code_taken (the e-mail)
 */
export async function createUser(
  context: TenantContext,
  input: CreateUserInput,
): Promise<{ id: string }> {
  requireOperator(context.actor);
  const user = await prepareUser(context, input);
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, context.tenantId, CONFIG_STREAM);
    await insertUser(tx, context, { ...user, revision });
    return { id: user.id };
  });
}

export type PreparedUser = {
  readonly id: string;
  readonly values: z.output<typeof createUserInput>;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly pin: StoredPin | null;
};

/** Check and hash ahead of the transaction, which must not be held while that takes its time. */
export async function prepareUser(
  context: Pick<TenantContext, "newId">,
  input: CreateUserInput,
): Promise<PreparedUser> {
  const values = parseInput(createUserInput, input);
  const { password, passwordHash, pin, pinVerifier } = values;
  const [hashed, verifier] = await Promise.all([
    password === undefined ? (passwordHash ?? null) : hashPassword(password),
    pin === undefined ? (pinVerifier ?? null) : buildPinVerifier(pin),
  ]);
  return {
    id: values.id ?? context.newId(),
    values,
    email: normalizeEmail(values.email),
    passwordHash: hashed,
    pin: verifier,
  };
}

/**
 * Write a prepared person, and that they were made, in a transaction that has taken `revision` of
 * the config stream.
 *
 * @throws DomainError as `writeUser`
 */
export async function insertUser(
  tx: Tx,
  context: TenantContext,
  user: PreparedUser & { revision: number },
): Promise<void> {
  await writeUser(tx, context, user);
  const { role, storeIds } = user.values;
  await recordAudit(tx, context, {
    action: "user.create",
    subjectId: user.id,
    after: { role, storeIds: storeIds ?? null },
  });
}

/**
 * Write a prepared person; whoever calls records why.
 *
 * @throws DomainError validation_failed (the role or the length of the PIN) | store_not_found |
 *         code_taken
 */
export async function writeUser(
  tx: Tx,
  context: TenantContext,
  user: PreparedUser & { revision: number },
): Promise<void> {
  const { tenantId } = context;
  const { values } = user;
  const at = new Date(context.now());
  const role = await findRole(tx, tenantId, values.role);
  if (role === null) throw new DomainError("validation_failed", { path: "role" });
  requirePinDigits(values.pin, role.access);
  for (const storeId of values.storeIds ?? []) await requireStore(tx, tenantId, storeId);
  try {
    await tx.insert(users).values({
      tenantId,
      id: user.id,
      email: user.email,
      name: values.name,
      displayName: values.displayName ?? values.name,
      role: values.role,
      isEverywhere: values.storeIds === undefined,
      passwordHash: user.passwordHash,
      pin: user.pin,
      language: values.language ?? null,
      createdAt: at,
      updatedAt: at,
      revision: user.revision,
    });
  } catch (error) {
    if (sqlState(error) === "23505") throw new DomainError("code_taken", { email: user.email });
    throw error;
  }
  await insertRows(tx, userStores, {
    tenantId,
    rows: (values.storeIds ?? []).map((storeId) => ({ userId: user.id, storeId })),
  });
  await tx
    .insert(signInDirectory)
    .values({ tenantId, emailSha256: emailSha256(user.email) })
    .onConflictDoNothing();
}

/** One address, one form: surrounding blanks and case do not make another person. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The key of the sign-in directory. */
export function emailSha256(normalizedEmail: string): Buffer {
  return createHash("sha256").update(normalizedEmail, "utf8").digest();
}
