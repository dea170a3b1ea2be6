import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import { keptPlan } from "../../db/kept-plans";
import type { Actor, Runtime, TenantContext } from "../context";
import { outboxOf } from "../mail/open-outbox";
import { inReadTransaction } from "../transaction";
import { readAccessToken } from "./access-token";
import { type ProvableRequest, proveDevice } from "./device-proof";
import { isSecretRight, parseDeviceToken } from "./device-token";
import { findPerson } from "./find-person";
import { findKeyHolder } from "./keys/find-key-holder";
import { parseKeyToken } from "./keys/key-token";
import { sealerOf } from "./sealer";
import { serverKeyOf } from "./server-key";
import { readSessionCookie } from "./session-cookie";

const USER_AGENT_LENGTH_MAX = 400;
/** No token of ours comes near it; what is longer is not worth the reading. */
const BEARER_LENGTH_MAX = 8_192;

export type RequestOrigin = {
  readonly headers: Headers;
  readonly requestId: string;
  readonly ip: string | null;
  /** What a device's proof covers; left out where devices have nothing to ask. */
  readonly request?: ProvableRequest;
};

/**
 * Who asks, by what the request carries: an access token, a device token, a personal key or the
 * session cookie.
 * The tenant comes from there and from nowhere else. One query, whatever the credential.
 *
 * @throws DomainError unauthenticated | device_proof_required | address_not_allowed |
 *         outside_opening_hours
 */
export async function authenticateRequest(
  runtime: Runtime,
  origin: RequestOrigin,
): Promise<TenantContext> {
  const bearer = bearerOf(origin.headers);
  if (bearer !== null && bearer.length > BEARER_LENGTH_MAX)
    throw new DomainError("unauthenticated");
  const device = bearer === null ? null : parseDeviceToken(bearer);
  if (device) {
    const actor = await findTerminal(runtime, origin, device);
    return contextOf(runtime, origin, { tenantId: device.tenantId, actor });
  }
  const key = bearer === null ? null : parseKeyToken(bearer);
  if (key) {
    const actor = await findKeyHolder(runtime, key, origin.ip);
    return contextOf(runtime, origin, { tenantId: key.tenantId, actor });
  }
  const claims =
    bearer === null
      ? await readSessionCookie(runtime, origin.headers)
      : await readAccessToken(runtime, bearer);
  if (!claims) throw new DomainError("unauthenticated");
  const actor = await findPerson(runtime, claims, origin.ip);
  return contextOf(runtime, origin, { tenantId: claims.tenantId, actor });
}

/** Whether the request shows a credential that a browser does not attach by itself. */
export function hasBearer(headers: Headers): boolean {
  return bearerOf(headers) !== null;
}

function bearerOf(headers: Headers): string | null {
  const [, token] = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  return token ?? null;
}

function contextOf(
  runtime: Runtime,
  origin: RequestOrigin,
  found: { tenantId: string; actor: Actor },
): TenantContext {
  const { requestId, ip, headers } = origin;
  let log: TenantContext["log"] | null = null;
  return {
    ...found,
    database: runtime.database,
    now: runtime.now,
    newId: runtime.newId,
    // Few requests have anything to log, and a child costs more than the query that found them.
    get log() {
      log ??= runtime.log.child({ requestId, tenantId: found.tenantId });
      return log;
    },
    requestId,
    ip,
    userAgent: headers.get("user-agent")?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    appUrl: runtime.appUrl,
    serverKey: () => serverKeyOf(runtime.authSecret, found.tenantId),
    sealer: () => sealerOf(runtime.authSecret, found.tenantId),
    rateLimiter: runtime.rateLimiter,
    outbox: outboxOf(runtime, found.tenantId),
  };
}

type TerminalRow = {
  store_id: string;
  token_hash: string | null;
  public_key: string | null;
  is_proof_required: boolean;
};

/** A retired terminal still gets in: what it has not sent yet must not be lost. */
async function findTerminal(
  runtime: Runtime,
  { headers, request = null }: { headers: Headers; request?: ProvableRequest | null },
  token: { tenantId: string; terminalId: string; secret: string },
): Promise<Actor> {
  const { tenantId, terminalId } = token;
  const { database } = runtime;
  const rows = await inReadTransaction({ database, tenantId }, (tx) =>
    tx.execute<TerminalRow>(sql`${keptPlan}
      select store_id, token_hash, public_key, is_proof_required from terminals
      where tenant_id = ${tenantId}::uuid and id = ${terminalId}::uuid`),
  );
  const [row] = rows;
  if (!row || !isSecretRight(token.secret, row.token_hash)) {
    throw new DomainError("unauthenticated");
  }
  const { public_key: publicKey, is_proof_required: isProofRequired } = row;
  const device = { tenantId, terminalId, publicKey, isProofRequired };
  await proveDevice(runtime, { headers, request }, device);
  return { kind: "terminal", terminalId, storeId: row.store_id };
}
