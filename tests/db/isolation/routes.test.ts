import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { permissionsOf, ROLES, type Role } from "../../../core/access/permissions";
import { DomainError } from "../../../core/errors";
import { type Database, openDatabase } from "../../../db/client";
import { type Access, type Route, route } from "../../../server/http/route";
import { REST_ROUTES } from "../../../server/http/routes";
import { accessTokenOf } from "../../factories/access-token-of";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { callRoute, listUncoveredRoutes, nameOf, outcomeOf } from "./ask-route";
import { checksumOf, findLeaks } from "./canaries";
import { boundTokenOf, type FilledTenant, fillTwo, type Place, storeSecrets } from "./fill-tenant";
import { noteWalked } from "./note-walked";
import { probeIds } from "./probe-ids";
import { type RecordedLimits, recordLimits } from "./record-limits";
import { type RestRequest, ROUTE_CASES } from "./route-cases";

let admin: postgres.Sql;
let ours: FilledTenant;
let theirs: FilledTenant;
let secrets: ReadonlySet<string>;
let elsewhere: ReadonlySet<string>;
/** As a role that no policy binds: what stays apart is what the queries themselves keep apart. */
let wallLess: Database;
let tokens: Record<Role, string>;
let limits: RecordedLimits;
let asked = 0;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ({ ours, theirs, secrets } = await fillTwo(admin));
  elsewhere = storeSecrets(ours.there);
  wallLess = openDatabase((await testDatabase()).adminUrl, { max: 2 });
  limits = recordLimits(ours.tenant.runtime.rateLimiter);
  const entries = ROLES.map(async (role) => [role, await accessTokenOf(ours.tenant, role)]);
  tokens = Object.fromEntries(await Promise.all(entries));
});
afterAll(async () => {
  noteWalked("routes", REST_ROUTES.map(nameOf));
  console.info(`routes: ${REST_ROUTES.length} walked, ${asked} calls`);
  await Promise.all([admin.end(), wallLess.close()]);
  await closeTestRuntime();
});

const requestOf = (name: string, place: Place): RestRequest =>
  ROUTE_CASES[name]?.request(place) ?? { path: "/" };

async function call(
  walked: Route,
  token: string | null,
  request: RestRequest,
  database = ours.tenant.runtime.database,
) {
  asked += 1;
  const runtime = { ...ours.tenant.runtime, database, rateLimiter: limits.limiter };
  const answer = await callRoute(runtime, walked, { token, request });
  expect([nameOf(walked), answer.headers.get("cache-control")]).toEqual([
    nameOf(walked),
    expect.stringMatching(/^(private, )?no-store$/),
  ]);
  return answer;
}

async function codeOf(walked: Route, token: string | null, request: RestRequest): Promise<string> {
  const { status, body } = await call(walked, token, request);
  return status < 400 ? String(status) : `${status} ${body.code}`;
}

/** What a good caller of the route shows. */
function tokenFor(access: Access): string | null {
  if (access === "public") return null;
  return access === "terminal" ? ours.here.device.deviceToken : tokens.owner;
}

function probe(walked: Route, token: string | null, from: { other: Place; database?: Database }) {
  const { other, database } = from;
  const name = nameOf(walked);
  const { foreign } = ROUTE_CASES[name] ?? {};
  return probeIds({
    name,
    mine: requestOf(name, ours.here),
    theirs: foreign?.(other, ours.here) ?? requestOf(name, other),
    secrets: other.tenant === ours.tenant ? elsewhere : secrets,
    // Each question a request of its own, or the second would be the first one's repetition.
    ask: async (request) => {
      const { headers } = requestOf(name, ours.here);
      return outcomeOf(
        await call(
          walked,
          token,
          { ...(request as RestRequest), ...(headers && { headers }) },
          database,
        ),
      );
    },
  });
}

test("every route has its case", () => {
  expect(listUncoveredRoutes(REST_ROUTES, ROUTE_CASES)).toEqual({ missing: [], superfluous: [] });
});

describe.each(REST_ROUTES.map((walked) => ({ name: nameOf(walked), walked })))("$name", (given) => {
  const { name, walked } = given;
  const { access } = walked;

  test("tells another tenant's ids from nobody's by nothing, and changes nothing there", async () => {
    const before = await checksumOf(admin, theirs.tenant.tenantId);
    limits.take();
    const { problems } = await probe(walked, tokenFor(access), { other: theirs.here });
    expect(problems).toEqual([]);
    // Whoever could use up what is for another would lock them out.
    expect(findLeaks(limits.take(), secrets, "")).toEqual([]);
    expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
  });

  test("does the same where the database has no walls", async () => {
    const before = await checksumOf(admin, theirs.tenant.tenantId);
    const from = { other: theirs.there, database: wallLess };
    const { problems } = await probe(walked, tokenFor(access), from);
    expect(problems).toEqual([]);
    expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
  });

  test("keeps a person or device of one store in that store", async () => {
    if (access === "public") return;
    const token =
      access === "terminal"
        ? ours.here.device.deviceToken
        : await boundTokenOf(ours.here, access.permission);
    if (ROUTE_CASES[name]?.isForEverywhere) {
      expect(await codeOf(walked, token, requestOf(name, ours.here))).toBe(FORBIDDEN);
      return;
    }
    const { problems } = await probe(walked, token, { other: ours.there });
    expect(problems).toEqual([]);
  });

  test("is closed without a credential, and with a false one", async () => {
    if (access === "public") return;
    const request = requestOf(name, ours.here);
    const [header, payload, seal] = tokens.owner.split(".");
    const false_ = [null, "nonsense", `${header}.${payload}.${seal?.split("").reverse().join("")}`];
    for (const token of false_) {
      const answer = await call(walked, token, request);
      expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("answers each role as its permissions say, before it reads the request", async () => {
    if (access === "public") return;
    const request = requestOf(name, ours.here);
    const unreadable = { path: request.path, query: { limit: "?" } };
    for (const role of ROLES) {
      const isAllowed = isPermitted(role, access);
      const code = await codeOf(
        walked,
        tokens[role],
        isAllowed ? requestOf(name, ours.here) : unreadable,
      );
      expect([role, code]).toEqual([role, isAllowed ? String(walked.statuses[0]) : FORBIDDEN]);
    }
    const device = await codeOf(walked, ours.here.device.deviceToken, request);
    expect(device).toBe(access === "terminal" ? String(walked.statuses[0]) : FORBIDDEN);
  });

  test("ignores a tenant that the client names", async () => {
    for (const schema of [walked.params, walked.query, walked.body]) {
      if (!schema) continue;
      const json = JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
      expect(json).not.toMatch(/"tenant_?id"/i);
    }
    const { tenantId } = theirs.tenant;
    const before = await checksumOf(admin, tenantId);
    const { body, form, query, headers, path } = requestOf(name, ours.here);
    const answer = await call(walked, tokenFor(access), {
      path,
      query: { ...query, tenantId },
      headers: { ...headers, "x-tenant-id": tenantId },
      ...(body === undefined ? {} : { body: { ...body, tenantId } }),
      ...(form && { form: { ...form, tenantId } }),
    });
    expect(answer.status).toBe(walked.statuses[0]);
    expect(JSON.stringify(answer.body)).not.toContain(theirs.tenant.code);
    expect(await checksumOf(admin, tenantId)).toEqual(before);
  });
});

function isPermitted(role: Role, access: Access): boolean {
  return typeof access === "object" && permissionsOf(role).includes(access.permission);
}

const FORBIDDEN = "403 permission_denied";

describe("the walk itself", () => {
  const unlisted = route({
    method: "GET",
    path: "/unlisted",
    access: { permission: "sale.read" },
    summary: "A route that nobody thought about",
    response: z.object({}),
    handle: async () => ({ body: {} }),
  });

  test("misses a route without a case", () => {
    const { missing } = listUncoveredRoutes([...REST_ROUTES, unlisted], ROUTE_CASES);
    expect(missing).toEqual(["GET /unlisted"]);
  });

  const byId = route({
    method: "GET",
    path: "/careless/{id}",
    access: { permission: "sale.read" },
    summary: "A route that believes an id, and asks nobody whose it is",
    params: z.object({ id: z.uuid() }),
    response: z.object({ id: z.uuid(), storeId: z.uuid() }),
    handle: async ({ params }) => {
      const [sale] = await admin<{ id: string; storeId: string }[]>`
        select id, store_id as "storeId" from sales where id = ${params.id}`;
      if (!sale) throw new DomainError("sale_not_found");
      await limits.limiter.consume("report", sale.storeId);
      return { body: sale };
    },
  });

  test("catches a route that answers another tenant's row by its id", async () => {
    const table = REST_ROUTES as Route[];
    const about = ({ saleId }: Place) => ({ path: `/careless/${saleId}` });
    table.push(byId);
    try {
      const { problems } = await probeIds({
        ...{ name: "careless", mine: about(ours.here), theirs: about(theirs.here), secrets },
        ask: async (asked) => outcomeOf(await call(byId, tokens.owner, asked as RestRequest)),
      });
      expect(problems).toEqual([
        `careless with id 1 of another gives away ${theirs.here.storeId}`,
        "careless with id 1: 200 where nobody's gives 404 sale_not_found",
      ]);
      expect(findLeaks(limits.take(), secrets, "")).toEqual([theirs.here.storeId]);
    } finally {
      table.pop();
    }
  });

  test("takes nothing that is public for granted", () => {
    const open = REST_ROUTES.filter(({ access }) => access === "public").map(nameOf);
    expect(open).toEqual([
      "POST /auth/token",
      "POST /auth/refresh",
      "POST /auth/revoke",
      "POST /oauth/token",
      "POST /sync/enrol-by-code",
      "GET /openapi.json",
    ]);
  });
});
