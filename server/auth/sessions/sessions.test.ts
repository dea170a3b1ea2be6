import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callRest } from "../../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../../tests/factories/new-tenant";
import { sessionContext } from "../../../tests/factories/session-context";
import { testContext } from "../../../tests/factories/test-context";
import {
  closeTestRuntime,
  type TestRuntime,
  testRuntime,
} from "../../../tests/factories/test-runtime";
import { issueAccessToken } from "../access-token";
import { endOtherSessions, endSession } from "./end-sessions";
import { listSessions, listSessionsOf } from "./list-sessions";

let runtime: TestRuntime;
let tenant: TestTenant;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(closeTestRuntime);

beforeEach(async () => {
  tenant = await newTenant(runtime);
});

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const GONE = { code: "unauthenticated" };

describe("the list of one's sessions", () => {
  test("names where each is, and which one asks", async () => {
    const first = await sessionContext(tenant, "cashier", { userAgent: FIREFOX });
    runtime.clock.advance(60_000);
    const second = await sessionContext(tenant, "cashier");
    await sessionContext(tenant, "owner");
    const { person, items } = await listSessions(await first.read());
    expect(person).toEqual({ id: tenant.users.cashier.id, name: `cashier of ${tenant.code}` });
    expect(items).toMatchObject([
      { id: second.sessionId, isCurrent: false },
      {
        id: first.sessionId,
        isCurrent: true,
        kind: "office",
        method: "password",
        ip: "203.0.113.7",
        userAgent: FIREFOX,
      },
    ]);
  });

  test("leaves out what has ended, grown old or idle", async () => {
    const ended = await sessionContext(tenant, "admin");
    const context = testContext(tenant, "admin");
    await endSession(context, { sessionId: ended.sessionId });
    await sessionContext(tenant, "admin");
    expect((await listSessions(context)).items).toHaveLength(1);
    runtime.clock.advance(13 * 3_600_000);
    expect((await listSessions(context)).items).toEqual([]);
  });

  test("of another is for those who manage them", async () => {
    await sessionContext(tenant, "cashier");
    const userId = tenant.users.cashier.id;
    expect((await listSessionsOf(testContext(tenant, "admin"), { userId })).items).toHaveLength(1);
    await expect(listSessionsOf(testContext(tenant, "cashier"), { userId })).rejects.toMatchObject({
      code: "permission_denied",
    });
    const owner = { userId: tenant.users.owner.id };
    await expect(listSessionsOf(testContext(tenant, "admin"), owner)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("ending a session", () => {
  test("closes it at the next request, by cookie and by token", async () => {
    const [here, there] = [
      await sessionContext(tenant, "supervisor"),
      await sessionContext(tenant, "supervisor"),
    ];
    const token = await issueAccessToken(runtime, there);
    const ask = () => callRest(runtime, { path: "/stores", token });
    expect((await ask()).status).toBe(200);
    expect(await endSession(await here.read(), there)).toEqual({ isEnded: true });
    expect((await ask()).status).toBe(401);
    await expect(there.read()).rejects.toMatchObject(GONE);
    expect(await endSession(await here.read(), there)).toEqual({ isEnded: false });
  });

  test("of somebody else takes the right to manage them", async () => {
    const of = {
      owner: await sessionContext(tenant, "owner"),
      cashier: await sessionContext(tenant, "cashier"),
    };
    expect(await endSession(testContext(tenant, "supervisor"), of.cashier)).toEqual({
      isEnded: false,
    });
    expect(await endSession(testContext(tenant, "admin"), of.owner)).toEqual({ isEnded: false });
    await of.owner.read();
    await of.cashier.read();
    expect(await endSession(testContext(tenant, "admin"), of.cashier)).toEqual({ isEnded: true });
    await expect(of.cashier.read()).rejects.toMatchObject(GONE);
  });

  test("everywhere else leaves only the one that asks", async () => {
    const [here, second, third] = [
      await sessionContext(tenant, "owner"),
      await sessionContext(tenant, "owner"),
      await sessionContext(tenant, "owner"),
    ];
    const other = await sessionContext(tenant, "admin");
    expect(await endOtherSessions(await here.read())).toEqual({ endedCount: 2 });
    for (const gone of [second, third]) await expect(gone.read()).rejects.toMatchObject(GONE);
    await here.read();
    await other.read();
  });
});

test("a session lasts as long as the tenant says, and idles no longer", async () => {
  const { tenantId } = tenant;
  await runtime.database.withTenant(tenantId, (tx) =>
    tx.execute(sql`insert into access_rules (tenant_id, idle_minutes, session_days)
      values (${tenantId}::uuid, 30, 2)`),
  );
  const idle = await sessionContext(tenant, "owner");
  runtime.clock.advance(31 * 60_000);
  await expect(idle.read()).rejects.toMatchObject(GONE);
  const busy = await sessionContext(tenant, "owner");
  for (let minutes = 0; minutes < 2 * 24 * 60 - 20; minutes += 20) {
    await busy.read();
    runtime.clock.advance(20 * 60_000);
  }
  runtime.clock.advance(20 * 60_000);
  await expect(busy.read()).rejects.toMatchObject(GONE);
});
