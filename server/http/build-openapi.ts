import { z } from "zod";
import { PERMISSIONS } from "../../core/access/permissions";
import { isProgramScope, PROGRAM_SCOPES } from "../../core/access/scopes";
import { problemSchema } from "./problem";
import { FORM_TYPE } from "./read-body";
import type { Route } from "./route";

type Json = Record<string, unknown>;

const BASE = "/api/v1";

const SECURITY_SCHEMES = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description:
      "An access token of a person's session, from /auth/token, or a personal key (kk_…).",
  },
  oauth2: {
    type: "oauth2",
    description: "A program in its own name. Each scope is a permission.",
    flows: {
      clientCredentials: {
        tokenUrl: `${BASE}/oauth/token`,
        refreshUrl: `${BASE}/oauth/token`,
        scopes: Object.fromEntries(PROGRAM_SCOPES.map((scope) => [scope, PERMISSIONS[scope]])),
      },
    },
  },
  device: { type: "http", scheme: "bearer", description: "The token of a till that was set up." },
  client: { type: "http", scheme: "basic", description: "Client id and secret (RFC 6749, 2.3.1)." },
};

const PROBLEM = {
  description: "A problem, by RFC 9457.",
  content: {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  },
};

/** OpenAPI 3.1 of the route table: paths, schemas and statuses are those that answer. */
export function buildOpenapi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Kaunta",
      version,
      description:
        "Money is in integer minor units, named …Minor, beside a currency. Quantities are " +
        "decimal strings. Instants are ISO 8601 in UTC.",
    },
    servers: [{ url: BASE }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: { Problem: schemaOf(problemSchema, "output") },
    },
  };
}

function operationOf(route: Route): Json {
  const name = route.path.replaceAll(/[^a-z]+([a-z]|$)/gi, (_all, letter: string) =>
    letter.toUpperCase(),
  );
  return {
    operationId: `${route.method.toLowerCase()}${name}`,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: securityOf(route),
    parameters: [
      ...parametersOf(route.params, "path"),
      ...parametersOf(route.query, "query"),
      ...(route.isIdempotent ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(route.body ? { requestBody: bodyOf(route, schemaOf(route.body, "input")) } : {}),
    responses: {
      ...Object.fromEntries(route.statuses.map((status) => [status, successOf(route)])),
      default: PROBLEM,
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function successOf(route: Route): Json {
  const { response } = route;
  const content =
    "mediaType" in response
      ? { [response.mediaType]: {} }
      : { "application/json": { schema: schemaOf(response, "output") } };
  return { description: route.summary, content };
}

/** Each way in by itself; a program needs the scope, a person's session or key the permission. */
function securityOf({ access, isForm }: Route): Json[] {
  if (access === "public") return isForm ? [{ client: [] }, {}] : [];
  if (access === "terminal") return [{ device: [] }];
  const { permission } = access;
  const byProgram = isProgramScope(permission) ? [{ oauth2: [permission] }] : [];
  return [...byProgram, { bearer: [permission] }];
}

function bodyOf({ isForm }: Route, schema: Json): Json {
  return { required: true, content: { [isForm ? FORM_TYPE : "application/json"]: { schema } } };
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
