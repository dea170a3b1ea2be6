import { initTRPC } from "@trpc/server";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitsOf } from "../../../core/access/limits";
import { isPermission, type Permission } from "../../../core/access/permissions";
import { ALL_PERMISSIONS } from "../../../core/access/roles";
import { roles } from "../../../db/schema/access";
import type { Actor, TenantContext } from "../../../server/context";
import type { Access } from "../../../server/http/route";
import { REST_ROUTES } from "../../../server/http/routes";
import { procedure } from "../../../server/trpc/init";
import { appRouter } from "../../../server/trpc/root";
import { accessTokenOf } from "../../factories/access-token-of";
import { callRest } from "../../factories/call-rest";
import { newTenant, type TestTenant } from "../../factories/new-tenant";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { askProcedure, listUndeclared, listWalked } from "./ask-procedure";
import { listUndeclaredRoutes, nameOf } from "./ask-route";

/**
 * Each permission alone, against everything there is: whoever holds it gets to what is declared
 * with it and to nothing else. What is declared with nothing is reached by nobody.
 */
let tenant: TestTenant;
let asked = 0;

const PROCEDURES = listWalked(appRouter);
const GUARDED = REST_ROUTES.filter(({ access }) => typeof access === "object");
/** Fits no input, so that nobody who gets in does anything. */
const NOTHING_FITS = { "?": 1 };

beforeAll(async () => {
  tenant = await newTenant();
});
afterAll(async () => {
  const { length } = ALL_PERMISSIONS;
  console.info(
    `permissions: ${length} × ${PROCEDURES.length} procedures and ${GUARDED.length} routes, ${asked} calls`,
  );
  await closeTestRuntime();
});

function holderOf(permissions: readonly Permission[]): TenantContext {
  const context = testContext(tenant, "owner");
  const actor = { ...context.actor, permissions: new Set(permissions) } as Actor;
  return { ...context, actor };
}

async function isClosed(path: string, context: TenantContext): Promise<boolean> {
  asked += 1;
  const { runtime } = tenant;
  const call = { path, runtime, tenant: context, input: NOTHING_FITS };
  return (await askProcedure(appRouter, call)).code === "FORBIDDEN permission_denied";
}

test("everything declares a permission that there is, or says that it needs none", () => {
  expect(listUndeclared(appRouter)).toEqual([]);
  expect(listUndeclaredRoutes(REST_ROUTES)).toEqual([]);
});

test("what declares nothing, or what means nothing, is found", () => {
  const bare = initTRPC.create();
  const careless = bare.router({
    silent: bare.procedure.query(() => "?"),
    wild: procedure("fly" as Permission).query(() => "?"),
    fit: procedure("sale.read").query(() => "?"),
  });
  expect(listUndeclared(careless)).toEqual(["silent", "wild"]);
  const named = { method: "GET", path: "/silent" } as const;
  const accesses = [undefined, { permission: "fly" }, { permission: "sale.read" }] as Access[];
  expect(listUndeclaredRoutes(accesses.map((access) => ({ ...named, access })))).toEqual([
    "GET /silent",
    "GET /silent",
  ]);
});

describe.each(["none", ...ALL_PERMISSIONS])("%s alone", (held) => {
  const permissions = isPermission(held) ? [held] : [];

  test("opens the procedures that are declared with it and no others", async () => {
    const context = holderOf(permissions);
    for (const { path, access } of PROCEDURES) {
      if (access === "signed_in") continue;
      expect([path, await isClosed(path, context)]).toEqual([path, access !== held]);
    }
  });

  test("opens the routes that are declared with it and no others", async () => {
    const token = await accessTokenOf(tenant, "owner");
    const { runtime, tenantId } = tenant;
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.execute(sql`
        update sessions set scopes = ${JSON.stringify(permissions)}::jsonb
        where tenant_id = ${tenantId}::uuid and id = (
          select id from sessions where tenant_id = ${tenantId}::uuid
          order by created_at desc, id desc limit 1)`),
    );
    for (const route of GUARDED) {
      asked += 1;
      const path = route.path.replace(/\{\w+\}/g, runtime.newId());
      const request = { method: route.method, path: `${path}?limit=?`, token };
      const body = route.method === "GET" ? {} : { body: NOTHING_FITS };
      const answer = await callRest(runtime, { ...request, ...body });
      const isShut = answer.status === 403 && answer.body.code === "permission_denied";
      const isDeclared = typeof route.access === "object" && route.access.permission === held;
      expect([nameOf(route), isShut]).toEqual([nameOf(route), !isDeclared]);
    }
  });
});

describe("a role of the tenant's own", () => {
  const codeOf = async (token: string, path: string) =>
    (await callRest(tenant.runtime, { path, token })).status;

  test("gives what its row says, from the next request on", async () => {
    const { runtime, tenantId, users } = tenant;
    const token = await accessTokenOf(tenant, "accountant");
    expect(await codeOf(token, "/transactions?limit=1")).toBe(200);
    const id = runtime.newId();
    await runtime.database.withTenant(tenantId, async (tx) => {
      await tx.insert(roles).values({
        tenantId,
        id,
        code: "night-shift",
        name: "Night shift",
        permissions: ["store.read"],
        limits: limitsOf("cashier"),
      });
      await tx.execute(sql`
        update users set role = 'night-shift'
        where tenant_id = ${tenantId}::uuid and id = ${users.accountant.id}::uuid`);
    });
    expect(await codeOf(token, "/transactions?limit=1")).toBe(403);
    expect(await codeOf(token, "/stores")).toBe(200);
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.execute(sql`
        update roles set permissions = '["sale.read", "fly"]'::jsonb
        where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`),
    );
    expect(await codeOf(token, "/transactions?limit=1")).toBe(200);
    expect(await codeOf(token, "/stores")).toBe(403);
  });

  test("without its row gives nothing", async () => {
    const { runtime, tenantId, users } = tenant;
    const token = await accessTokenOf(tenant, "auditor");
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.execute(sql`
        update users set role = 'gone' where tenant_id = ${tenantId}::uuid
          and id = ${users.auditor.id}::uuid`),
    );
    for (const { path } of GUARDED.filter(({ method }) => method === "GET")) {
      expect(await codeOf(token, path.replace(/\{\w+\}/g, runtime.newId())), path).toBe(403);
    }
  });

  test("of a person in no store shows no store", async () => {
    const { runtime, tenantId, users } = tenant;
    const token = await accessTokenOf(tenant, "supervisor");
    await runtime.database.withTenant(tenantId, (tx) =>
      tx.execute(sql`
        update users set is_everywhere = false where tenant_id = ${tenantId}::uuid
          and id = ${users.supervisor.id}::uuid`),
    );
    const answer = await callRest(runtime, { path: "/stores", token });
    expect([answer.status, answer.body]).toMatchObject([200, { items: [] }]);
  });
});
