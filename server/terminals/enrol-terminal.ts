import { randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import {
  type EnrolRequest,
  type EnrolResponse,
  enrolRequestSchema,
} from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { registers } from "../../db/schema/shop";
import { recordAudit } from "../audit";
import { formatDeviceToken, hashSecret } from "../auth/device-token";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { requirePermission, requireStoreScope } from "../require-permission";
import { insertRegister } from "../stores/create-register";
import { inTransaction } from "../transaction";
import { issueTerminal } from "./issue-terminal";
import { noteWipedTerminal } from "./note-wiped-terminal";

export const enrolTerminalInput = enrolRequestSchema;

/**
 * Make the calling device a register of a store. A register that has an active terminal is only
 * taken over when `replaceActive` says so; the old terminal's unsent events stay welcome.
 *
 * @throws DomainError permission_denied | store_not_found | register_not_found | register_in_use
 */
export async function enrolTerminal(
  context: TenantContext,
  input: EnrolRequest,
): Promise<EnrolResponse> {
  requirePermission(context.actor, "terminal.enrol");
  requireStoreScope(context.actor, input.storeId);
  const secret = randomBytes(32).toString("base64url");
  return inTransaction(context, async (tx) => {
    // Every till of the tenant learns the new key by this revision; it locks first, as it must.
    await nextRevision(tx, context.tenantId, CONFIG_STREAM);
    const register = await lockRegister(tx, context, input);
    if (!input.replaceActive) await requireFree(tx, context.tenantId, register.id);
    const terminalId = context.newId();
    const issued = await issueTerminal(tx, context, {
      register,
      kind: "till",
      terminalId,
      publicKey: input.publicKey,
      tokenHash: hashSecret(secret),
      deviceName: input.deviceName,
    });
    if (input.wipedTerminalId) await noteWipedTerminal(tx, context, input.wipedTerminalId);
    await recordAudit(tx, context, {
      action: "terminal.enrol",
      subjectId: terminalId,
      details: { registerId: register.id, code: issued.certificate.code },
    });
    return {
      certificate: issued.certificate,
      deviceToken: formatDeviceToken({ tenantId: context.tenantId, terminalId, secret }),
      leaseToken: issued.leaseToken,
      registerName: register.name,
      serverTime: toIso(context.now()),
      serverPublicKey: context.serverKey().publicKey,
    };
  });
}

type LockedRegister = { id: string; code: string; name: string; storeId: string };

async function lockRegister(
  tx: Tx,
  context: TenantContext,
  input: EnrolRequest,
): Promise<LockedRegister> {
  const wanted =
    input.registerId === undefined
      ? input.registerName === undefined
        ? null
        : eq(registers.name, input.registerName)
      : eq(registers.id, input.registerId);
  if (wanted) {
    const found = await tx
      .select({
        id: registers.id,
        code: registers.code,
        name: registers.name,
        storeId: registers.storeId,
      })
      .from(registers)
      .where(
        and(
          eq(registers.tenantId, context.tenantId),
          eq(registers.storeId, input.storeId),
          eq(registers.kind, "till"),
          isNull(registers.deletedAt),
          wanted,
        ),
      )
      .for("update");
    if (found[0]) return found[0];
    if (input.registerId !== undefined) throw new DomainError("register_not_found");
  }
  const created = await insertRegister(tx, context, {
    storeId: input.storeId,
    kind: "till",
    ...(input.registerName === undefined ? {} : { name: input.registerName }),
  });
  return { ...created, storeId: input.storeId };
}

async function requireFree(tx: Tx, tenantId: string, registerId: string): Promise<void> {
  const active = await tx.execute(sql`
    select 1 from terminals where tenant_id = ${tenantId}::uuid
      and register_id = ${registerId}::uuid and status = 'active' limit 1`);
  if (active.length > 0) throw new DomainError("register_in_use");
}
