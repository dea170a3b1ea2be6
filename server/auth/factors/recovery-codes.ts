import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { encodeBase32 } from "../../../core/receipt/base32";
import { toIso } from "../../../core/time";
import type { Tx } from "../../../db/client";
import { insertRows } from "../../../db/insert-rows";
import { recoveryCodes } from "../../../db/schema/access";
import type { TenantContext } from "../../context";
import { hashSecret } from "../device-token";

const CODES = 10;
/** 80 bits each, which nobody guesses and no table of hashes holds. */
const CODE_BYTES = 10;

/** Ten new codes in place of all before, which work no longer. Shown once; only hashes are kept. */
export async function replaceRecoveryCodes(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<readonly string[]> {
  const { tenantId } = context;
  await dropRecoveryCodes(tx, context, userId);
  const codes = Array.from({ length: CODES }, newCode);
  const rows = codes.map((code) => ({
    tenantId,
    userId,
    codeHash: hashOf(code),
    usedAt: null,
  }));
  await insertRows(tx, recoveryCodes, { tenantId, rows, onConflict: sql`returning 1` });
  return codes;
}

/** Make a person's codes work no longer. */
export async function dropRecoveryCodes(
  tx: Tx,
  context: TenantContext,
  userId: string,
): Promise<void> {
  const { tenantId } = context;
  await tx.execute(sql`
    update recovery_codes set used_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${tenantId}::uuid and user_id = ${userId}::uuid and used_at is null`);
}

/** Use a code up; false when it is none of the person's, or was used. */
export async function spendRecoveryCode(
  tx: Tx,
  context: TenantContext,
  given: { readonly userId: string; readonly code: string },
): Promise<boolean> {
  const { tenantId } = context;
  const used = await tx.execute(sql`
    update recovery_codes set used_at = ${toIso(context.now())}::timestamptz
    where tenant_id = ${tenantId}::uuid and user_id = ${given.userId}::uuid
      and code_hash = ${hashOf(given.code)} and used_at is null
    returning 1`);
  return used.length > 0;
}

/** `XXXX-XXXX-XXXX-XXXX` */
function newCode(): string {
  const text = encodeBase32(new Uint8Array(randomBytes(CODE_BYTES)));
  return text.match(/.{4}/g)?.join("-") ?? text;
}

/** However it was typed: without hyphens and spaces, in capitals. */
function hashOf(code: string): string {
  return hashSecret(code.replace(/[^A-Za-z0-9]/g, "").toUpperCase());
}
