import { sql } from "drizzle-orm";
import { readEnrolmentCode } from "../../core/access/enrolment-code";
import type { Holder } from "../../core/access/people-rules";
import { OWNER } from "../../core/access/roles";
import { DomainError } from "../../core/errors";
import { type EnrolByCodeRequest, enrolByCodeRequestSchema } from "../../core/sync/enrol-by-code";
import { certificateSchema } from "../../core/sync/envelope";
import type { EnrolResponse } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { accessRulesColumn, requireAccess, type StoredRules } from "../access-rules/require-access";
import { recordAudit } from "../audit";
import { hashSecret } from "../auth/device-token";
import type { Runtime, TenantContext } from "../context";
import { findHolder } from "../people/find-person-row";
import { systemContext } from "../tenants/system-context";
import { inTransaction } from "../transaction";
import { codeDigest } from "./create-enrolment-code";
import { enrolAnswer, enrolDevice, newDeviceSecret } from "./enrol-device";

export const enrolByCodeInput = enrolByCodeRequestSchema;

const USER_AGENT_LENGTH_MAX = 400;

/**
 * Make the device that shows a code from the office the register that the code is for [DV2].
 * Whatever is wrong with a code, the refusal is one and the same; where the business is known, its
 * audit trail says why. A device that lost the answer may ask again with its key.
 *
 * @throws DomainError enrolment_code_invalid | register_in_use (the code still works, with
 *         `replaceActive`) | address_not_allowed | outside_opening_hours
 */
export async function enrolByCode(
  runtime: Runtime,
  input: EnrolByCodeRequest,
  from: { readonly ip: string | null; readonly userAgent: string | null },
): Promise<EnrolResponse> {
  const code = readEnrolmentCode(input.code);
  if (code === null) throw new DomainError("enrolment_code_invalid");
  const { rateLimiter } = runtime;
  await rateLimiter.consume("enrol_address", from.ip);
  await rateLimiter.consume("enrol_deployment", "every code");
  const digest = codeDigest(code);
  const tenantId = await runtime.database.findCodeTenant(digest);
  if (tenantId === null) throw new DomainError("enrolment_code_invalid");
  const context: TenantContext = {
    ...systemContext(runtime, tenantId),
    ip: from.ip,
    userAgent: from.userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
  };
  const answer = await inTransaction(context, async (tx) => {
    const row = await lockCode(tx, tenantId, digest);
    const outcome = await redeem(tx, context, { row, input });
    if (typeof outcome !== "string") return outcome;
    await recordAudit(tx, context, {
      action: "terminal.code_refused",
      subjectId: row?.id ?? null,
      details: { reason: outcome },
    });
    return null;
  });
  // Thrown behind the transaction, so that the audit trail keeps the attempt.
  if (answer === null) throw new DomainError("enrolment_code_invalid");
  await rateLimiter.giveBack("enrol_address", from.ip);
  await rateLimiter.giveBack("enrol_deployment", "every code");
  return answer;
}

type CodeRow = {
  readonly id: string;
  readonly store_id: string;
  readonly register_id: string | null;
  readonly created_by_id: string;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly revoked_at: string | null;
  readonly terminal_id: string | null;
  readonly rules: StoredRules;
};

async function lockCode(tx: Tx, tenantId: string, digest: Buffer): Promise<CodeRow | null> {
  const rows = await tx.execute<CodeRow>(sql`
    select c.id, c.store_id, c.register_id, c.created_by_id, c.expires_at, c.used_at,
      c.revoked_at, c.terminal_id, ${accessRulesColumn} as rules
    from enrolment_codes c
    left join access_rules a on a.tenant_id = ${tenantId}::uuid
    where c.tenant_id = ${tenantId}::uuid and c.code_hash = ${digest.toString("hex")}
    for update of c`);
  return rows[0] ?? null;
}

type Shown = { readonly row: CodeRow | null; readonly input: EnrolByCodeRequest };

/** The answer, or the reason of the refusal for the audit trail. */
async function redeem(
  tx: Tx,
  context: TenantContext,
  { row, input }: Shown,
): Promise<EnrolResponse | "unknown" | "expired" | "revoked" | "used"> {
  if (row === null) return "unknown";
  if (Date.parse(row.expires_at) <= context.now()) return "expired";
  const maker = await findHolder(tx, context.tenantId, row.created_by_id);
  if (row.revoked_at !== null || !mayEnrol(maker, row.store_id)) return "revoked";
  if (row.used_at !== null) return (await answerAgain(tx, context, { row, input })) ?? "used";
  requireAccess(row.rules, { ip: context.ip, now: context.now(), isOwner: maker?.role === OWNER });
  const { code: _code, ...device } = input;
  const answer = await enrolDevice(tx, context, {
    input: {
      ...device,
      storeId: row.store_id,
      ...(row.register_id === null ? {} : { registerId: row.register_id }),
    },
    enroller: { userId: row.created_by_id, storeIds: [row.store_id], codeId: row.id },
  });
  await tx.execute(sql`
    update enrolment_codes set used_at = ${toIso(context.now())}::timestamptz,
      terminal_id = ${answer.certificate.terminalId}::uuid
    where tenant_id = ${context.tenantId}::uuid and id = ${row.id}::uuid`);
  return answer;
}

/** Whether whoever made a code could make it now. */
function mayEnrol(maker: Holder | null, storeId: string): boolean {
  if (maker === null || !maker.access.permissions.includes("terminal.enrol")) return false;
  return maker.storeIds === null || maker.storeIds.includes(storeId);
}

/**
 * The same terminal with a new secret, for the device whose answer was lost: it names the key that
 * was enrolled, and nobody has been in contact by the secret that it never got.
 */
async function answerAgain(
  tx: Tx,
  context: TenantContext,
  { row, input }: { row: CodeRow; input: EnrolByCodeRequest },
): Promise<EnrolResponse | null> {
  if (!input.publicKey || row.terminal_id === null) return null;
  const secret = newDeviceSecret();
  const leaseToken = context.newId();
  const { tenantId } = context;
  const [again] = await tx.execute<{ certificate: unknown; register_name: string }>(sql`
    update terminals set token_hash = ${hashSecret(secret)}, lease_token = ${leaseToken},
      previous_lease_token = null
    from registers
    where terminals.tenant_id = ${tenantId}::uuid and terminals.id = ${row.terminal_id}::uuid
      and registers.tenant_id = ${tenantId}::uuid and registers.id = terminals.register_id
      and terminals.status = 'active' and terminals.public_key = ${input.publicKey}
      and terminals.received_sequence = 0 and terminals.claimed_sequence = 0
      and terminals.last_seen_at is null and terminals.pulled_at is null
      and not terminals.is_proof_required
    returning terminals.certificate, registers.name as register_name`);
  if (!again) return null;
  await recordAudit(tx, context, {
    action: "terminal.enrol",
    subjectId: row.terminal_id,
    details: { codeId: row.id, isRepeated: true },
  });
  const certificate = certificateSchema.parse(again.certificate);
  return enrolAnswer(context, {
    certificate,
    leaseToken,
    registerName: again.register_name,
    secret,
  });
}
