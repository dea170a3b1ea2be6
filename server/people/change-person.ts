import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { isPinLongEnough, pinDigitsMin } from "../../core/access/pin-rule";
import type { Access } from "../../core/access/roles";
import { OWNER } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { insertRows } from "../../db/insert-rows";
import { userStores, users } from "../../db/schema/people";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission } from "../require-permission";
import { requireStepUp } from "../require-step-up";
import { inTransaction } from "../transaction";
import { accessOfPerson, type PersonRow, requireManaged } from "./find-person-row";
import { pinSchema, requirePinDigits } from "./pin-rule";
import { buildPinVerifier, type StoredPin } from "./pin-verifier";
import { requireGrantable } from "./require-grantable";
import { requireOwnerLeft } from "./require-owner-left";

export const changePersonInput = z.strictObject({
  personId: z.uuid(),
  /** Of the person as the caller saw them. */
  version: z.number().int(),
  name: z.string().trim().min(1).max(120),
  displayName: z.string().trim().min(1).max(40),
  /** Null: the business's. */
  language: z.enum(["en", "sw"]).nullable(),
  role: z.string().min(1).max(60),
  /** Null: every store, also those to come. */
  storeIds: z.array(z.uuid()).min(1).max(200).nullable(),
  /** Left out: it stays. Null: they sell at a till no more. */
  pin: pinSchema.nullable().optional(),
});
export type ChangePersonInput = z.infer<typeof changePersonInput>;

export const changePersonResult = z.object({ personId: z.uuid(), version: z.number().int() });
export type ChangePersonResult = z.infer<typeof changePersonResult>;

/**
 * Change who somebody is, what they may do and where. What they were and what they become must
 * both be the caller's to manage [PE1, PE2, PE3]. Tills of the stores learn it with their next
 * exchange.
 *
 * @throws DomainError permission_denied | step_up_required (another role, other stores) |
 *         not_found | stale_version | validation_failed (the role or the PIN) | store_not_found |
 *         last_owner
 */
export async function changePerson(
  context: TenantContext,
  input: ChangePersonInput,
): Promise<ChangePersonResult> {
  requirePermission(context.actor, "staff.write");
  const { pin, personId } = input;
  const { tenantId } = context;
  // Ahead of the transaction, which must not be held while that takes its time.
  const verifier = typeof pin === "string" ? await buildPinVerifier(pin) : pin;
  return inTransaction(context, async (tx) => {
    const revision = await nextRevision(tx, tenantId, CONFIG_STREAM);
    const before = await requireManaged(tx, context, personId);
    if (before.version !== input.version) {
      throw new DomainError("stale_version", { expected: input.version, current: before.version });
    }
    await requireChange(tx, context, { before, input });
    await writeChange(tx, context, { input, verifier, revision });
    const audited = auditedChange(before, input);
    await recordAudit(tx, context, { action: "user.change", subjectId: personId, ...audited });
    return { personId, version: before.version + 1 };
  });
}

type Change = { readonly before: PersonRow; readonly input: ChangePersonInput };

async function requireChange(tx: Tx, context: TenantContext, change: Change): Promise<void> {
  const { before, input } = change;
  const { role, storeIds } = input;
  const isMoved = role !== before.role || !isSameStores(before, storeIds);
  if (isMoved) requireStepUp(context);
  // Who keeps their place keeps it also where stores were closed or a role was removed meanwhile.
  const access = isMoved
    ? await requireGrantable(tx, context, { role, storeIds })
    : accessOfPerson(before);
  requirePin(change, access);
  if (before.role === OWNER && role !== OWNER) {
    await requireOwnerLeft(tx, { tenantId: context.tenantId, without: before.id });
  }
}

/** Who may give money back by what they become, and has a short PIN, chooses another [PE5]. */
function requirePin({ before, input: { pin } }: Change, access: Access): void {
  requirePinDigits(pin ?? undefined, access);
  const { hasPin, role, pinDigits } = before;
  const isKept = pin === undefined && hasPin;
  // Who only gets another name is not asked for it.
  const isGained =
    pinDigitsMin(access.permissions) > pinDigitsMin(accessOfPerson(before).permissions);
  if (!(isKept && isGained)) return;
  if (isPinLongEnough({ role, digits: pinDigits }, access.permissions)) return;
  const digits = pinDigitsMin(access.permissions);
  throw new DomainError("validation_failed", { path: "pin", digits });
}

async function writeChange(
  tx: Tx,
  context: TenantContext,
  change: {
    readonly input: ChangePersonInput;
    readonly verifier: StoredPin | null | undefined;
    readonly revision: number;
  },
): Promise<void> {
  const { tenantId } = context;
  const { input, verifier, revision } = change;
  const { personId, name, displayName, language, role, storeIds } = input;
  await tx
    .update(users)
    .set({
      name,
      displayName,
      language,
      role,
      isEverywhere: storeIds === null,
      ...(verifier !== undefined && { pin: verifier }),
      updatedAt: new Date(context.now()),
      version: sql`${users.version} + 1`,
      revision,
    })
    .where(and(eq(users.tenantId, tenantId), eq(users.id, personId)));
  await tx
    .delete(userStores)
    .where(and(eq(userStores.tenantId, tenantId), eq(userStores.userId, personId)));
  await insertRows(tx, userStores, {
    tenantId,
    rows: [...new Set(storeIds)].map((storeId) => ({ userId: personId, storeId })),
  });
}

function isSameStores(before: PersonRow, storeIds: readonly string[] | null): boolean {
  if (storeIds === null) return before.isEverywhere;
  const wanted = new Set(storeIds);
  return (
    !before.isEverywhere &&
    wanted.size === before.storeIds.length &&
    before.storeIds.every((storeId) => wanted.has(storeId))
  );
}

/** What the audit trail says: of a PIN, that it changed. */
function auditedChange(before: PersonRow, input: ChangePersonInput) {
  const { name, displayName, language, role, storeIds, pin } = input;
  return {
    details: pin === undefined ? {} : { pin: pin === null ? "removed" : "changed" },
    before: {
      name: before.name,
      displayName: before.displayName,
      language: before.language,
      role: before.role,
      storeIds: before.isEverywhere ? null : before.storeIds,
    },
    after: { name, displayName, language, role, storeIds },
  };
}
