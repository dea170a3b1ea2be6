import { randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import type { EnrolRequest, EnrolResponse } from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { registers } from "../../db/schema/shop";
import { recordAudit } from "../audit";
import { formatDeviceToken, hashSecret } from "../auth/device-token";
import type { TenantContext } from "../context";
import { CONFIG_STREAM, nextRevision } from "../next-revision";
import { insertRegister } from "../stores/create-register";
import { issueTerminal } from "./issue-terminal";
import { noteWipedTerminal } from "./note-wiped-terminal";

/** Who lets the device in: that person, and the stores that they may touch; null is all. */
export type Enroller = {
  readonly userId: string | null;
  readonly storeIds: readonly string[] | null;
  /** The code by which the device came, when it was not the person's own sign-in. */
  readonly codeId?: string;
};

/**
 * Make the device that asks a register, in a transaction of a verb that has checked who lets it in.
 * A register that has an active terminal is only taken over when `replaceActive` says so.
 *
 * @throws DomainError store_not_found | register_not_found | register_in_use
 */
export async function enrolDevice(
  tx: Tx,
  context: TenantContext,
  { input, enroller }: { input: EnrolRequest; enroller: Enroller },
): Promise<EnrolResponse> {
  // Every till of the tenant learns the new key by this revision; it locks first, as it must.
  await nextRevision(tx, context.tenantId, CONFIG_STREAM);
  const register = await lockRegister(tx, context, input);
  if (!input.replaceActive) await requireFree(tx, context.tenantId, register.id);
  const terminalId = context.newId();
  const secret = newDeviceSecret();
  const issued = await issueTerminal(tx, context, {
    register,
    kind: "till",
    terminalId,
    publicKey: input.publicKey,
    tokenHash: hashSecret(secret),
    deviceName: input.deviceName,
    enrolledById: enroller.userId,
  });
  if (input.wipedTerminalId) {
    const { storeIds } = enroller;
    await noteWipedTerminal(tx, context, { terminalId: input.wipedTerminalId, storeIds });
  }
  await recordAudit(tx, context, {
    action: "terminal.enrol",
    subjectId: terminalId,
    details: {
      registerId: register.id,
      code: issued.certificate.code,
      ...(enroller.codeId === undefined ? {} : { codeId: enroller.codeId }),
    },
  });
  return enrolAnswer(context, { ...issued, secret, registerName: register.name });
}

/** 256 bits, which nobody can guess. */
export function newDeviceSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What a device that was just enrolled is told. */
export function enrolAnswer(
  context: TenantContext,
  enrolled: Pick<EnrolResponse, "certificate" | "leaseToken" | "registerName"> & {
    readonly secret: string;
  },
): EnrolResponse {
  const { certificate, leaseToken, registerName, secret } = enrolled;
  const { tenantId } = context;
  const { terminalId } = certificate;
  return {
    certificate,
    deviceToken: formatDeviceToken({ tenantId, terminalId, secret }),
    leaseToken,
    registerName,
    serverTime: toIso(context.now()),
    serverPublicKey: context.serverKey().publicKey,
  };
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
