import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAccessToken } from "../../../server/auth/access-token";
import { readSessionCookie } from "../../../server/auth/session-cookie";
import { importCatalog } from "../../../server/catalog/import-catalog";
import { loadSellingRules } from "../../../server/catalog/load-selling-rules";
import { accessTokenOf } from "../../factories/access-token-of";
import { newTenant, type TestTenant } from "../../factories/new-tenant";
import { sessionCookieOf } from "../../factories/session-cookie-of";
import { testContext } from "../../factories/test-context";
import { closeTestRuntime } from "../../factories/test-runtime";
import { FILE_USERS, listFileUsers, listMemories, MEMORIES } from "./memories";
import { noteWalked } from "./note-walked";

const FOUND = listMemories();

let ours: TestTenant;
let theirs: TestTenant;

beforeAll(async () => {
  ours = await newTenant();
  theirs = await newTenant();
});
afterAll(async () => {
  noteWalked("memories", FOUND);
  await closeTestRuntime();
});

test("whatever a process remembers is listed with whose it is", () => {
  expect(FOUND.sort()).toEqual(Object.keys(MEMORIES).sort());
});

test("a serving process keeps nothing in files", () => {
  expect(listFileUsers()).toEqual(Object.keys(FILE_USERS));
});

describe("what is remembered", () => {
  test("of prices is each tenant's own, asked in turns", async () => {
    const rulesOf = ({ runtime, tenantId }: TestTenant) =>
      runtime.database.withTenant(tenantId, (tx) => loadSellingRules(tx, tenantId));
    for (const tenant of [ours, theirs, ours, theirs]) {
      const { lists } = await rulesOf(tenant);
      expect([...lists.keys()]).toEqual([tenant.priceListId]);
    }
    const taxGroups = [{ code: "THEIRS", name: "Theirs", rates: [] }];
    await importCatalog(testContext(theirs, "owner"), { taxGroups });
    const groups = await Promise.all([ours, theirs].map(rulesOf));
    expect(groups.map(({ taxGroups: known }) => known.has("THEIRS"))).toEqual([false, true]);
  });

  test("of tokens and cookies names their own tenant, asked in turns", async () => {
    const { runtime } = ours;
    const tenants = [ours, theirs];
    const tokens = await Promise.all(tenants.map((tenant) => accessTokenOf(tenant, "owner")));
    const cookies = await Promise.all(tenants.map((tenant) => sessionCookieOf(tenant, "owner")));
    const readAll = () =>
      Promise.all([
        ...tokens.map((token) => readAccessToken(runtime, token)),
        ...cookies.map((cookie) => readSessionCookie(runtime, new Headers({ cookie }))),
      ]);
    const expected = [ours, theirs, ours, theirs].map(({ tenantId }) => tenantId);
    for (let time = 0; time < 2; time += 1) {
      expect((await readAll()).map((claims) => claims?.tenantId)).toEqual(expected);
    }
  });

  test("of keys is each tenant's own", () => {
    const keyOf = (tenant: TestTenant) => testContext(tenant, "system").serverKey().publicKey;
    expect(keyOf(ours)).not.toBe(keyOf(theirs));
    expect(keyOf(ours)).toBe(keyOf(ours));
  });
});

describe("the walk itself", () => {
  test.each([
    "const seen = new Map<string, { name: string }>();",
    "const seen: Record<string, string> = {};",
    "export let seen = 0;",
    "const seen: (() => void)[] = [];",
    "const seen = createTokenMemory<Claims>();",
    "export const seen = unstable_cache(async () => 1);",
  ])("finds %s", (text) => {
    expect(listMemories([{ file: "server/new.ts", text }])).toEqual(["server/new.ts seen"]);
  });

  test("finds what reaches for files", () => {
    const text = 'import { writeFile } from "node:fs/promises";';
    expect(listFileUsers([{ file: "server/new.ts", text }])).toEqual(["server/new.ts"]);
  });
});
