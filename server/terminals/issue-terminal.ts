import { sql } from "drizzle-orm";
import { type EnrolmentCertificate, genesisHash } from "../../core/sync/envelope";
import { toIso } from "../../core/time";
import type { Tx } from "../../db/client";
import { terminals } from "../../db/schema/shop";
import type { TenantContext } from "../context";

export const TERMINAL_KINDS = ["till", "server"] as const;
export type TerminalKind = (typeof TERMINAL_KINDS)[number];

export type IssuedTerminal = {
  readonly certificate: EnrolmentCertificate;
  readonly genesisHash: string;
  readonly leaseToken: string;
};

/**
 * Write the next enrolment of a register. The one before it retires: its late events are still
 * received. Epoch and code are new, so no sequence or receipt number can be used twice.
 */
export async function issueTerminal(
  tx: Tx,
  context: TenantContext,
  enrolment: {
    register: { id: string; code: string; storeId: string };
    kind: TerminalKind;
    terminalId?: string | undefined;
    publicKey?: string | null | undefined;
    tokenHash?: string | null | undefined;
    deviceName?: string | null | undefined;
    enrolledById?: string | null;
  },
): Promise<IssuedTerminal> {
  const { tenantId } = context;
  const { register } = enrolment;
  const epochs = await tx.execute<{ epoch: number }>(sql`
    select coalesce(max(epoch), 0) + 1 as epoch from terminals
    where tenant_id = ${tenantId}::uuid and register_id = ${register.id}::uuid`);
  const epoch = Number(epochs[0]?.epoch ?? 1);
  const certificate: EnrolmentCertificate = {
    v: 1,
    tenantId,
    storeId: register.storeId,
    registerId: register.id,
    terminalId: enrolment.terminalId ?? context.newId(),
    epoch,
    code: `${register.code}${epoch}`,
    publicKey: enrolment.publicKey ?? null,
    issuedAt: toIso(context.now()),
  };
  const genesis = genesisHash(certificate);
  const leaseToken = context.newId();
  await tx.execute(sql`
    update terminals set status = 'retired'
    where tenant_id = ${tenantId}::uuid and register_id = ${register.id}::uuid
      and status = 'active'`);
  await tx.insert(terminals).values({
    tenantId,
    id: certificate.terminalId,
    storeId: register.storeId,
    registerId: register.id,
    epoch,
    code: certificate.code,
    kind: enrolment.kind,
    status: "active",
    tokenHash: enrolment.tokenHash ?? null,
    publicKey: certificate.publicKey,
    certificate,
    receivedHash: genesis,
    appliedHash: genesis,
    leaseToken: enrolment.kind === "till" ? leaseToken : null,
    deviceName: enrolment.deviceName ?? null,
    enrolledAt: new Date(context.now()),
    enrolledById: enrolment.enrolledById ?? null,
    ip: context.ip,
    userAgent: context.userAgent,
  });
  return { certificate, genesisHash: genesis, leaseToken };
}
