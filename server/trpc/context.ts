import { isDomainError } from "../../core/errors";
import { authenticateRequest } from "../auth/authenticate-request";
import type { Actor, Runtime, TenantContext } from "../context";
import { clientAddress } from "../http/client-address";

/** What every procedure starts from; nobody is signed in while `tenant` is null. */
export type TrpcContext = {
  readonly runtime: Runtime;
  readonly requestId: string;
  readonly tenant: TenantContext | null;
  /** Headers of the answer, for a cookie that must go. */
  readonly resHeaders: Headers;
};

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
  const ip = clientAddress(headers);
  const tenant = await authenticateRequest(runtime, { headers, requestId, ip }).catch((error) => {
    if (isDomainError(error) && error.code === "unauthenticated") return null;
    throw error;
  });
  const isPerson = tenant !== null && !isProgram(tenant.actor);
  return { runtime, requestId, tenant: isPerson ? tenant : null, resHeaders };
}

function isProgram(actor: Actor): boolean {
  return (
    actor.kind === "user" && (actor.credential === "api_key" || actor.credential === "api_client")
  );
}
