import { sql } from "drizzle-orm";
import { genesisHash } from "../../core/sync/envelope";
import { enrolResponseSchema } from "../../core/sync/protocol-v1";
import type { TenantContext } from "../../server/context";
import { rotateDeviceToken } from "../../server/terminals/rotate-device-token";
import { inTransaction } from "../../server/transaction";
import { Refusal } from "../refusal";
import type { ReplayTenant } from "./prepare-tenant";
import type { Device } from "./send-events";
import type { ReplayTerminal } from "./terminal-log";

export type ReplayDevice = Device & ReplayTerminal;

/**
 * The terminals that a store's invoices are dealt out to, enrolled over the public API. A store
 * that has replay terminals already keeps those, whatever number is asked for, so that a second
 * run deals the same invoices to the same terminals.
 */
export async function enrolDevices(
  context: TenantContext,
  tenant: ReplayTenant,
  options: { baseUrl: string; storeId: string; count: number },
): Promise<readonly ReplayDevice[]> {
  const known = await findTerminals(context, options.storeId);
  if (known.length > 0) {
    return Promise.all(known.map((terminalId) => reopen(context, terminalId)));
  }
  const accessToken = await signIn(options.baseUrl, tenant.signIn);
  const devices: ReplayDevice[] = [];
  for (let number = 1; number <= options.count; number += 1) {
    devices.push(await enrol(options, accessToken, `Replay ${number}`));
  }
  return devices;
}

async function findTerminals(context: TenantContext, storeId: string): Promise<readonly string[]> {
  const rows = await inTransaction(context, (tx) =>
    tx.execute<{ id: string }>(sql`
      select terminals.id from registers join terminals
        on terminals.tenant_id = ${context.tenantId}::uuid
          and terminals.register_id = registers.id and terminals.status = 'active'
      where registers.tenant_id = ${context.tenantId}::uuid
        and registers.store_id = ${storeId}::uuid and registers.name like 'Replay %'
      order by length(registers.name), registers.name`),
  );
  return rows.map((row) => row.id);
}

async function reopen(context: TenantContext, terminalId: string): Promise<ReplayDevice> {
  const { certificate, deviceToken, leaseToken } = await rotateDeviceToken(context, terminalId);
  return {
    terminalId,
    code: certificate.code,
    genesisHash: genesisHash(certificate),
    deviceToken,
    leaseToken,
  };
}

async function signIn(
  baseUrl: string,
  credentials: { email: string; password: string },
): Promise<string> {
  const answer = (await post(`${baseUrl}/api/v1/auth/token`, credentials, null)) as {
    accessToken: string;
  };
  return answer.accessToken;
}

async function enrol(
  options: { baseUrl: string; storeId: string },
  accessToken: string,
  registerName: string,
): Promise<ReplayDevice> {
  const body = { storeId: options.storeId, registerName, deviceName: "replay" };
  const { certificate, deviceToken, leaseToken } = enrolResponseSchema.parse(
    await post(`${options.baseUrl}/api/v1/sync/enrol`, body, accessToken),
  );
  return {
    terminalId: certificate.terminalId,
    code: certificate.code,
    genesisHash: genesisHash(certificate),
    deviceToken,
    leaseToken,
  };
}

async function post(url: string, body: unknown, accessToken: string | null): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Refusal(`${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
