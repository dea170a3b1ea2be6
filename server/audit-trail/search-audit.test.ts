import { type SQL, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessTokenOf } from "../../tests/factories/access-token-of";
import { callRest } from "../../tests/factories/call-rest";
import { newTenant, type TestTenant } from "../../tests/factories/new-tenant";
import { testContext } from "../../tests/factories/test-context";
import { closeTestRuntime, TEST_NOW } from "../../tests/factories/test-runtime";
import { testDatabase } from "../../tests/setup/test-database";
import { recordAudit } from "../audit";
import { setLanguage } from "../auth/set-language";
import type { TenantContext } from "../context";
import { STEP_UP_MS_MAX } from "../require-step-up";
import { inTransaction } from "../transaction";
import { exportAudit } from "./export-audit";
import { readTrailFacts } from "./read-trail-facts";
import { entriesQuery, type SearchAuditInput, searchAudit, searchAuditInput } from "./search-audit";
import { verifyNewest } from "./verify-newest";

const MANY = 100_000;
const HOUR_MS = 3_600_000;

let tenant: TestTenant;
/** A tenant with more entries than anybody reads. */
let old: TestTenant;
let admin: postgres.Sql;

beforeAll(async () => {
  admin = postgres((await testDatabase()).adminUrl, { max: 1, onnotice: () => undefined });
  tenant = await newTenant();
  await setLanguage(testContext(tenant, "cashier"), { language: "sw" });
  old = await newTenant();
  await admin`
    insert into audit_entries (tenant_id, id, at, actor_kind, actor_id, action, subject_id, details)
    select ${old.tenantId}, gen_random_uuid(),
      ${new Date(TEST_NOW)}::timestamptz - make_interval(secs => number * 60), 'user',
      case when number % 1000 = 0 then ${old.users.cashier.id}::uuid else ${old.users.owner.id}::uuid end,
      'test.act_' || number % 40,
      case when number % 1000 = 1 then ${old.users.admin.id}::uuid else gen_random_uuid() end, '{}'
    from generate_series(1, ${MANY}) as number`;
  await admin`analyze audit_entries`;
}, 120_000);
afterAll(async () => {
  await admin.end();
  await closeTestRuntime();
});

const owner = () => testContext(tenant, "owner");
const search = (input: SearchAuditInput = {}) => searchAudit(owner(), input);

/** Record some act, as if that long ago. */
async function act(entry: Parameters<typeof recordAudit>[2], agoMs = 0): Promise<void> {
  const context = { ...owner(), now: () => (TEST_NOW - agoMs) as typeof TEST_NOW };
  await inTransaction(context, (tx) => recordAudit(tx, context, entry));
}

describe("a search", () => {
  it("finds who did what to whom, with their names", async () => {
    const { id } = tenant.users.cashier;
    const { items } = await search({ actorId: id });
    expect(items).toMatchObject([
      {
        action: "user.set_language",
        actorKind: "user",
        actorName: `cashier of ${tenant.code}`,
        actorRole: "cashier",
        subject: { kind: "person", id, name: `cashier of ${tenant.code}` },
        before: { language: null },
        after: { language: "sw" },
      },
    ]);
    expect((await search({ subjectId: id })).items.map(({ action }) => action)).toEqual([
      "user.set_language",
      "user.create",
    ]);
    const [store] = (await search({ action: "store.create" })).items;
    expect(store?.subject).toMatchObject({ kind: "store" });
  });

  it("takes an action by its code, or by a part of one", async () => {
    await act({ action: "test.end" });
    await act({ action: "test.end_others" });
    const actionsOf = async (action: string) =>
      new Set((await search({ action })).items.map((entry) => entry.action));
    expect(await actionsOf("test.end")).toEqual(new Set(["test.end"]));
    expect(await actionsOf("test.en")).toEqual(new Set(["test.end", "test.end_others"]));
    expect(await actionsOf("no such act' or 1=1 --")).toEqual(new Set());
  });

  it("takes days by the clock that it is told", async () => {
    await act({ action: "test.late" }, 12 * HOUR_MS);
    const found = async (input: SearchAuditInput) =>
      (await search({ action: "test.late", ...input })).items.length;
    const [before, on] = ["2026-04-29", "2026-04-30"];
    expect(await found({ from: before, to: before })).toBe(1);
    expect(await found({ from: on, to: on })).toBe(0);
    const timezone = "Africa/Nairobi";
    expect(await found({ from: before, to: before, timezone })).toBe(0);
    expect(await found({ from: on, to: on, timezone })).toBe(1);
    await expect(search({ timezone: "Nowhere" })).rejects.toThrow();
  });

  it("turns its pages both ways without losing or doubling any", async () => {
    const all = (await search({ limit: 200 })).items.map(({ id }) => id);
    expect(all.length).toBeGreaterThan(10);
    const seen: string[] = [];
    let page = await search({ limit: 4 });
    expect(page.newerCursor).toBe(null);
    while (page.olderCursor !== null) {
      seen.push(...page.items.map(({ id }) => id));
      page = await search({ limit: 4, cursor: page.olderCursor });
    }
    seen.push(...page.items.map(({ id }) => id));
    expect(seen).toEqual(all);
    const back = await search({ limit: 4, cursor: page.newerCursor ?? "", direction: "newer" });
    const at = all.indexOf(page.items[0]?.id ?? "");
    expect(back.items.map(({ id }) => id)).toEqual(all.slice(at - 4, at));
    await expect(search({ cursor: "bm90aGluZw" })).rejects.toMatchObject({
      code: "page_cursor_invalid",
    });
  });

  it("is for who may read it and works everywhere", async () => {
    const denied = { code: "permission_denied" };
    const bound = testContext(tenant, "auditor", { storeIds: [tenant.stores[0].id] });
    for (const context of [bound, testContext(tenant, "accountant")]) {
      await expect(searchAudit(context)).rejects.toMatchObject(denied);
      await expect(readTrailFacts(context)).rejects.toMatchObject(denied);
      await expect(verifyNewest(context)).rejects.toMatchObject(denied);
      await expect(exportAudit(context)).rejects.toMatchObject(denied);
    }
    expect((await searchAudit(testContext(tenant, "auditor"))).items.length).toBeGreaterThan(0);
  });

  it("offers the actions and people that there are", async () => {
    const { actions, actors } = await readTrailFacts(owner());
    expect(actions).toEqual([...actions].sort());
    expect(actions).toEqual(expect.arrayContaining(["tenant.create", "user.create"]));
    expect(actors.map(({ id }) => id)).toEqual(
      expect.arrayContaining([tenant.users.cashier.id, tenant.users.owner.id]),
    );
  });
});

describe("among a hundred thousand entries", () => {
  async function planOf(query: SQL | ((tx: never) => Promise<SQL>)): Promise<string> {
    return inTransaction(testContext(old, "system"), async (tx) => {
      const statement = typeof query === "function" ? await query(tx as never) : query;
      const rows = await tx.execute<Record<string, string>>(sql`explain ${statement}`);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
  }
  const place = Buffer.from(
    JSON.stringify([
      new Date(TEST_NOW - 9_000 * HOUR_MS).toISOString(),
      "00000000-0000-4000-8000-000000000000",
    ]),
  ).toString("base64url");

  it.each<[string, () => SearchAuditInput, RegExp]>([
    ["all of them", () => ({}), /_at_idx/],
    ["a page far behind", () => ({ cursor: place }), /_at_idx/],
    ["some days", () => ({ from: "2026-03-01", to: "2026-03-02" }), /_at_idx/],
    ["a person", () => ({ actorId: old.users.cashier.id }), /_actor_idx/],
    ["what was done to somebody", () => ({ subjectId: old.users.admin.id }), /_subject_idx/],
    ["an action that nobody did of late", () => ({ action: "user.create" }), /_idx/],
  ])("%s is found by an index", async (_name, input, index) => {
    const query = { ...searchAuditInput.parse(input()), limit: 51 };
    const plan = await planOf((tx) => entriesQuery(tx, old.tenantId, query));
    expect(plan).not.toContain("Seq Scan on audit_entries");
    expect(plan).toMatch(index);
  });

  it("which actions there are is found step by step", async () => {
    const started = await readTrailFacts(testContext(old, "owner"));
    expect(started.actions.filter((code) => code.startsWith("test."))).toHaveLength(40);
  });
});

describe("an export", () => {
  const FORMULA = '=HYPERLINK("http://192.0.2.1")';

  it("streams cells that no spreadsheet executes, and is itself on record first", async () => {
    await act({ action: "test.formula", details: { note: FORMULA } });
    const hostile = { ...owner(), userAgent: FORMULA };
    const answer = await exportAudit(hostile, { action: "user.set_language" });
    expect(answer.headers.get("content-type")).toContain("text/csv");
    expect(answer.headers.get("content-disposition")).toBe(
      `attachment; filename="audit-${tenant.code}-2026-04-30.csv"`,
    );
    const [head, line, rest] = (await answer.text()).split("\r\n");
    expect(head).toMatch(/^sequence,at,actorKind/);
    expect(line).toContain(`cashier of ${tenant.code}`);
    expect(rest).toBe("");
    const own = await (await exportAudit(owner(), { action: "audit.export" })).text();
    expect(own).toContain("'=HYPERLINK");
    expect((await search({ action: "audit.export" })).items).toMatchObject([
      { details: { format: "csv", action: "audit.export" } },
      {
        userAgent: FORMULA,
        details: { format: "csv", action: "user.set_language", isOfOneActor: false },
      },
    ]);
  });

  it("gives as JSON what proves the chain", async () => {
    const answer = await exportAudit(owner(), { format: "json" });
    const { entries } = await answer.json();
    const { items } = await search({ limit: 200 });
    expect(entries).toEqual(items);
    const none = await exportAudit(owner(), { format: "json", action: "no.such" });
    expect(await none.json()).toEqual({ entries: [] });
  });

  it("reads on only as fast as it is taken", async () => {
    let pages = 0;
    const context: TenantContext = testContext(old, "owner");
    const counted = {
      ...context,
      database: {
        ...context.database,
        withTenant: ((...args: Parameters<typeof context.database.withTenant>) => {
          pages += 1;
          return context.database.withTenant(...args);
        }) as typeof context.database.withTenant,
      },
    };
    const { body } = await exportAudit(counted);
    const reader = body?.getReader();
    for (let chunk = 0; chunk < 3; chunk += 1) await reader?.read();
    await reader?.cancel();
    expect(pages).toBeLessThan(8);
  });

  it("asks a person in the office who they are, and takes a program at its word", async () => {
    const context = owner();
    const { actor } = context;
    if (actor.kind !== "user") throw new Error("an owner is a person");
    const provedAt = (TEST_NOW - STEP_UP_MS_MAX - 1) as typeof TEST_NOW;
    const stale = { ...context, actor: { ...actor, provedAt } };
    await expect(exportAudit(stale)).rejects.toMatchObject({ code: "step_up_required" });
    const token = await accessTokenOf(tenant, "auditor");
    const path = "/audit-entries/export?format=json&action=tenant.create";
    const { status, body } = await callRest(tenant.runtime, { path, token });
    expect([status, body.entries?.length]).toEqual([200, 1]);
    const refused = await callRest(tenant.runtime, {
      path,
      token: await accessTokenOf(tenant, "accountant"),
    });
    expect(refused.status).toBe(403);
  });
});

describe("the newest entries", () => {
  it("[AU1] are computed again, and a change among them is told", async () => {
    expect((await verifyNewest(owner())).breaks).toEqual([]);
    await admin`update audit_entries set action = 'test.nothing'
      where tenant_id = ${tenant.tenantId} and sequence = 4`;
    expect((await verifyNewest(owner())).breaks).toEqual([
      { sequence: 4, kind: "hash", day: null },
    ]);
  });
});
