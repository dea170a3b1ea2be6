import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, lt } from "drizzle-orm";
import { z } from "zod";
import {
  ENROLMENT_CODE_BYTES,
  enrolmentCodeOf,
  formatEnrolmentCode,
} from "../../core/access/enrolment-code";
import { DomainError } from "../../core/errors";
import type { Tx } from "../../db/client";
import { codeDirectory, enrolmentCodes } from "../../db/schema/access";
import { registers } from "../../db/schema/shop";
import { recordAudit } from "../audit";
import type { TenantContext } from "../context";
import { actingUserId, requirePermission, requireStoreScope } from "../require-permission";
import { requireStore } from "../stores/require-store";
import { inTransaction } from "../transaction";

/** How long a code works: the way from the office to the counter. */
export const ENROLMENT_CODE_MS = 10 * 60_000;

export const createEnrolmentCodeInput = z.strictObject({
  storeId: z.uuid(),
  /** Left out for a new register of the store. */
  registerId: z.uuid().optional(),
});
export type CreateEnrolmentCodeInput = z.infer<typeof createEnrolmentCodeInput>;

export const createEnrolmentCodeResult = z.object({
  codeId: z.uuid(),
  /** Shown once, `XXXXX-XXXXX`; only its hash is kept. */
  code: z.string(),
  registerName: z.string().nullable(),
  expiresAt: z.string(),
  /** The server's clock, by which the rest of the time is shown. */
  serverTime: z.string(),
});
export type CreateEnrolmentCodeResult = z.infer<typeof createEnrolmentCodeResult>;

/**
 * Make a code that turns one device into a register of a store, once, within ten minutes [DV2]. A
 * new one for the same register ends the one before.
 *
 * @throws DomainError permission_denied | store_not_found | register_not_found
 */
export async function createEnrolmentCode(
  context: TenantContext,
  input: CreateEnrolmentCodeInput,
): Promise<CreateEnrolmentCodeResult> {
  requirePermission(context.actor, "terminal.enrol");
  requireStoreScope(context.actor, input.storeId);
  const createdById = actingUserId(context.actor);
  const { tenantId } = context;
  const { storeId, registerId = null } = input;
  const code = enrolmentCodeOf(randomBytes(ENROLMENT_CODE_BYTES));
  const codeId = context.newId();
  const createdAt = new Date(context.now());
  const expiresAt = new Date(context.now() + ENROLMENT_CODE_MS);
  return inTransaction(context, async (tx) => {
    await requireStore(tx, tenantId, storeId);
    const registerName =
      registerId === null ? null : await lockTillRegister(tx, tenantId, { storeId, registerId });
    if (registerId !== null) await revokeLast(tx, tenantId, { registerId, at: createdAt });
    await tx
      .delete(codeDirectory)
      .where(and(eq(codeDirectory.tenantId, tenantId), lt(codeDirectory.expiresAt, createdAt)));
    const digest = codeDigest(code);
    await tx.insert(enrolmentCodes).values({
      tenantId,
      id: codeId,
      storeId,
      registerId,
      codeHash: digest.toString("hex"),
      createdById,
      createdAt,
      expiresAt,
    });
    await tx.insert(codeDirectory).values({ tenantId, codeSha256: digest, expiresAt });
    await recordAudit(tx, context, {
      action: "terminal.create_code",
      subjectId: codeId,
      details: { storeId, registerId },
    });
    return {
      codeId,
      code: formatEnrolmentCode(code),
      registerName,
      expiresAt: expiresAt.toISOString(),
      serverTime: createdAt.toISOString(),
    };
  });
}

/** SHA-256 of a code: it has fifty random bits and lives for ten minutes. */
export function codeDigest(code: string): Buffer {
  return createHash("sha256").update(code, "utf8").digest();
}

/** The register's name; its lock lets two codes for it be made one after the other. */
async function lockTillRegister(
  tx: Tx,
  tenantId: string,
  wanted: { storeId: string; registerId: string },
): Promise<string> {
  const [register] = await tx
    .select({ name: registers.name })
    .from(registers)
    .where(
      and(
        eq(registers.tenantId, tenantId),
        eq(registers.id, wanted.registerId),
        eq(registers.storeId, wanted.storeId),
        eq(registers.kind, "till"),
        isNull(registers.deletedAt),
      ),
    )
    .for("update");
  if (!register) throw new DomainError("register_not_found");
  return register.name;
}

async function revokeLast(
  tx: Tx,
  tenantId: string,
  { registerId, at }: { registerId: string; at: Date },
): Promise<void> {
  await tx
    .update(enrolmentCodes)
    .set({ revokedAt: at })
    .where(
      and(
        eq(enrolmentCodes.tenantId, tenantId),
        eq(enrolmentCodes.registerId, registerId),
        isNull(enrolmentCodes.usedAt),
        isNull(enrolmentCodes.revokedAt),
      ),
    );
}
