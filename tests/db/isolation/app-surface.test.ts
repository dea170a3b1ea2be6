import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as cron } from "../../../app/api/cron/[task]/route";
import { GET as health } from "../../../app/api/health/route";
import * as trpc from "../../../app/api/trpc/[trpc]/route";
import * as rest from "../../../app/api/v1/[...path]/route";
import { appRouter } from "../../../server/trpc/root";
import { newTenant, type TestTenant } from "../../factories/new-tenant";
import { sessionCookieOf } from "../../factories/session-cookie-of";
import { closeTestRuntime } from "../../factories/test-runtime";
import { APP_SURFACE, judgeAppFile, judgeProxy, listAppSurface, readAppFile } from "./app-surface";
import { listWalked } from "./ask-procedure";
import { noteWalked } from "./note-walked";

const SURFACE = Object.entries(APP_SURFACE);
const shared = globalThis as { kaunta?: unknown };

let tenant: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  const { runtime } = tenant;
  shared.kaunta = { runtime, env: { cronSecret: "a secret of the scheduler, long enough" } };
});
afterAll(async () => {
  noteWalked("app files", Object.keys(APP_SURFACE));
  console.info(`app: ${SURFACE.length} files walked`);
  delete shared.kaunta;
  await closeTestRuntime();
});

const ORIGIN = "http://localhost:3000";
const ask = (path: string, init?: RequestInit) => new Request(`${ORIGIN}${path}`, init);

test("every page, handler and action is listed with what protects it", () => {
  expect(listAppSurface()).toEqual(Object.keys(APP_SURFACE).sort());
});

test("nothing decides in front of the pages", () => {
  for (const place of ["middleware", "src/middleware", "src/proxy"]) {
    expect(existsSync(`${place}.ts`), place).toBe(false);
  }
  // What puts the headers around pages can be gone around, so it may neither ask nor send away.
  expect(judgeProxy(readFileSync("proxy.ts", "utf8"))).toBeNull();
});

test.each(SURFACE)("%s keeps to its protection", (file, { protection }) => {
  expect(judgeAppFile(readAppFile(file), protection)).toBeNull();
});

describe("to whoever is signed in", () => {
  const walked = listWalked(appRouter);

  test.each(walked)("$path answers what nobody may keep", async ({ path, type }) => {
    const headers = { cookie: await sessionCookieOf(tenant, "owner"), origin: ORIGIN };
    const isWrite = type === "mutation";
    const response = isWrite
      ? await trpc.POST(
          ask(`/api/trpc/${path}`, {
            method: "POST",
            headers: { ...headers, "content-type": "application/json" },
            body: "{}",
          }),
        )
      : await trpc.GET(ask(`/api/trpc/${path}?input={}`, { headers }));
    expect(response.headers.get("cache-control")).toMatch(/\bprivate, no-store$/);
    expect([200, 400, 403, 404, 409, 422]).toContain(response.status);
    await response.body?.cancel();
  });

  test("no part of the framework is told to keep pages", () => {
    expect(readFileSync("next.config.ts", "utf8")).not.toMatch(/cache|staleTimes/i);
  });
});

describe("without a credential", () => {
  test.each(Object.entries(rest))("REST refuses %s", async (method, handle) => {
    const request = ask("/api/v1/transactions", { method });
    const response = await handle(request);
    const isKnown = method === "GET" || method === "POST";
    expect(response.status).toBe(isKnown ? 401 : 405);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  test("a procedure refuses, asked one by one or together", async () => {
    for (const path of ["session.me", "session.me,sales.list?batch=1&input={}"]) {
      const response = await trpc.GET(ask(`/api/trpc/${path}`));
      expect([response.status, response.headers.get("cache-control")]).toEqual([
        401,
        "private, no-store",
      ]);
      expect(await response.text()).not.toContain('"result"');
    }
    const response = await trpc.POST(ask("/api/trpc/session.signOut", { method: "POST" }));
    expect(response.status).toBe(403);
  });

  test("the scheduler's door stays shut", async () => {
    const params = Promise.resolve({ task: "apply_backlog" });
    expect((await cron(ask("/api/cron/apply_backlog"), { params })).status).toBe(401);
  });

  test("health says that it serves and nothing else", async () => {
    expect(await (await health()).json()).toEqual({
      status: "ok",
      database: "ok",
      version: "test",
    });
  });
});

describe("the walk itself", () => {
  test.each([
    ['import { getRuntime } from "./server/runtime";', "reaches"],
    ['import { getToken } from "next-auth/jwt";', "reaches"],
    ["return NextResponse.redirect(url);", "answers"],
    ["return new Response(null, { status: 401 });", "answers"],
    ['if (request.cookies.get("session")) go();', "asks"],
  ])("finds a proxy with %s", (line, found) => {
    expect(judgeProxy(`${readFileSync("proxy.ts", "utf8")}\n${line}`)).toContain(found);
  });

  test.each([
    ["signed_in", "export default async function Page() { return null; }", "asks nobody"],
    [
      "signed_in",
      'import { listSales } from "../../server/sales/list-sales";\nawait officeCaller();',
      "beside the procedures",
    ],
    ["shell", 'import { getRuntime } from "../../server/runtime";', "data of the server"],
    ["public", 'import { openDatabase } from "../db/client";', "reaches the database"],
    ["signed_in", '"use cache: private";\nawait officeCaller();', "keeps"],
    ["signed_in", "export const revalidate = 60;\nawait officeCaller();", "keeps"],
    ["credential", 'export const dynamic = "force-static";', "keeps"],
  ] as const)("finds a %s file that does not keep to it", (protection, source, found) => {
    expect(judgeAppFile(source, protection)).toContain(found);
  });
});
