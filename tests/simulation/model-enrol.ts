import { genesisHash } from "../../core/sync/envelope";
import {
  type EnrolRequest,
  type EnrolResponse,
  enrolRequestSchema,
} from "../../core/sync/protocol-v1";
import { toIso } from "../../core/time";
import type { Machine } from "./model-machine";

/** Make a device the next terminal of its register; the one before it retires. */
export function enrol(machine: Machine, body: unknown): EnrolResponse {
  const request: EnrolRequest = enrolRequestSchema.parse(body);
  const { chance, now, database, shop } = machine;
  const { terminals } = database.tables;
  const registerId = request.registerId ?? "";
  const before = [...terminals.values()].filter((row) => row.registerId === registerId);
  for (const row of before) terminals.set(row.id, { ...row, status: "retired" });
  const wiped = terminals.get(request.wipedTerminalId ?? "");
  if (wiped) terminals.set(wiped.id, { ...wiped, wipedAt: now() });
  const register = machine.registerIds.indexOf(registerId);
  const terminalId = chance.uuid();
  const epoch = before.length + 1;
  const certificate = {
    v: 1,
    tenantId: shop.tenantId,
    storeId: request.storeId,
    registerId,
    terminalId,
    epoch,
    code: `${"ABCDEFGH"[register] ?? "Z"}${epoch}`,
    publicKey: null,
    issuedAt: toIso(now()),
  } as const;
  const genesis = genesisHash(certificate);
  const leaseToken = chance.uuid();
  const deviceToken = `${terminalId}.${chance.uuid()}`;
  terminals.set(terminalId, {
    id: terminalId,
    storeId: request.storeId,
    registerId,
    code: certificate.code,
    status: "active",
    receivedSequence: 0,
    appliedSequence: 0,
    receivedHash: genesis,
    appliedHash: genesis,
    claimedSequence: 0,
    leaseToken,
    previousLeaseToken: null,
    gapSince: null,
    applyFailures: 0,
    enrolledAt: now(),
    timezone: shop.timezone,
    dayEndsAtMinutes: shop.dayEndsAtMinutes,
    deviceToken,
    certificate,
    epoch,
    applyAfter: null,
    wipedAt: null,
  });
  const registerName = `Till ${register + 1}`;
  return { certificate, deviceToken, leaseToken, registerName, serverTime: toIso(now()) };
}
