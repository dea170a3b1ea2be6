import { type DomainError, type DomainErrorCode, isDomainError } from "../../core/errors";
import { authenticateRequest } from "../auth/authenticate-request";
import type { Actor, Runtime, TenantContext } from "../context";
import { clientAddress } from "../http/client-address";

/** What every procedure starts from; nobody is signed in while `tenant` is null. */
export type TrpcContext = {
  readonly runtime: Runtime;
  readonly requestId: string;
  readonly tenant: TenantContext | null;
  /** Why a person who is signed in may not ask from here or now. */
  readonly refusal?: DomainError | null;
  /** Headers of the answer, for a cookie that must go. */
  readonly resHeaders: Headers;
};

/** What a credential can be refused for; each procedure says so for itself. */
const NOBODY: ReadonlySet<DomainErrorCode> = new Set([
  "unauthenticated",
  "device_proof_required",
  "address_not_allowed",
  "outside_opening_hours",
]);

/**
 * Look once who asks, however many procedures a request batches. These are our own screens: a key
 * or a client of the API is nobody here, and has the REST API.
 */
export async function createTrpcContext(
  runtime: Runtime,
  request: { headers: Headers; resHeaders: Headers },
): Promise<TrpcContext> {
  const requestId = runtime.newId();
  const { headers, resHeaders } = request;
  const ip = clientAddress(headers, runtime.trustedProxies);
  const found = await authenticateRequest(runtime, { headers, requestId, ip }).catch((error) => {
    if (isDomainError(error) && NOBODY.has(error.code)) return error;
    throw error;
  });
  const tenant = isDomainError(found) || isProgram(found.actor) ? null : found;
  const refusal = isDomainError(found) && found.code !== "unauthenticated" ? found : null;
  return { runtime, requestId, tenant, refusal, resHeaders };
}

function isProgram(actor: Actor): boolean {
  return (
    actor.kind === "user" && (actor.credential === "api_key" || actor.credential === "api_client")
  );
}
