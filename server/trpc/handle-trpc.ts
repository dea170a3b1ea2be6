import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { DomainError } from "../../core/errors";
import type { Runtime } from "../context";
import { setApiHeaders } from "../http/api-headers";
import { problemOf, refusalOf } from "../http/problem";
import { drainBody, parseJson, readBody } from "../http/read-body";
import { isSameOrigin } from "../http/same-origin";
import { createTrpcContext } from "./context";
import { appRouter } from "./root";

const TRPC_BASE = "/api/trpc";
const JSON_TYPE = /^application\/json *(;|$)/i;

/** Calls of one request; a screen that needs more asks twice. */
export const BATCH_SIZE_MAX = 20;

/** Answer our own screens. A write must come from a page of this origin. */
export async function handleTrpc(request: Request, runtime: Runtime): Promise<Response> {
  try {
    const readable = request.method === "POST" ? await guarded(request, runtime) : request;
    return await fetchRequestHandler({
      endpoint: TRPC_BASE,
      router: appRouter,
      req: readable,
      allowMethodOverride: false,
      maxBatchSize: BATCH_SIZE_MAX,
      createContext: ({ req, resHeaders }) =>
        createTrpcContext(runtime, { headers: req.headers, resHeaders }),
      responseMeta: ({ errors }) => {
        const headers = new Headers(retryAfter(errors));
        setApiHeaders(headers, runtime.appUrl);
        return { headers };
      },
      onError: ({ error, path, ctx }) => {
        if (error.code !== "INTERNAL_SERVER_ERROR") return;
        const cause = error.cause ?? error;
        runtime.log.error({ err: cause, path, requestId: ctx?.requestId }, "a procedure failed");
      },
    });
  } catch (error) {
    const problem = problemOf(error, { id: runtime.newId(), log: runtime.log });
    const headers = new Headers({ "content-type": "application/problem+json" });
    setApiHeaders(headers, runtime.appUrl);
    return Response.json(problem, { status: problem.status, headers });
  } finally {
    await drainBody(request);
  }
}

/** When to come back, if any call of the batch came too often. */
function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  const waits = errors.map((error) => refusalOf(error.cause)?.details["retryAfterSeconds"]);
  const seconds = waits.filter((wait) => typeof wait === "number");
  return seconds.length === 0 ? {} : { "retry-after": String(Math.max(...seconds)) };
}

/** The same request once it is known to be ours and of a size that we read. */
async function guarded(request: Request, runtime: Runtime): Promise<Request> {
  const { headers } = request;
  if (!isSameOrigin(headers, runtime.appUrl)) throw new DomainError("permission_denied");
  // What a form can send without asking first is none of these.
  if (!JSON_TYPE.test(headers.get("content-type") ?? ""))
    throw new DomainError("malformed_request");
  const body = await readBody(request);
  parseJson(body);
  return new Request(request.url, { method: "POST", headers: request.headers, body });
}
