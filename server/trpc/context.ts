import { isDomainError } from "../../core/errors";
import { authenticateRequest } from "../auth/authenticate-request";
import type { Runtime, TenantContext } from "../context";
import { clientAddress } from "../http/client-address";

/** What every procedure starts from; nobody is signed in while `tenant` is null. */
export type TrpcContext = {
  readonly runtime: Runtime;
  readonly requestId: string;
  readonly tenant: TenantContext | null;
  /** Headers of the answer, for a cookie that must go. */
  readonly resHeaders: Headers;
};

/** Look once who asks, however many procedures a request batches. */
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
  return { runtime, requestId, tenant, resHeaders };
}
