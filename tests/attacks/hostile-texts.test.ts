import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Route } from "../../server/http/route";
import { REST_ROUTES } from "../../server/http/routes";
import { appRouter } from "../../server/trpc/root";
import { askProcedure, listWalked } from "../db/isolation/ask-procedure";
import { callRoute, nameOf } from "../db/isolation/ask-route";
import { checksumOf, findLeaks } from "../db/isolation/canaries";
import { type FilledTenant, fillTwo } from "../db/isolation/fill-tenant";
import { PROCEDURE_CASES } from "../db/isolation/procedure-cases";
import { ROUTE_CASES } from "../db/isolation/route-cases";
import { accessTokenOf } from "../factories/access-token-of";
import { testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";
import { testDatabase } from "../setup/test-database";
import { HOSTILE_TEXTS, withHostileTexts } from "./hostile-values";

let admin: postgres.Sql;
let ours: FilledTenant;
let theirs: FilledTenant;
let secrets: ReadonlySet<string>;
let before: unknown;
let asked = 0;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ({ ours, theirs, secrets } = await fillTwo(admin));
  before = await checksumOf(admin, theirs.tenant.tenantId);
});
afterAll(async () => {
  console.info(`hostile texts: ${asked} calls`);
  await admin.end();
  await closeTestRuntime();
});

/** Passwords are hashed, slowly, for each of them. */
const WALK_MS_MAX = 120_000;

const PROCEDURES = listWalked(appRouter).filter(({ type }) => type !== "subscription");

/** Texts that a question may hold, also those that no case gives. */
function textFieldsOf(schema: z.ZodType | undefined): string[] {
  if (schema === undefined) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, { type?: string }>;
  };
  return Object.entries(properties).flatMap(([name, { type }]) =>
    type === "string" ? [name] : [],
  );
}

/** One's own question with each hostile text in each field, also in those that it leaves out. */
function* hostileQuestionsOf(own: unknown, schema: z.ZodType | undefined): Generator<unknown> {
  const given = Object(own ?? {}) as Record<string, unknown>;
  yield* withHostileTexts(given);
  for (const name of textFieldsOf(schema)) {
    if (name in given) continue;
    for (const text of HOSTILE_TEXTS) yield { ...given, [name]: text };
  }
}

describe.each(PROCEDURES)("$path", ({ path, inputs }) => {
  test(
    "takes no text for anything but a text",
    async () => {
      const context = testContext(ours.tenant, "owner");
      const { runtime } = ours.tenant;
      const own = PROCEDURE_CASES[path]?.input?.(ours.here);
      for (const input of hostileQuestionsOf(own, inputs[0])) {
        asked += 1;
        // A failure of ours is thrown; it is never taken for a refusal.
        const { body } = await askProcedure(appRouter, { path, runtime, tenant: context, input });
        expect(findLeaks(JSON.stringify(body ?? null), secrets, "")).toEqual([]);
      }
    },
    WALK_MS_MAX,
  );
});

type Asked = Parameters<typeof callRoute>[2]["request"];

/** The route's own request with hostile texts in its query, its body and the end of its path. */
function* hostileRequestsOf(route: Route, own: Asked): Generator<Asked> {
  for (const query of hostileQuestionsOf(own.query, route.query)) {
    yield { ...own, query: query as Record<string, string> };
  }
  for (const body of withHostileTexts(own.body)) yield { ...own, body };
  for (const form of withHostileTexts(own.form)) {
    yield { ...own, form: form as Record<string, string> };
  }
  const parent = own.path.split("/").slice(0, -1).join("/");
  for (const text of HOSTILE_TEXTS.filter((one) => one !== "\ud800")) {
    yield { ...own, path: `${parent}/${encodeURIComponent(text)}` };
  }
}

describe.each(REST_ROUTES.map((route) => ({ name: nameOf(route), route })))(
  "$name",
  ({ name, route }) => {
    test(
      "takes no text for anything but a text",
      async () => {
        const token = await tokenFor(route);
        const own = ROUTE_CASES[name]?.request(ours.here) ?? { path: "/" };
        for (const request of hostileRequestsOf(route, own)) {
          await expectNoFailure(route, token, request);
        }
      },
      WALK_MS_MAX,
    );
  },
);

test("nothing of the other tenant has changed", async () => {
  expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
});

async function tokenFor(route: Route): Promise<string | null> {
  if (route.access === "public") return null;
  if (route.access === "terminal") return ours.here.terminal.deviceToken;
  return accessTokenOf(ours.tenant, "owner");
}

async function expectNoFailure(route: Route, token: string | null, request: Asked): Promise<void> {
  asked += 1;
  const answer = await callRoute(ours.tenant.runtime, route, { token, request });
  expect([answer.status < 500, answer.status, request.path.slice(0, 80)]).toEqual([
    true,
    answer.status,
    request.path.slice(0, 80),
  ]);
  for (const value of answer.headers.values()) expect(value).not.toMatch(/[\r\n]/);
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  expect(findLeaks(text, secrets, "")).toEqual([]);
  expect(text).not.toMatch(/postgres|syntax error|at .*\.ts:\d+/i);
}
