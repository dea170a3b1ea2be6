import type { z } from "zod";
import type { Permission } from "../../core/access/permissions";
import type { Runtime, TenantContext } from "../context";

/** Who may call: anybody, an enrolled device, or a person who holds a permission. */
export type Access = "public" | "terminal" | { readonly permission: Permission };

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a handler answers: JSON that fits the response schema, or a document as it is. */
export type Answer = { readonly status?: number; readonly body: unknown } | Response;

export type Call<Params, Query, Body, AccessOf extends Access> = {
  readonly context: AccessOf extends "public" ? null : TenantContext;
  readonly runtime: Runtime;
  readonly headers: Headers;
  readonly ip: string | null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Present where the route is idempotent. */
  readonly idempotencyKey: string;
};

/** One line of the REST table. */
export type Route = {
  readonly method: Method;
  /** Below `/api/v1`, with `{name}` for a parameter. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  /** What a caller must know besides. */
  readonly description?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The body is a form (`application/x-www-form-urlencoded`), where another protocol says so. */
  readonly isForm?: boolean;
  /** Answers an error in the words of such a protocol; null for one that it has no word for. */
  readonly explain?: (error: unknown) => Response | null;
  /** The request needs an `Idempotency-Key`. */
  readonly isIdempotent: boolean;
  /** It receives what has happened already, and so refuses no text of it. */
  readonly takesEvents?: boolean;
  /** Statuses of success, the usual one first. */
  readonly statuses: readonly number[];
  /** The schema of a JSON answer, or the media type of a document. */
  readonly response: z.ZodType | { readonly mediaType: string };
  readonly handle: (call: Call<unknown, unknown, unknown, Access>) => Promise<Answer>;
};

type Definition<
  AccessOf extends Access,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> = Pick<Route, "method" | "path" | "summary" | "response" | "isForm" | "explain"> & {
  readonly access: AccessOf;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly description?: string;
  readonly isIdempotent?: boolean;
  readonly takesEvents?: boolean;
  readonly statuses?: readonly number[];
  readonly handle: (
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>, AccessOf>,
  ) => Promise<Answer>;
};

/**
 * Put a route into the form of the table. The cast is safe because the dispatcher parses params,
 * query and body with these very schemas and gives a context to all but public routes.
 */
export function route<
  const AccessOf extends Access,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Definition<AccessOf, Params, Query, Body>): Route {
  return { isIdempotent: false, statuses: [200], ...definition } as unknown as Route;
}
