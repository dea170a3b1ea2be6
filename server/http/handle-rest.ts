import type { z } from "zod";
import { DomainError } from "../../core/errors";
import { authenticateRequest, hasBearer } from "../auth/authenticate-request";
import type { Runtime, TenantContext } from "../context";
import { limitApi } from "../rate-limit/limit-api";
import { requirePermission } from "../require-permission";
import { setApiHeaders } from "./api-headers";
import { clientAddress } from "./client-address";
import { matchRoute } from "./match-route";
import { fieldErrorsOf, type Problem, problemOf, RequestInvalid } from "./problem";
import { drainBody, parseForm, parseJson, readBody } from "./read-body";
import type { Answer, Route } from "./route";
import { REST_ROUTES } from "./routes";
import { isSameOrigin } from "./same-origin";
import { requireFitTexts } from "./typed-texts";

/** Where the REST API begins. */
export const REST_BASE = "/api/v1";

const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,255}$/;

/**
 * Answer one REST request. Order matters: who asks, whether they may, and only then whether what
 * they sent fits, so that a refusal tells a stranger nothing.
 */
export async function handleRest(request: Request, runtime: Runtime): Promise<Response> {
  const requestId = runtime.newId();
  try {
    const answer = await dispatch(request, runtime, requestId);
    return withHeaders(answer, { requestId, appUrl: runtime.appUrl });
  } catch (error) {
    const problem = problemOf(error, { id: requestId, log: runtime.log });
    const refused = problemResponse(problem, headersOf(error));
    return withHeaders(refused, { requestId, appUrl: runtime.appUrl });
  } finally {
    await drainBody(request);
  }
}

async function dispatch(request: Request, runtime: Runtime, requestId: string): Promise<Response> {
  const url = new URL(request.url);
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = matchRoute(REST_ROUTES, method, url.pathname.slice(REST_BASE.length));
  if (match.kind === "none") throw new DomainError("not_found");
  if (match.kind === "method") return methodNotAllowed(requestId, match.allowed);
  const { route } = match;
  try {
    return await answerRoute(request, runtime, { route, params: match.params, url, requestId });
  } catch (error) {
    const explained = route.explain?.(error) ?? null;
    if (explained) return explained;
    throw error;
  }
}

type Asked = { route: Route; params: Record<string, string>; url: URL; requestId: string };

async function answerRoute(request: Request, runtime: Runtime, asked: Asked): Promise<Response> {
  const { route, params, url, requestId } = asked;
  const ip = clientAddress(request.headers, runtime.trustedProxies);
  const readText = bodyOf(request);
  const context = await admit(request, route, { runtime, requestId, ip, readText });
  const idempotencyKey = route.isIdempotent ? idempotencyKeyOf(request.headers) : "";
  const call = {
    context,
    runtime,
    headers: request.headers,
    ip,
    params: parseParams(route, params),
    query: parseFields(route.query, Object.fromEntries(url.searchParams)),
    body: route.body
      ? parseFields(route.body, readFields(await readText(), request.headers, route))
      : undefined,
    idempotencyKey,
  };
  if (route.takesEvents !== true) {
    requireFitTexts([call.params, call.query], { isKept: false });
    requireFitTexts(call.body, { isKept: true });
  }
  // The cast that `route` explains: a public route declares a call without a context.
  return respond(route, await route.handle(call as Parameters<Route["handle"]>[0]));
}

async function admit(
  request: Request,
  route: Route,
  from: {
    runtime: Runtime;
    requestId: string;
    ip: string | null;
    readText: () => Promise<string>;
  },
): Promise<TenantContext | null> {
  if (route.access === "public") return null;
  const { runtime, requestId, ip, readText } = from;
  const { headers, method, url } = request;
  const { pathname, search } = new URL(url);
  const context = await authenticateRequest(runtime, {
    headers,
    requestId,
    ip,
    request: { method, path: pathname + search, readBody: readText },
  });
  await limitApi(context);
  const isRead = route.method === "GET";
  if (!isRead && !hasBearer(headers) && !isSameOrigin(headers, runtime.appUrl)) {
    throw new DomainError("permission_denied");
  }
  if (route.access === "terminal") {
    if (context.actor.kind !== "terminal") throw new DomainError("permission_denied");
  } else {
    requirePermission(context.actor, route.access.permission);
  }
  return context;
}

/** The body is read once, by whoever needs it first: a device's proof covers it. */
function bodyOf(request: Request): () => Promise<string> {
  let text: Promise<string> | null = null;
  return () => {
    text ??= readBody(request);
    return text;
  };
}

function readFields(text: string, headers: Headers, { isForm }: Route): unknown {
  return isForm ? parseForm(text, headers.get("content-type")) : parseJson(text);
}

function idempotencyKeyOf(headers: Headers): string {
  const key = headers.get("idempotency-key") ?? "";
  if (!IDEMPOTENCY_KEY.test(key)) throw new DomainError("idempotency_key_required");
  return key;
}

/** An id that cannot be one is an id that nobody has. */
function parseParams(route: Route, params: Record<string, string>): unknown {
  if (!route.params) return undefined;
  const parsed = route.params.safeParse(params);
  if (!parsed.success) throw new DomainError("not_found");
  return parsed.data;
}

function parseFields(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RequestInvalid(fieldErrorsOf(parsed.error));
  return parsed.data;
}

/** A JSON answer passes its schema, so that no column can leave that the table does not name. */
function respond(route: Route, answer: Answer): Response {
  if (answer instanceof Response) return answer;
  const { response } = route;
  const body = "mediaType" in response ? answer.body : response.parse(answer.body);
  return Response.json(body, { status: answer.status ?? route.statuses[0] ?? 200 });
}

function methodNotAllowed(requestId: string, allowed: readonly string[]): Response {
  const problem: Problem = {
    type: "/problems/method_not_allowed",
    title: "Method not allowed",
    status: 405,
    detail: `This path takes ${allowed.join(", ")}.`,
    instance: requestId,
    code: "method_not_allowed",
  };
  return problemResponse(problem, { allow: allowed.join(", ") });
}

function headersOf(error: unknown): Record<string, string> {
  if (!(error instanceof DomainError)) return {};
  if (error.code === "unauthenticated") return { "www-authenticate": "Bearer" };
  const { retryAfterSeconds } = error.details;
  if (typeof retryAfterSeconds === "number") return { "retry-after": String(retryAfterSeconds) };
  return error.code === "too_many_waiting" ? { "retry-after": "60" } : {};
}

function problemResponse(problem: Problem, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}

function withHeaders(
  response: Response,
  { requestId, appUrl }: { requestId: string; appUrl: string },
): Response {
  setApiHeaders(response.headers, appUrl);
  response.headers.set("x-request-id", requestId);
  return response;
}
