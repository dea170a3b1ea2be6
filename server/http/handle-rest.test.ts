import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { BODY_BYTES_MAX } from "./read-body";

let tenant: TestTenant;
let other: TestTenant;
let cashier: string;
let auditor: string;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  cashier = await accessTokenOf(tenant, "cashier");
  auditor = await accessTokenOf(tenant, "auditor");
});
afterAll(closeTestRuntime);

const call = (request: Parameters<typeof callRest>[1]) => callRest(tenant.runtime, request);

function sell(lines: unknown[], payments: unknown[], key: string, token = cashier) {
  return call({
    method: "POST",
    path: "/transactions",
    token,
    headers: { "idempotency-key": key },
    body: { storeId: tenant.stores[0].id, lines, payments },
  });
}

function expectProblem(answer: { status: number; body: unknown }, status: number, code: string) {
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.stringMatching(/^[A-Z].+\.$/),
    instance: expect.any(String),
    code,
  });
}

async function countSales(): Promise<number> {
  const rows = await tenant.runtime.database.withTenant(tenant.tenantId, (tx) =>
    tx.execute(
      sql`select count(*)::int as n from sales where tenant_id = ${tenant.tenantId}::uuid`,
    ),
  );
  return Number(rows[0]?.["n"]);
}

describe("who asks", () => {
  test("a sign-in gives tokens that open the API", async () => {
    const answer = await call({
      method: "POST",
      path: "/auth/token",
      body: { email: tenant.users.cashier.email, password: tenant.password, deviceName: "script" },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ tokenType: "Bearer", expiresInSeconds: 900 });
    const claims = JSON.parse(atob(answer.body.accessToken.split(".")[1]));
    expect(claims).toMatchObject({
      sub: tenant.users.cashier.id,
      tenantId: tenant.tenantId,
      sid: expect.any(String),
    });
    expect(claims.exp - claims.iat).toBe(900);
    const stores = await call({ path: "/stores", token: answer.body.accessToken });
    expect(stores.status).toBe(200);
    expect(stores.body.items.map((store: { code: string }) => store.code)).toEqual(["MSA", "NBO"]);
  });

  test("a wrong password and an unknown address are refused alike", async () => {
    const signIn = (email: string) =>
      call({ method: "POST", path: "/auth/token", body: { email, password: "not this one" } });
    const wrong = await signIn(tenant.users.owner.email);
    const unknown = await signIn("nobody@nowhere.test");
    expectProblem(wrong, 401, "invalid_credentials");
    expect({ ...unknown.body, instance: "" }).toEqual({ ...wrong.body, instance: "" });
  });

  test.each([
    ["no token", undefined],
    ["a word", "nonsense"],
    ["a forged JWT", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."],
    ["a device token of nobody", `kd_${"A".repeat(43)}.${"B".repeat(43)}`],
  ])("%s is 401", async (_name, token) => {
    const answer = await call({ path: "/stores", token });
    expectProblem(answer, 401, "unauthenticated");
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("a token stops working when it expires and when its session is closed", async () => {
    const alone = await newTenant();
    const token = await accessTokenOf(alone, "owner");
    const ask = () => callRest(alone.runtime, { path: "/stores", token });
    expect((await ask()).status).toBe(200);
    await alone.runtime.database.withTenant(alone.tenantId, (tx) =>
      tx.execute(sql`update sessions set revoked_at = now()
        where tenant_id = ${alone.tenantId}::uuid`),
    );
    expectProblem(await ask(), 401, "unauthenticated");
  });

  test("permission comes before validation", async () => {
    const answer = await call({
      method: "POST",
      path: "/transactions",
      token: auditor,
      body: "not even JSON",
    });
    expectProblem(answer, 403, "permission_denied");
  });
});

describe("what is asked", () => {
  test("an unknown path is 404, a wrong method 405", async () => {
    expectProblem(await call({ path: "/nothing", token: cashier }), 404, "not_found");
    const answer = await call({ method: "DELETE", path: "/stores", token: cashier });
    expectProblem(answer, 405, "method_not_allowed");
    expect(answer.headers.get("allow")).toBe("GET");
  });

  test("every answer carries the headers, and its request id", async () => {
    for (const path of ["/stores", "/nothing"]) {
      const { headers } = await call({ path, token: cashier });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.get("referrer-policy")).not.toBeNull();
      expect(headers.get("permissions-policy")).not.toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("malformed JSON is 400, and so is JSON of the wrong form", async () => {
    const send = (body: string) => call({ method: "POST", path: "/auth/token", body });
    expectProblem(await send("{"), 400, "malformed_request");
    expectProblem(await send("{}"), 400, "validation_failed");
    expectProblem(await send("null"), 400, "validation_failed");
  });

  test("a body over the limit is 413, whoever sends it", async () => {
    const body = JSON.stringify({ email: "a".repeat(BODY_BYTES_MAX) });
    const answer = await call({ method: "POST", path: "/auth/token", body });
    expectProblem(answer, 413, "payload_too_large");
  });

  test("validation names every field", async () => {
    const answer = await sell([{ quantity: 1 }], [], "fields");
    expectProblem(answer, 400, "validation_failed");
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(
      "lines.0.quantity",
    );
  });

  test("a NUL in a text is a field that does not fit, not a failure", async () => {
    const answer = await call({ path: "/products?search=a%00b", token: cashier });
    expectProblem(answer, 400, "validation_failed");
  });
});

describe("products", () => {
  test("are found by barcode, sku and words, and read by sku", async () => {
    const milk = { sku: "MILK-500", priceMinor: 6_500, currency: "KES", taxGroup: "B" };
    for (const query of ["barcode=6161100000018", "sku=MILK-500", "search=500%20MILK"]) {
      const { body } = await call({ path: `/products?${query}`, token: cashier });
      expect(body.items).toEqual([expect.objectContaining(milk)]);
    }
    const { body } = await call({ path: "/products/MILK-500", token: cashier });
    expect(body).toMatchObject({ ...milk, barcodes: ["6161100000018"], stockQuantity: "0" });
  });

  test("come a page at a time, each once", async () => {
    const skus: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path: string = `/products?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const { body } = await call({ path, token: cashier });
      skus.push(...body.items.map((item: { sku: string }) => item.sku));
      cursor = body.nextCursor;
    }
    expect(skus.toSorted()).toEqual(tenant.products.map((product) => product.sku).toSorted());
  });

  test("an unknown sku is 404, a damaged cursor and a page too long are 400", async () => {
    const read = (path: string) => call({ path, token: cashier });
    expectProblem(await read("/products/NOPE"), 404, "product_not_found");
    expectProblem(await read("/products?cursor=xyz"), 400, "page_cursor_invalid");
    expectProblem(await read("/products?limit=201"), 400, "validation_failed");
    expectProblem(await read(`/products?storeId=${other.stores[0].id}`), 404, "store_not_found");
  });
});

describe("transactions", () => {
  test("a sale is recorded once for its key, and reads back the same", async () => {
    const lines = [{ sku: "MILK-500", quantity: "2" }];
    const payments = [{ method: "cash", amountMinor: 13_000, tenderedMinor: 15_000 }];
    const first = await sell(lines, payments, "once");
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      status: "completed",
      currency: "KES",
      subtotalMinor: 13_000,
      taxMinor: 1_793,
      totalMinor: 13_000,
      paidMinor: 13_000,
      changeMinor: 2_000,
      lines: [{ sku: "MILK-500", quantity: "2", unitPriceMinor: 6_500 }],
      payments: [{ method: "cash", amountMinor: 13_000, tenderedMinor: 15_000 }],
    });
    const again = await sell(lines, payments, "once");
    expect([again.status, again.body]).toEqual([200, first.body]);
    const changed = await sell([{ sku: "MILK-500", quantity: "1" }], payments, "once");
    expectProblem(changed, 409, "idempotency_conflict");
    const read = await call({ path: `/transactions/${first.body.id}`, token: cashier });
    expect(read.body).toEqual(first.body);
    const list = await call({ path: "/transactions", token: cashier });
    expect(list.body.items).toContainEqual(first.body);
  });

  test.each([
    ["an unknown barcode", [{ barcode: "4006381333931", quantity: "1" }], 404, "barcode_unknown"],
    ["an unknown sku", [{ sku: "NOPE", quantity: "1" }], 404, "product_not_found"],
    ["a negative quantity", [{ sku: "TEA-250", quantity: "-1" }], 422, "quantity_not_positive"],
    ["a half piece", [{ sku: "TEA-250", quantity: "0.5" }], 422, "quantity_not_whole"],
    [
      "a price with a letter",
      [{ sku: "TEA-250", quantity: "1", unitPriceMinor: "12a" }],
      400,
      "validation_failed",
    ],
    ["a payment below the total", [{ sku: "TEA-250", quantity: "1" }], 422, "payment_below_total"],
  ])("%s is refused and writes nothing", async (name, lines, status, code) => {
    const before = await countSales();
    expectProblem(await sell(lines, [{ method: "cash", amountMinor: 1 }], name), status, code);
    expect(await countSales()).toBe(before);
  });

  test("a sale needs a key", async () => {
    const answer = await call({ method: "POST", path: "/transactions", token: cashier, body: {} });
    expectProblem(answer, 400, "idempotency_key_required");
  });

  test("a store of another tenant is unknown, and a tenant id of the client is ignored", async () => {
    const body = (storeId: string) => ({
      tenantId: other.tenantId,
      storeId,
      lines: [{ sku: "MILK-500", quantity: "1" }],
      payments: [{ method: "cash", amountMinor: 6_500 }],
    });
    const post = (storeId: string, key: string) =>
      call({
        method: "POST",
        path: "/transactions",
        token: cashier,
        headers: { "idempotency-key": key },
        body: body(storeId),
      });
    expectProblem(await post(other.stores[0].id, "theirs"), 404, "store_not_found");
    const own = await post(tenant.stores[0].id, "ours");
    expect(own.status).toBe(201);
    const token = await accessTokenOf(other, "owner");
    const theirs = await call({ path: `/transactions/${own.body.id}`, token });
    const random = await call({ path: `/transactions/${tenant.runtime.newId()}`, token });
    expectProblem(theirs, 404, "sale_not_found");
    expect({ ...theirs.body, instance: "" }).toEqual({ ...random.body, instance: "" });
  });
});

test("the description covers every route and needs no sign-in", async () => {
  const { status, body } = await call({ path: "/openapi.json" });
  expect(status).toBe(200);
  expect(body.openapi).toBe("3.1.0");
  expect(Object.keys(body.paths)).toContain("/transactions/{id}");
  const post = body.paths["/transactions"].post;
  expect(post.requestBody.content["application/json"].schema.required).toEqual([
    "storeId",
    "lines",
    "payments",
  ]);
});
