import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { genesisHash } from "../../../core/sync/envelope";
import { sessions, users } from "../../../db/schema/people";
import { issueAccessToken } from "../../../server/auth/access-token";
import { formatDeviceToken, parseDeviceToken } from "../../../server/auth/device-token";
import { formatRefreshToken } from "../../../server/auth/refresh-token";
import { enrolTerminal } from "../../../server/terminals/enrol-terminal";
import { formatSyncToken, parseSyncToken } from "../../../server/till-sync/sync-token";
import { accessTokenOf } from "../../factories/access-token-of";
import { callRest } from "../../factories/call-rest";
import { newSaleDocument } from "../../factories/new-sale-document";
import { newTerminal } from "../../factories/new-terminal";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { checksumOf, findLeaks } from "./canaries";
import { type FilledTenant, fillTwo } from "./fill-tenant";

let admin: postgres.Sql;
let ours: FilledTenant;
let theirs: FilledTenant;
let secrets: ReadonlySet<string>;
let owner: string;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ({ ours, theirs, secrets } = await fillTwo(admin));
  owner = await accessTokenOf(ours.tenant, "owner");
});
afterAll(async () => {
  await admin.end();
  await closeTestRuntime();
});

const call = (request: Parameters<typeof callRest>[1]) => callRest(ours.tenant.runtime, request);

async function codeOf(request: Parameters<typeof callRest>[1]): Promise<string> {
  const { status, body } = await call(request);
  return status < 400 ? String(status) : `${status} ${body.code}`;
}

function push(token: string, body: Record<string, unknown>) {
  const { certificate, leaseToken } = ours.here.device;
  return call({
    method: "POST",
    path: "/sync/events",
    token,
    body: {
      pushId: ours.tenant.runtime.newId(),
      terminalId: certificate.terminalId,
      leaseToken,
      headSequence: 0,
      headHash: genesisHash(certificate),
      events: [],
      ...body,
    },
  });
}

const unauthenticated = "401 unauthenticated";

describe("a token", () => {
  test("opens the tenant that it was made for and no other", async () => {
    const { runtime, tenantId, users: people } = ours.tenant;
    const sessionId = runtime.newId();
    const now = new Date(runtime.now());
    const userId = people.owner.id;
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.insert(sessions).values({
        ...{ tenantId, id: sessionId, userId, kind: "api", createdAt: now, lastSeenAt: now },
        expiresAt: new Date(runtime.now() + 60_000),
      }),
    );
    const claims = { tenantId, userId, sessionId };
    const codes = await Promise.all(
      [
        claims,
        { ...claims, tenantId: theirs.tenant.tenantId },
        { ...claims, userId: theirs.tenant.users.owner.id },
        { ...claims, userId: people.cashier.id },
        { ...claims, sessionId: runtime.newId() },
      ].map(async (each) =>
        codeOf({ path: "/stores", token: await issueAccessToken(runtime, each) }),
      ),
    );
    expect(codes).toEqual(["200", ...Array(4).fill(unauthenticated)]);
  });

  test("of another deployment opens nothing", async () => {
    const { runtime } = theirs.tenant;
    const forged = await accessTokenOf(
      {
        ...ours.tenant,
        runtime: { ...runtime, authSecret: "somebody else's secret, just as long" },
      },
      "owner",
    );
    expect(await codeOf({ path: "/stores", token: forged })).toBe(unauthenticated);
  });

  test("that refreshes is not one that opens", async () => {
    const { runtime, tenantId } = ours.tenant;
    const refresh = { tenantId, sessionId: runtime.newId(), secret: "s".repeat(43) };
    const token = formatRefreshToken(runtime.authSecret, refresh);
    expect(await codeOf({ path: "/stores", token })).toBe(unauthenticated);
  });

  test("of a person who was removed opens nothing", async () => {
    const { runtime, tenantId, users: people } = ours.tenant;
    const token = await accessTokenOf(ours.tenant, "auditor");
    expect(await codeOf({ path: "/stores", token })).toBe("200");
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.update(users).set({ deletedAt: new Date() }).where(eq(users.id, people.auditor.id)),
    );
    expect(await codeOf({ path: "/stores", token })).toBe(unauthenticated);
  });

  test("of a device, carried into another tenant or to another terminal, opens nothing", async () => {
    const device = parseDeviceToken(ours.here.device.deviceToken);
    if (!device) throw new Error("a device token has its form");
    const { tenantId } = theirs.tenant;
    const { terminalId } = theirs.here.device.certificate;
    const forged = [
      { ...device, tenantId },
      { ...device, terminalId },
      { ...device, tenantId, terminalId },
      { ...device, terminalId: ours.there.device.certificate.terminalId },
      { ...device, secret: "s".repeat(43) },
    ];
    for (const each of forged) {
      const token = formatDeviceToken(each);
      expect(await codeOf({ path: "/sync/changes", token })).toBe(unauthenticated);
    }
  });

  test("of a server-held terminal does not exist", async () => {
    const [held] = await admin<{ id: string }[]>`
      select id from terminals where tenant_id = ${ours.tenant.tenantId} and kind = 'server'`;
    const { tenantId } = ours.tenant;
    for (const secret of ["s".repeat(43), "0".repeat(22)]) {
      const token = formatDeviceToken({ tenantId, terminalId: held?.id ?? "", secret });
      expect(await codeOf({ path: "/sync/changes", token })).toBe(unauthenticated);
    }
  });
});

describe("a device", () => {
  test("speaks for itself alone, in the request and in every event", async () => {
    const { deviceToken } = ours.here.device;
    const stranger = await newTerminal(theirs.tenant);
    const neighbour = await newTerminal(ours.tenant, { storeIndex: 1 });
    const before = await checksumOf(admin, theirs.tenant.tenantId);
    const answers = await Promise.all([
      push(deviceToken, { terminalId: theirs.here.device.certificate.terminalId }),
      push(deviceToken, { terminalId: ours.there.device.certificate.terminalId }),
      push(deviceToken, { terminalId: ours.tenant.runtime.newId() }),
      push(deviceToken, { events: [stranger.sealSale()] }),
      push(deviceToken, { events: [neighbour.sealSale()] }),
    ]);
    for (const { status, body } of answers) {
      expect([status, body.code]).toEqual([403, "terminal_mismatch"]);
      expect(body).toMatchObject({ ...answers[0]?.body, instance: expect.any(String) });
    }
    expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
  });

  test("that was replaced is still heard to the end, and learns nothing new", async () => {
    const old = await newTerminal(ours.tenant);
    const sale = old.sealSale();
    await enrolTerminal(testContext(ours.tenant, "owner"), {
      storeId: old.store.id,
      registerId: old.certificate.registerId,
      replaceActive: true,
    });
    const { certificate, deviceToken, leaseToken } = old;
    const { terminalId } = certificate;
    const heard = await push(deviceToken, {
      ...{ terminalId, leaseToken, headSequence: 1, headHash: sale.hash, events: [sale] },
    });
    expect(heard).toMatchObject({ status: 200, body: { receivedThrough: 1, appliedThrough: 1 } });
    const changes = await codeOf({ path: "/sync/changes", token: deviceToken });
    expect(changes).toBe("403 terminal_not_active");
  });

  test("cannot close the drawer of another till", async () => {
    const { there } = ours;
    const device = await newTerminal(ours.tenant);
    const { currency } = ours.tenant;
    const closing = { shiftId: there.shiftId, currency, expectedCashMinor: 0, countedCashMinor: 0 };
    const answer = await device.push([device.seal("SHIFT_CLOSED", closing)]);
    expect(answer.receivedThrough).toBe(1);
    const [shift] = await admin<{ closed_at: Date | null }[]>`
      select closed_at from shifts where tenant_id = ${ours.tenant.tenantId}
        and id = ${there.shiftId}`;
    expect(shift).toEqual({ closed_at: null });
  });
});

describe("what a client carries from one request to the next", () => {
  test("an idempotency key is one caller's own", async () => {
    const { here } = ours;
    const body = {
      storeId: here.storeId,
      lines: [{ sku: here.sku, quantity: "1" }],
      payments: [{ method: "cash", amountMinor: 11_600 }],
    };
    const headers = { "idempotency-key": theirs.here.idempotencyKey };
    const sell = (token: string) =>
      call({ method: "POST", path: "/transactions", token, headers, body });
    const first = await sell(owner);
    const again = await sell(owner);
    const colleague = await sell(await accessTokenOf(ours.tenant, "cashier"));
    expect([first.status, again.status, colleague.status]).toEqual([201, 200, 201]);
    expect(again.body.id).toBe(first.body.id);
    expect(colleague.body.id).not.toBe(first.body.id);
    expect(findLeaks(JSON.stringify([first.body, colleague.body]), secrets, "")).toEqual([]);
  });

  test("a sync token of another tenant or store begins anew, in one's own", async () => {
    const { deviceToken } = ours.here.device;
    for (const other of [theirs.here, ours.there]) {
      const first = await call({ path: "/sync/changes", token: other.device.deviceToken });
      const asked = `/sync/changes?${new URLSearchParams({ token: first.body.token })}`;
      const { body } = await call({ path: asked, token: deviceToken });
      expect(body.restart).toBe(true);
      expect(findLeaks(JSON.stringify(body), secrets, "")).toEqual([]);
      expect(parseSyncToken(body.token).storeId).toBe(ours.here.storeId);
    }
  });

  test("a made-up sync token is refused or begins anew, and never fails", async () => {
    const { deviceToken } = ours.here.device;
    const first = await call({ path: "/sync/changes", token: deviceToken });
    const token = parseSyncToken(first.body.token);
    const places: [number, string, string][] = [
      [0, "first:x", "y:z"],
      [0, "first:1", "99999999999:x"],
      [0, "first:1", "1:not-an-id"],
      [1, "at", "not-an-id"],
      [-1, "", ""],
      [Number.MAX_SAFE_INTEGER, "", ""],
      [1, "'; select 1 --", ""],
    ];
    for (const place of places) {
      for (const stream of ["catalog", "stock", "config"]) {
        const made = formatSyncToken({ ...token, [stream]: place });
        const asked = `/sync/changes?${new URLSearchParams({ token: made })}`;
        const answer = await call({ path: asked, token: deviceToken });
        expect([stream, place, answer.status]).toEqual([
          stream,
          place,
          expect.toSatisfy((status) => status === 200 || status === 400),
        ]);
      }
    }
  });
});

describe("an event", () => {
  test("that names another tenant's people and things books its own sale and shows none", async () => {
    const device = await newTerminal(ours.tenant);
    const document = newSaleDocument(ours.tenant, { receiptNumber: "2026-04-30-X-01" });
    const sale = device.seal("SALE", {
      ...document,
      customerId: theirs.here.customerId,
      originalSaleId: theirs.here.saleId,
      lines: document.lines.map((line) => ({ ...line, productId: theirs.here.productId })),
    });
    const before = await checksumOf(admin, theirs.tenant.tenantId);
    expect(await device.push([sale])).toMatchObject({ appliedThrough: 1, quarantined: [] });
    const given = new Set([
      theirs.here.customerId,
      theirs.here.saleId,
      theirs.here.productId,
      ...[sale.hash],
    ]);
    for (const path of [
      `/transactions/${document.saleId}`,
      `/transactions/${document.saleId}/receipt.txt`,
      "/transactions",
    ]) {
      const { status, body } = await call({ path, token: owner });
      expect(status).toBe(200);
      const leaks = findLeaks(JSON.stringify(body), secrets, [...given].join(" "));
      expect(leaks).toEqual([]);
    }
    expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
  });
});
