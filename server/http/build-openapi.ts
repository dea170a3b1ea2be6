import { z } from "zod";
import { problemSchema } from "./problem";
import type { Route } from "./route";

type Json = Record<string, unknown>;

const BEARER = [{ bearer: [] }];

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
    servers: [{ url: "/api/v1" }],
    security: BEARER,
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
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
    ...(route.access === "public" ? { security: [] } : {}),
    parameters: [
      ...parametersOf(route.params, "path"),
      ...parametersOf(route.query, "query"),
      ...(route.isIdempotent ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(route.body ? { requestBody: jsonBody(schemaOf(route.body, "input")) } : {}),
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

function jsonBody(schema: Json): Json {
  return { required: true, content: { "application/json": { schema } } };
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
