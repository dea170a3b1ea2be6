import type { Method, Route } from "./route";

/** What a path leads to: a route, the methods that it does have, or nothing. */
export type Match =
  | { readonly kind: "route"; readonly route: Route; readonly params: Record<string, string> }
  | { readonly kind: "method"; readonly allowed: readonly Method[] }
  | { readonly kind: "none" };

/** Find the route of a method and a path below `/api/v1`. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match {
  const segments = decodeSegments(path);
  if (segments === null) return { kind: "none" };
  const allowed: Method[] = [];
  for (const route of routes) {
    const params = matchSegments(route.path.split("/").slice(1), segments);
    if (params === null) continue;
    if (route.method === method) return { kind: "route", route, params };
    allowed.push(route.method);
  }
  return allowed.length > 0 ? { kind: "method", allowed } : { kind: "none" };
}

function decodeSegments(path: string): string[] | null {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function matchSegments(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | null {
  if (template.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{")) {
      if (segment === "") return null;
      params[part.slice(1, -1)] = segment;
    } else if (part !== segment) {
      return null;
    }
  }
  return params;
}
