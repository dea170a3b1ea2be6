import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime } from "../../tests/factories/test-runtime";
import { trpcCaller } from "../../tests/factories/trpc-caller";
import { readAccessToken } from "../auth/access-token";
import { sessionCookie } from "../auth/session-cookie";

let tenant: TestTenant;
let other: TestTenant;
let supervisor: string;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
  supervisor = await accessTokenOf(tenant, "supervisor");
});
afterAll(closeTestRuntime);

const call = (request: Parameters<typeof callRest>[1]) => callRest(tenant.runtime, request);

function enrol(options: { token?: string; headers?: Record<string, string>; storeId?: string }) {
  const { token, headers = {}, storeId = tenant.stores[0].id } = options;
  return call({
    method: "POST",
    path: "/sync/enrol",
    token,
    headers,
    body: { storeId, registerName: "Till 1", deviceName: "A tablet", replaceActive: true },
  });
}

const pushOf = (terminalId: string, leaseToken: string, headHash: string) => ({
  pushId: tenant.runtime.newId(),
  terminalId,
  leaseToken,
  headSequence: 0,
  headHash,
  events: [],
});

describe("a device", () => {
  test("enrols, is known by its token, and may sync and nothing else", async () => {
    const { status, body } = await enrol({ token: supervisor });
    expect(status).toBe(200);
    const { certificate, deviceToken, leaseToken } = body;
    expect(certificate).toMatchObject({ tenantId: tenant.tenantId, code: "A1" });

    const changes = await call({ path: "/sync/changes?limit=5", token: deviceToken });
    expect(changes.status).toBe(200);
    expect(changes.body.changes.length).toBeGreaterThan(0);

    const push = pushOf(certificate.terminalId, leaseToken, "0".repeat(64));
    const pushed = await call({
      method: "POST",
      path: "/sync/events",
      token: deviceToken,
      body: push,
    });
    expect(pushed.body).toMatchObject({ receivedThrough: 0, missing: [] });

    for (const path of ["/stores", "/transactions", "/products"]) {
      expect((await call({ path, token: deviceToken })).status, path).toBe(403);
    }
    const caller = trpcCaller(tenant, testContext(tenant, "owner"));
    expect((await caller.terminals.list()).items).toContainEqual(
      expect.objectContaining({ id: certificate.terminalId, deviceName: "A tablet" }),
    );
    expect((await caller.stores.list()).items.flatMap((store) => store.registers)).toContainEqual(
      expect.objectContaining({ id: certificate.registerId, isInUse: true }),
    );
    const theirs = trpcCaller(other, testContext(other, "owner"));
    expect((await theirs.terminals.list()).items).toEqual([]);
  });

  test("is nobody with a token of another terminal or tenant", async () => {
    const { body } = await enrol({ token: supervisor });
    const [ids, secret] = String(body.deviceToken).slice(3).split(".");
    const bytes = Buffer.from(ids ?? "", "base64url");
    Buffer.from(other.tenantId.replaceAll("-", ""), "hex").copy(bytes);
    const moved = `kd_${bytes.toString("base64url")}.${secret}`;
    expect((await call({ path: "/sync/changes", token: moved })).status).toBe(401);
  });
});

describe("people", () => {
  test("do not sync, and a cashier does not enrol", async () => {
    const events = await call({
      method: "POST",
      path: "/sync/events",
      token: supervisor,
      body: pushOf(tenant.runtime.newId(), "x", "0".repeat(64)),
    });
    expect(events.status).toBe(403);
    expect((await call({ path: "/sync/changes", token: supervisor })).status).toBe(403);
    expect((await enrol({ token: await accessTokenOf(tenant, "cashier") })).status).toBe(403);
  });

  test("do not enrol a device in a store of another tenant", async () => {
    const theirs = await enrol({ token: supervisor, storeId: other.stores[0].id });
    const random = await enrol({ token: supervisor, storeId: tenant.runtime.newId() });
    expect([theirs.status, theirs.body.code]).toEqual([404, "store_not_found"]);
    expect({ ...theirs.body, instance: "" }).toEqual({ ...random.body, instance: "" });
  });

  test("may write with their cookie from a page of ours, and from no other", async () => {
    const claims = await readAccessToken(tenant.runtime, supervisor);
    const { name } = sessionCookie(tenant.runtime.appUrl);
    const token = { sub: claims?.userId, sid: claims?.sessionId, tenantId: claims?.tenantId };
    const cookie = `${name}=${await encode({ secret: tenant.runtime.authSecret, salt: name, token })}`;
    const page = { cookie, origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
    expect((await enrol({ headers: page })).status).toBe(200);
    const foreign = { cookie, origin: "https://evil.test", "sec-fetch-site": "cross-site" };
    expect((await enrol({ headers: foreign })).status).toBe(403);
    expect((await enrol({ headers: { cookie } })).status).toBe(403);
    expect((await call({ path: "/stores", headers: { cookie } })).status).toBe(200);
  });
});
