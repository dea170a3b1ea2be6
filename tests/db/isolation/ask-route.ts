import { isPermission } from "../../../core/access/permissions";
import type { Runtime } from "../../../server/context";
import { FORM_TYPE } from "../../../server/http/read-body";
import type { Route } from "../../../server/http/route";
import { callRest, type RestAnswer } from "../../factories/call-rest";
import type { Outcome } from "./probe-ids";
import type { RestRequest } from "./route-cases";

export const nameOf = ({ method, path }: Pick<Route, "method" | "path">) => `${method} ${path}`;

/** Routes that do not say who may call them, or say what means nothing. */
export function listUndeclaredRoutes(routes: readonly Pick<Route, "access" | "method" | "path">[]) {
  const isDeclared = ({ access }: Pick<Route, "access">) =>
    typeof access === "object"
      ? isPermission(access.permission)
      : access === "public" || access === "terminal";
  return routes.filter((route) => !isDeclared(route)).map(nameOf);
}

/** Routes that no case calls, and cases that call no route. */
export function listUncoveredRoutes(
  routes: readonly Route[],
  cases: Readonly<Record<string, unknown>>,
) {
  const names = routes.map(nameOf);
  return {
    missing: names.filter((name) => !Object.hasOwn(cases, name)),
    superfluous: Object.keys(cases).filter((name) => !names.includes(name)),
  };
}

export function callRoute(
  runtime: Runtime,
  route: Route,
  call: { token: string | null; request: RestRequest },
): Promise<RestAnswer> {
  const { path, query, body, form, headers } = call.request;
  const isForm = form !== undefined;
  const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
  return callRest(runtime, {
    method: route.method,
    path: `${path}${search}`,
    token: call.token ?? undefined,
    headers: { ...headers, ...(isForm && { "content-type": FORM_TYPE }) },
    ...(body === undefined ? {} : { body }),
    ...(isForm && { body: String(new URLSearchParams(form)) }),
  });
}

/** What a caller learns from an answer; a failure of ours is never taken for a refusal. */
export function outcomeOf({ status, body }: RestAnswer): Outcome {
  if (status >= 500) throw new Error(`the server failed: ${JSON.stringify(body)}`);
  const isOk = status < 400;
  return { isOk, code: isOk ? String(status) : `${status} ${body.code}`, body };
}
