import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Database, openDatabase } from "../../../db/client";
import { formatCursor } from "../../../server/page-cursor";
import { procedure, router } from "../../../server/trpc/init";
import { accessTokenOf } from "../../factories/access-token-of";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { findLeaks } from "./canaries";
import { type Asker, beside, listPaged, type PagedList, placesIn } from "./cursors";
import { type FilledTenant, fillTwo } from "./fill-tenant";
import { noteWalked } from "./note-walked";

const LISTS = listPaged();

let admin: postgres.Sql;
let ours: Asker;
let theirs: Asker;
let secrets: ReadonlySet<string>;
let foreignId: string;
/** As a role that no policy binds: what stays apart is what the queries themselves keep apart. */
let wallLess: Database;

beforeAll(async () => {
  const { adminUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  wallLess = openDatabase(adminUrl, { max: 2 });
  const two = await fillTwo(admin);
  secrets = two.secrets;
  foreignId = two.theirs.here.saleId;
  ours = await askerOf(two.ours);
  theirs = await askerOf(two.theirs);
});
afterAll(async () => {
  noteWalked(
    "cursors",
    LISTS.map(({ name }) => name),
  );
  await Promise.all([admin.end(), wallLess.close()]);
  await closeTestRuntime();
});

async function askerOf({ tenant, here }: FilledTenant): Promise<Asker> {
  return {
    runtime: tenant.runtime,
    context: testContext(tenant, "owner"),
    token: await accessTokenOf(tenant, "owner"),
    deviceToken: here.device.deviceToken,
  };
}

const without = (asker: Asker): Asker => ({
  ...asker,
  runtime: { ...asker.runtime, database: wallLess },
  context: { ...asker.context, database: wallLess },
});

/** What is wrong with a list when its places are carried from one tenant to the other. */
async function walkList({ askPage }: PagedList): Promise<string[]> {
  const problems: string[] = [];
  const [own] = placesIn(await askPage(ours, null));
  if (own === undefined) return ["it has one page: nothing is proved of the next"];
  const next = await askPage(ours, own);
  if (!next.isOk || !/"(id|sku|terminalId)":"/.test(JSON.stringify(next.body))) {
    problems.push("its own place leads to nothing");
  }
  for (const place of placesIn(await askPage(theirs, null))) {
    for (const asker of [ours, without(ours)]) {
      const seen = await askPage(asker, place);
      const expected = await askPage(asker, beside(place));
      const [said, nobodys] = [seen, expected].map((each) => JSON.stringify(each));
      if (said !== nobodys) problems.push(`${said} where nobody's gives ${nobodys}`);
      const leaks = findLeaks(JSON.stringify(seen.body), secrets, "");
      problems.push(...leaks.map((secret) => `it tells ${secret}`));
    }
  }
  return problems;
}

test.each(LISTS)("a place of another tenant's in $name is nobody's", async (list) => {
  expect(await walkList(list)).toEqual([]);
});

describe("the walk itself", () => {
  const careless = router({
    /** Tells whether the place is one that somebody has, and goes on from there. */
    list: procedure("sale.read")
      .input(z.object({ cursor: z.string().optional(), limit: z.number() }))
      .query(({ input }) => ({
        items: [{ id: input.cursor?.includes(formatCursor([foreignId])) ? foreignId : "ours" }],
        nextCursor: formatCursor([foreignId]),
      })),
    /** Has no second page. */
    short: procedure("sale.read")
      .input(z.object({ cursor: z.string().optional() }))
      .query(() => ({ items: [], nextCursor: null })),
    plain: procedure("sale.read").query(() => null),
  });

  test("finds every list with a place to go on from", () => {
    expect(listPaged(careless, []).map(({ name }) => name)).toEqual(["list", "short"]);
  });

  test("catches a list that goes on from another tenant's place", async () => {
    const [list, short] = listPaged(careless, []);
    if (!list || !short) throw new Error("both are found");
    const problems = await walkList(list);
    expect(problems).toContain(`it tells ${foreignId}`);
    expect(problems.join("\n")).toContain("where nobody's gives");
    expect(await walkList(short)).toEqual(["it has one page: nothing is proved of the next"]);
  });
});
