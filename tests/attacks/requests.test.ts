import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLocalPath } from "../../server/auth/is-local-path";
import { handleRest } from "../../server/http/handle-rest";
import { JSON_DEPTH_MAX } from "../../server/http/json-bounds";
import { BODY_BYTES_MAX } from "../../server/http/read-body";
import { BATCH_SIZE_MAX, handleTrpc } from "../../server/trpc/handle-trpc";
import { accessTokenOf } from "../factories/access-token-of";
import { callRest } from "../factories/call-rest";
import { newTenant, type TestTenant } from "../factories/new-tenant";
import { sessionCookieOf } from "../factories/session-cookie-of";
import { closeTestRuntime } from "../factories/test-runtime";

const ORIGIN = "http://localhost:3000";
const CARD = "4242 4242 4242 4242";

let tenant: TestTenant;
let other: TestTenant;
let token: string;
let cookie: string;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  token = await accessTokenOf(tenant, "owner");
  cookie = await sessionCookieOf(tenant, "owner");
});
afterAll(closeTestRuntime);

function trpc(
  path: string,
  given: { headers?: Record<string, string>; body?: string; method?: string } = {},
): Promise<Response> {
  const { headers = {}, body } = given;
  const method = given.method ?? (body === undefined ? "GET" : "POST");
  return handleTrpc(
    new Request(`${ORIGIN}/api/trpc/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    }),
    tenant.runtime,
  );
}

const PAGE = {
  origin: ORIGIN,
  "sec-fetch-site": "same-origin",
  "content-type": "application/json",
};
const setLanguage = (headers: Record<string, string>, body = '{"language":"sw"}') =>
  trpc("session.setLanguage", { headers, body });

describe("a form on another's page", () => {
  test("our own page may write; the same cookie from anywhere else may not", async () => {
    expect((await setLanguage({ ...PAGE, cookie })).status).toBe(200);
    for (const headers of [
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      { "sec-fetch-site": "same-site", origin: "https://other.localhost:3000" },
      { origin: "https://evil.example" },
      { origin: "null" },
      {
        origin: "https://evil.example",
        host: "localhost:3000",
        "x-forwarded-host": "evil.example",
      },
      { origin: "http://localhost:3000.evil.example" },
      {},
    ]) {
      const answer = await setLanguage({ "content-type": "application/json", cookie, ...headers });
      expect([headers, answer.status]).toEqual([headers, 403]);
    }
  });

  test.each([
    "text/plain",
    "text/plain; application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "",
  ])("what a form sends as %j is no call", async (type) => {
    const answer = await setLanguage({ ...PAGE, cookie, "content-type": type });
    expect(answer.status).toBe(400);
  });

  test("no REST route writes for a cookie from elsewhere", async () => {
    const body = { storeId: tenant.stores[0].id, lines: [], payments: [] };
    const headers = { cookie, "idempotency-key": "one", "content-type": "text/plain" };
    const elsewhere = { ...headers, origin: "https://evil.example" };
    const sent = { method: "POST", path: "/transactions", body };
    expect((await callRest(tenant.runtime, { ...sent, headers: elsewhere })).status).toBe(403);
    expect((await callRest(tenant.runtime, { ...sent, headers })).status).toBe(403);
  });
});

describe("another method in disguise", () => {
  test.each([
    { "x-http-method-override": "DELETE" },
    { "x-http-method": "POST" },
    { "x-method-override": "POST" },
  ])("%j is not read", async (headers) => {
    const read = await callRest(tenant.runtime, { path: "/stores", token, headers });
    expect(read.status).toBe(200);
    const posted = await callRest(tenant.runtime, {
      method: "POST",
      path: "/stores?_method=GET",
      token,
      headers,
      body: { _method: "GET" },
    });
    expect(posted.status).toBe(405);
  });

  test("a mutation is not called by GET", async () => {
    const input = encodeURIComponent('{"language":"sw"}');
    const answer = await trpc(`session.setLanguage?input=${input}`, {
      headers: { ...PAGE, cookie },
    });
    expect(answer.status).toBe(405);
  });
});

describe("headers that the framework writes for itself", () => {
  const FORGED = {
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-middleware-next": "1",
    "x-middleware-rewrite": "/office",
    "x-nextjs-data": "1",
    "x-matched-path": "/office",
    "x-now-route-matches": "1=office",
    "x-invoke-path": "/api/v1/stores",
    "x-original-url": "/api/v1/stores",
    "x-rewrite-url": "/api/v1/stores",
    "next-router-state-tree": "%5B%5D",
  };

  test("open nothing at the API, and change no answer", async () => {
    for (const path of ["/stores", "/transactions", "/sync/changes"]) {
      expect((await callRest(tenant.runtime, { path, headers: FORGED })).status).toBe(401);
    }
    const plain = await callRest(tenant.runtime, { path: "/stores", token });
    const forged = await callRest(tenant.runtime, { path: "/stores", token, headers: FORGED });
    expect(forged.body).toEqual(plain.body);
    expect((await trpc("stores.list", { headers: FORGED })).status).toBe(401);
  });

  test("a tenant or a person in a header is nobody", async () => {
    const headers = {
      "x-tenant-id": other.tenantId,
      "x-user-id": other.users.owner.id,
      "x-forwarded-user": other.users.owner.email,
    };
    const answer = await callRest(tenant.runtime, { path: "/stores", token, headers });
    expect(JSON.stringify(answer.body)).toContain(tenant.stores[0].id);
    expect(JSON.stringify(answer.body)).not.toContain(other.stores[0].id);
    expect((await callRest(tenant.runtime, { path: "/stores", headers })).status).toBe(401);
  });
});

describe("a body that is made to hurt", () => {
  const send = (body: string) =>
    callRest(tenant.runtime, {
      method: "POST",
      path: "/transactions",
      token,
      headers: { "idempotency-key": crypto.randomUUID() },
      body,
    });

  test("nested deep it is refused, at once and without a failure", async () => {
    for (const depth of [JSON_DEPTH_MAX + 2, 200_000]) {
      const body = `{"lines":${"[".repeat(depth)}${"]".repeat(depth)}}`;
      expect((await send(body)).body.code).toBe("malformed_request");
      const answer = await setLanguage({ ...PAGE, cookie }, body);
      expect(answer.status).toBe(400);
    }
  });

  test("larger than is read it is refused with 413", async () => {
    const body = JSON.stringify({ note: "x".repeat(BODY_BYTES_MAX) });
    expect((await send(body)).status).toBe(413);
    expect((await setLanguage({ ...PAGE, cookie }, body)).status).toBe(413);
  });

  test("that reaches for a prototype changes none", async () => {
    for (const body of [
      '{"__proto__":{"isAdmin":true}}',
      '{"lines":[{"__proto__":{"isAdmin":true}}]}',
      '{"constructor":{"prototype":{"isAdmin":true}}}',
    ]) {
      expect((await send(body)).status).toBe(400);
      await setLanguage({ ...PAGE, cookie }, body);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    }
    const query = await callRest(tenant.runtime, {
      path: "/products?__proto__[x]=1&constructor=2",
      token,
    });
    expect(query.status).toBeLessThan(500);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test("of more calls than a screen makes is refused", async () => {
    const paths = Array.from({ length: BATCH_SIZE_MAX + 1 }, () => "session.me").join(",");
    const answer = await trpc(`${paths}?batch=1`, { headers: { cookie } });
    expect(answer.status).toBe(400);
  });

  test("that is no UTF-8 or no JSON is refused", async () => {
    const request = new Request(`${ORIGIN}/api/v1/transactions`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": "utf" },
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    });
    expect((await handleRest(request, tenant.runtime)).status).toBe(400);
    expect((await send('{"a":NaN}')).status).toBe(400);
  });
});

describe("a path that climbs", () => {
  test.each([
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/products/..%2f..%2fstores",
    "/products/%2e%2e%2f%2e%2e",
    "/transactions/..%5c..%5cwindows",
    "/products/%00",
    "/products/%ff",
    "//evil.example/stores",
  ])("%s finds nothing", async (path) => {
    const answer = await callRest(tenant.runtime, { path, token });
    expect([400, 404]).toContain(answer.status);
  });
});

describe("[ET2] the number of a card", () => {
  test("is taken in no call of a screen and no request, and is in no answer", async () => {
    const screen = await setLanguage({ ...PAGE, cookie }, JSON.stringify({ language: CARD }));
    expect(screen.status).toBe(422);
    const text = await screen.text();
    expect(JSON.parse(text)).toMatchObject({
      error: { data: { domainCode: "card_number_refused" } },
    });
    expect(text).not.toContain("4242");
    const sale = await callRest(tenant.runtime, {
      method: "POST",
      path: "/transactions",
      token,
      headers: { "idempotency-key": "card" },
      body: {
        storeId: tenant.stores[0].id,
        lines: [{ sku: "MILK-500", quantity: "1" }],
        payments: [{ method: "card", amountMinor: 6_500, reference: CARD }],
      },
    });
    expect([sale.status, JSON.stringify(sale.body)]).toEqual([
      422,
      expect.stringContaining("card_number_refused"),
    ]);
    expect(JSON.stringify(sale.body)).not.toContain("4242");
  });
});

describe("where one goes after signing in", () => {
  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "/%5cevil.example/..//evil.example",
    "office",
    "",
  ])("%j is not followed", (path) => {
    expect(isLocalPath(path)).toBe(false);
  });

  test("a page of ours is", () => {
    for (const path of ["/office", "/office/sales?page=2#top", "/till"]) {
      expect(isLocalPath(path)).toBe(true);
    }
  });
});
