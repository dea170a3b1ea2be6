import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERMISSIONS } from "../../core/access/permissions";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { listProcedures } from "../../tests/factories/list-procedures";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { trpcCaller } from "../../tests/factories/trpc-caller";
import { sessionCookie } from "../auth/session-cookie";
import { handleTrpc } from "./handle-trpc";

let tenant: TestTenant;
let owner: string;
let cashier: string;

beforeAll(async () => {
  tenant = await newTenant();
  owner = await accessTokenOf(tenant, "owner");
  cashier = await accessTokenOf(tenant, "cashier");
});
afterAll(closeTestRuntime);

const PAGE = { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };

async function send(
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const { token, body, headers } = options;
  const response = await handleTrpc(
    new Request(`http://localhost:3000/api/trpc/${path}`, {
      headers: {
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    }),
    tenant.runtime,
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test("every procedure says who may call it, and nobody else may", async () => {
  const procedures = listProcedures();
  expect(procedures.length).toBeGreaterThan(0);
  const known = [...Object.keys(PERMISSIONS), "signed_in"];
  for (const { path, type, access } of procedures) {
    expect(known, path).toContain(access);
    // A stream is answered before it begins; the refusal travels in it.
    if (type === "subscription") continue;
    const answer = await send(path, type === "mutation" ? { body: {}, headers: PAGE } : {});
    expect(answer.status, path).toBe(401);
  }
});

describe("the transport", () => {
  test("answers several queries at once, and each refusal by itself", async () => {
    const { body } = await send("session.me,terminals.list,catalog.categories?batch=1", {
      token: cashier,
    });
    expect(body[0].result.data).toMatchObject({
      role: "cashier",
      tenant: { code: tenant.code, currency: "KES", isDemo: false },
    });
    expect(body[1].error).toMatchObject({
      message: "This account may not do this.",
      data: { code: "FORBIDDEN", httpStatus: 403, domainCode: "permission_denied" },
    });
    expect(body[2].result.data.items).toHaveLength(2);
  });

  test("takes no more than twenty calls at once", async () => {
    const paths = Array.from({ length: 21 }, () => "session.me").join(",");
    const answer = await send(`${paths}?batch=1`, { token: owner });
    expect(answer.status).toBe(400);
  });

  test.each([
    ["another site", { origin: "https://evil.test", "sec-fetch-site": "cross-site" }],
    ["another port", { origin: "http://localhost:4000", host: "localhost:3000" }],
    ["nobody knows where", {}],
  ])("a write from %s is refused", async (_name, headers) => {
    const body = { language: "sw" };
    const answer = await send("session.setLanguage", { token: owner, body, headers });
    expect([answer.status, answer.body.code]).toEqual([403, "permission_denied"]);
  });

  test("a write cannot be asked for with GET", async () => {
    const answer = await send("session.signOut", { token: owner, headers: PAGE });
    expect(answer.status).toBe(405);
  });

  test("an input that does not fit names its fields", async () => {
    const answer = await send("session.setLanguage", {
      token: owner,
      headers: PAGE,
      body: { language: "xx" },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.data).toMatchObject({
      domainCode: "validation_failed",
      fields: [{ path: "language" }],
    });
  });
});

describe("the session", () => {
  test("ends when the person signs out, and the browser forgets it", async () => {
    const token = await accessTokenOf(tenant, "admin");
    const out = await send("session.signOut", { token, body: {}, headers: PAGE });
    expect(out.status).toBe(200);
    const { name } = sessionCookie(tenant.runtime.appUrl);
    expect(out.headers.get("set-cookie")).toMatch(new RegExp(`^${name}=;.*Max-Age=0`));
    expect((await send("session.me", { token })).status).toBe(401);
  });

  test("keeps the chosen language", async () => {
    const caller = trpcCaller(tenant, testContext(tenant, "supervisor"));
    await caller.session.setLanguage({ language: "sw" });
    expect(await caller.session.me()).toMatchObject({ language: "sw", role: "supervisor" });
  });
});
