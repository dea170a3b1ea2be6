import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "../../core/access/permissions";
import { isProgramScope, PROGRAM_SCOPES } from "../../core/access/scopes";
import { buildOpenapi } from "./build-openapi";
import { REST_ROUTES } from "./routes";

type Operation = {
  description?: string;
  security: Record<string, string[]>[];
  requestBody?: { content: Record<string, unknown> };
};
type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    securitySchemes: Record<
      string,
      { type: string; flows?: { clientCredentials: { tokenUrl: string; scopes: object } } }
    >;
  };
};

const description = buildOpenapi(REST_ROUTES, "test") as Description;

describe("the description of the API", () => {
  const securityOf = (method: string, path: string) =>
    description.paths[path]?.[method.toLowerCase()]?.security;

  test("says of every operation by which scope a program or a person may call it", () => {
    for (const { method, path, access } of REST_ROUTES) {
      if (typeof access !== "object") continue;
      const { permission } = access;
      const byProgram = isProgramScope(permission) ? [{ oauth2: [permission] }] : [];
      const expected = [...byProgram, { bearer: [permission] }];
      expect([method, path, securityOf(method, path)]).toEqual([method, path, expected]);
    }
  });

  test.each([
    ["POST", "/auth/refresh", []],
    ["POST", "/oauth/token", [{ client: [] }, {}]],
    ["POST", "/sync/events", [{ device: [] }]],
    ["GET", "/stores", [{ oauth2: ["store.read"] }, { bearer: ["store.read"] }]],
  ])("says how to call %s %s", (method, path, expected) => {
    expect(securityOf(method, path)).toEqual(expected);
  });

  test("[DV6] says what is refused where a business sells at its tills alone", () => {
    const refused = [description.paths["/transactions"]?.["post"]].concat(
      description.paths["/transactions/{id}/status"]?.["put"],
    );
    for (const operation of refused) expect(operation?.description).toContain("till_required");
    expect(description.paths["/transactions"]?.["get"]?.description).toBeUndefined();
  });

  test("names each scope with the sentence that people read", () => {
    const { oauth2, ...others } = description.components.securitySchemes;
    const flow = oauth2?.flows?.clientCredentials;
    expect(flow?.tokenUrl).toBe("/api/v1/oauth/token");
    expect(flow?.scopes).toEqual(
      Object.fromEntries(PROGRAM_SCOPES.map((scope) => [scope, PERMISSIONS[scope]])),
    );
    expect(Object.keys(others)).toEqual(["bearer", "device", "client"]);
  });

  test("says that OAuth takes a form, and everything else JSON", () => {
    for (const operations of Object.values(description.paths)) {
      for (const { requestBody } of Object.values(operations)) {
        if (!requestBody) continue;
        expect(Object.keys(requestBody.content)).toHaveLength(1);
      }
    }
    const body = description.paths["/oauth/token"]?.["post"]?.requestBody;
    expect(Object.keys(body?.content ?? {})).toEqual(["application/x-www-form-urlencoded"]);
  });
});
