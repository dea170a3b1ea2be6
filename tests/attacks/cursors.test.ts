import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { REST_ROUTES } from "../../server/http/routes";
import { appRouter } from "../../server/trpc/root";
import { askProcedure, listWalked } from "../db/isolation/ask-procedure";
import { callRoute, nameOf, outcomeOf } from "../db/isolation/ask-route";
import { checksumOf, findLeaks } from "../db/isolation/canaries";
import { type FilledTenant, fillTwo, type Place } from "../db/isolation/fill-tenant";
import type { Outcome } from "../db/isolation/probe-ids";
import { PROCEDURE_CASES } from "../db/isolation/procedure-cases";
import { ROUTE_CASES } from "../db/isolation/route-cases";
import { accessTokenOf } from "../factories/access-token-of";
import { testContext } from "../factories/test-context";
import { closeTestRuntime } from "../factories/test-runtime";
import { testDatabase } from "../setup/test-database";
import { CURSOR_NAME, cursorsIn, ofNobody, tamperedCursors } from "./hostile-cursors";

/** Something that answers a page at a time, and the name by which it takes the next one's place. */
type List = {
  readonly name: string;
  readonly field: string;
  /** Ask for a small page as a good caller of this place does, from a cursor on. */
  readonly ask: (place: Place, cursor?: unknown) => Promise<Outcome>;
};

let admin: postgres.Sql;
let ours: FilledTenant;
let theirs: FilledTenant;
let secrets: ReadonlySet<string>;
let before: unknown;
/** By list: the cursors that it gives out to us and to the other tenant. */
const given = new Map<string, { readonly own: string; readonly foreign: string }>();
let asked = 0;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ({ ours, theirs, secrets } = await fillTwo(admin));
  for (const list of LISTS) {
    const [own, foreign] = [await firstCursor(list, ours), await firstCursor(list, theirs)];
    given.set(list.name, { own, foreign });
  }
  before = await checksumOf(admin, theirs.tenant.tenantId);
});
afterAll(async () => {
  console.info(`cursors: ${LISTS.length} lists, ${asked} calls`);
  await admin.end();
  await closeTestRuntime();
});

type Form = { readonly properties?: Record<string, unknown>; readonly required?: string[] };

const formOf = (schema: z.ZodType | undefined): Form =>
  schema === undefined
    ? {}
    : (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Form);

/** What one must say, with a page as small as it goes; filters would leave no second page. */
function smallPageOf(form: Form, own: unknown): Record<string, unknown> {
  const needed = (form.required ?? []).map((name) => [name, Object(own)[name]]);
  return { ...Object.fromEntries(needed), ...(form.properties?.["limit"] ? { limit: 1 } : {}) };
}

const cursorFieldsOf = (form: Form) =>
  Object.keys(form.properties ?? {}).filter((name) => CURSOR_NAME.test(name));

/** Every query whose input takes a place in a list. */
const PROCEDURES: readonly List[] = listWalked(appRouter)
  .filter(({ type }) => type === "query")
  .flatMap(({ path, inputs }) => {
    const form = formOf(inputs[0]);
    return cursorFieldsOf(form).map((field) => ({
      name: path,
      field,
      ask: (place: Place, cursor?: unknown) => {
        const small = smallPageOf(form, PROCEDURE_CASES[path]?.input?.(place) ?? {});
        return askProcedure(appRouter, {
          path,
          runtime: place.tenant.runtime,
          tenant: testContext(place.tenant, "owner"),
          input: cursor === undefined ? small : { ...small, [field]: cursor },
        });
      },
    }));
  });

/** Every route whose query does. */
const ROUTES: readonly List[] = REST_ROUTES.filter(({ method }) => method === "GET").flatMap(
  (route) => {
    const form = formOf(route.query);
    const name = nameOf(route);
    return cursorFieldsOf(form).map((field) => ({
      name,
      field,
      ask: async (place: Place, cursor?: unknown) => {
        const own = ROUTE_CASES[name]?.request(place) ?? { path: "/" };
        const small = smallPageOf(form, own.query ?? {});
        const token =
          route.access === "terminal"
            ? place.device.deviceToken
            : await accessTokenOf(place.tenant, "owner");
        const query = { ...small, ...(cursor === undefined ? {} : { [field]: cursor }) };
        const request = { path: own.path, query: query as Record<string, string> };
        return outcomeOf(await callRoute(place.tenant.runtime, route, { token, request }));
      },
    }));
  },
);

const LISTS = [...PROCEDURES, ...ROUTES];

async function firstCursor(list: List, { here }: FilledTenant): Promise<string> {
  const { isOk, body } = await list.ask(here);
  const [cursor] = cursorsIn(body);
  if (!isOk || cursor === undefined) throw new Error(`${list.name} gave no cursor`);
  return cursor;
}

/** A failure of ours is thrown by whoever asks; what is left is an answer or a refusal. */
async function expectHarmless(list: List, cursor: unknown): Promise<Outcome> {
  asked += 1;
  const outcome = await list.ask(ours.here, cursor);
  if (!outcome.isOk) expect(outcome.code).toMatch(/page_cursor_invalid|validation_failed$/);
  const answer = JSON.stringify(outcome.body ?? null);
  expect(findLeaks(answer, secrets, "")).toEqual([]);
  expect(answer).not.toMatch(/postgres|syntax error|at .*\.ts:\d+/i);
  return outcome;
}

test("lists of every kind are found by what they take", () => {
  const names = LISTS.map(({ name }) => name);
  for (const known of ["sales.list", "audit.search", "GET /products", "GET /sync/changes"]) {
    expect(names).toContain(known);
  }
});

describe.each(LISTS.map((list) => ({ name: list.name, list })))("$name", ({ name, list }) => {
  const cursorsOf = () => given.get(name) ?? { own: "", foreign: "" };

  test("goes on from the place that it gave out", async () => {
    expect((await expectHarmless(list, cursorsOf().own)).isOk).toBe(true);
  });

  test("takes a place that was tampered with for a place of one's own or for none", async () => {
    for (const cursor of tamperedCursors(cursorsOf().own)) await expectHarmless(list, cursor);
  });

  test("takes nothing but a text for a place", async () => {
    for (const cursor of [[], [cursorsOf().own], {}, { $ne: "" }, 0, -1, 1e308, true]) {
      // A query of an address is made of texts alone.
      await expectHarmless(list, ROUTES.includes(list) ? String(cursor) : cursor);
    }
  });

  test("tells another tenant's place from nobody's by nothing", async () => {
    const { foreign } = cursorsOf();
    const [asTheirs, asNobodys] = [
      await expectHarmless(list, foreign),
      await expectHarmless(list, ofNobody(foreign)),
    ];
    expect(comparable(asTheirs)).toEqual(comparable(asNobodys));
  });

  test("takes the places of no other list for its own", async () => {
    for (const [, { own, foreign }] of [...given].filter(([other]) => other !== name)) {
      await expectHarmless(list, own);
      await expectHarmless(list, foreign);
    }
  });
});

test("nothing of the other tenant has changed", async () => {
  expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
});

/** Without the time of the answer, which goes on by itself. */
function comparable({ code, body }: Outcome): unknown {
  return { code, body: JSON.stringify(body).replace(/"serverTime":"[^"]*"/, "") };
}
