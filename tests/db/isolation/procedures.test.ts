import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { permissionsOf, ROLES, type Role } from "../../../core/access/permissions";
import { type Database, openDatabase } from "../../../db/client";
import { sales } from "../../../db/schema/ledger";
import type { TenantContext } from "../../../server/context";
import { procedure, router } from "../../../server/trpc/init";
import { appRouter } from "../../../server/trpc/root";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import {
  askProcedure,
  listUncovered,
  listWalked,
  type WalkedProcedure,
  type WalkedRouter,
} from "./ask-procedure";
import { checksumOf, findLeaks } from "./canaries";
import { type FilledTenant, fillTwo, type Place, storeSecrets } from "./fill-tenant";
import { noteWalked } from "./note-walked";
import { probeIds } from "./probe-ids";
import { PROCEDURE_CASES } from "./procedure-cases";
import { type RecordedLimits, recordLimits } from "./record-limits";

let admin: postgres.Sql;
let ours: FilledTenant;
let theirs: FilledTenant;
let secrets: ReadonlySet<string>;
/** Ids of our other store, which a person bound to the first one has no business with. */
let elsewhere: ReadonlySet<string>;
/** As a role that no policy binds: what stays apart is what the queries themselves keep apart. */
let wallLess: Database;
let limits: RecordedLimits;
let asked = 0;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  ({ ours, theirs, secrets } = await fillTwo(admin));
  elsewhere = storeSecrets(ours.there);
  wallLess = openDatabase((await testDatabase()).adminUrl, { max: 2 });
  limits = recordLimits(ours.tenant.runtime.rateLimiter);
});
afterAll(async () => {
  noteWalked(
    "procedures",
    PROCEDURES.map(({ path }) => path),
  );
  console.info(`procedures: ${PROCEDURES.length} walked, ${asked} calls`);
  await Promise.all([admin.end(), wallLess.close()]);
  await closeTestRuntime();
});

const PROCEDURES = listWalked(appRouter);

const inputOf = async (path: string, place: Place) => PROCEDURE_CASES[path]?.input?.(place);

function ask(
  path: string,
  tenant: TenantContext | null,
  input: unknown,
  walked: WalkedRouter = appRouter,
) {
  asked += 1;
  const { runtime } = ours.tenant;
  const counted = tenant && { ...tenant, rateLimiter: limits.limiter };
  return askProcedure(walked, { path, runtime, tenant: counted, input });
}

/** The question about one's own and the same about another's; asking may first make what it names. */
async function questionsOf(path: string, other: Place) {
  return { other, mine: await inputOf(path, ours.here), theirs: await inputOf(path, other) };
}

function probe(
  path: string,
  context: TenantContext,
  about: Awaited<ReturnType<typeof questionsOf>>,
  walked?: WalkedRouter,
) {
  const { other, mine, theirs } = about;
  return probeIds({
    name: path,
    mine,
    theirs,
    secrets: other.tenant === ours.tenant ? elsewhere : secrets,
    isSilent: PROCEDURE_CASES[path]?.isSilent ?? false,
    ask: (input) => ask(path, context, input, walked),
  });
}

test("every procedure has its case", () => {
  expect(listUncovered(appRouter, PROCEDURE_CASES)).toEqual({ missing: [], superfluous: [] });
});

describe.each(PROCEDURES)("$path", ({ path, access, inputs }) => {
  test("tells another tenant's ids from nobody's by nothing, and changes nothing there", async () => {
    const about = await questionsOf(path, theirs.here);
    const before = await checksumOf(admin, theirs.tenant.tenantId);
    limits.take();
    const { problems } = await probe(path, testContext(ours.tenant, "owner"), about);
    expect(problems).toEqual([]);
    // Whoever could use up what is for another would lock them out.
    expect(findLeaks(limits.take(), secrets, "")).toEqual([]);
    expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
  });

  test("does the same where the database has no walls", async () => {
    const about = await questionsOf(path, theirs.there);
    const before = await checksumOf(admin, theirs.tenant.tenantId);
    const context = { ...testContext(ours.tenant, "owner"), database: wallLess };
    const { problems } = await probe(path, context, about);
    expect(problems).toEqual([]);
    expect(await checksumOf(admin, theirs.tenant.tenantId)).toEqual(before);
  });

  test("keeps a person who is bound to one store in that store", async () => {
    const bound = testContext(ours.tenant, "owner", { storeIds: [ours.here.storeId] });
    const about = await questionsOf(path, ours.there);
    if (PROCEDURE_CASES[path]?.isForEverywhere) {
      expect((await ask(path, bound, about.mine)).code).toBe(FORBIDDEN);
      return;
    }
    const { problems } = await probe(path, bound, about);
    expect(problems).toEqual([]);
  });

  test("answers each role as its permissions say, before it reads the input", async () => {
    const { isForOwners } = PROCEDURE_CASES[path] ?? {};
    for (const role of ROLES) {
      const isHeld = isPermitted(role, access);
      const context = testContext(ours.tenant, role);
      const input = isHeld ? await inputOf(path, ours.here) : { "?": 1 };
      const answer = await ask(path, context, input);
      const isAllowed = isHeld && (role === "owner" || isForOwners !== true);
      expect([role, answer.code]).toEqual([role, isAllowed ? "ok" : FORBIDDEN]);
    }
  });

  test("is closed to nobody, to devices and to roles that do not exist", async () => {
    const input = await inputOf(path, ours.here);
    expect((await ask(path, null, input)).code).toBe("UNAUTHORIZED unauthenticated");
    expect((await ask(path, ours.here.terminal.context, input)).code).toBe(FORBIDDEN);
    const owner = testContext(ours.tenant, "owner");
    if (access === "signed_in" || owner.actor.kind !== "user") return;
    const stranger = { ...owner, actor: { ...owner.actor, permissions: new Set<never>() } };
    expect((await ask(path, stranger, input)).code).toBe(FORBIDDEN);
  });

  test("ignores or refuses a tenant that the client names", async () => {
    for (const schema of inputs) {
      const json = JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
      expect(json).not.toMatch(/"tenant_?id"/i);
    }
    const { tenantId } = theirs.tenant;
    const own = await inputOf(path, ours.here);
    const before = await checksumOf(admin, tenantId);
    const context = testContext(ours.tenant, "owner");
    const answer = await ask(path, context, { ...Object(own), tenantId });
    expect(answer.code).toMatch(/^(ok|BAD_REQUEST validation_failed)$/);
    expect(JSON.stringify(answer.body ?? null)).not.toContain(theirs.tenant.code);
    expect(await checksumOf(admin, tenantId)).toEqual(before);
  });
});

function isPermitted(role: Role, access: WalkedProcedure["access"]): boolean {
  if (access === "signed_in") return true;
  return access !== "undeclared" && permissionsOf(role).includes(access);
}

const FORBIDDEN = "FORBIDDEN permission_denied";

describe("the walk itself", () => {
  const careless = router({
    unlisted: procedure("sale.read").query(() => "?"),
    stores: router({
      /** Believes an id that the client gives. */
      list: procedure("store.read").query(({ ctx }) =>
        ctx.database.withTenant(theirs.tenant.tenantId, (tx) => tx.select().from(sales).limit(1)),
      ),
    }),
    sales: router({
      /** Tells an id that somebody has from one that nobody has. */
      get: procedure("sale.read")
        .input(z.object({ saleId: z.uuid() }))
        .query(({ input }) => ({
          isKnown: secrets.has(input.saleId) ? "elsewhere" : null,
          here: 1,
        })),
    }),
  });

  test("misses a procedure without a case", () => {
    expect(listUncovered(careless, PROCEDURE_CASES).missing).toEqual(["unlisted"]);
  });

  test.each([
    ["stores.list", "gives away"],
    ["sales.get", "where nobody's gives"],
  ])("catches %s, which is careless", async (path, found) => {
    const context = testContext(ours.tenant, "owner");
    const about = await questionsOf(path, theirs.here);
    const { problems } = await probe(path, context, about, careless);
    expect(problems.join("\n")).toContain(found);
  });
});
