import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../../../db/client";
import { accessTokenOf } from "../../factories/access-token-of";
import { callRest, type RestAnswer } from "../../factories/call-rest";
import { closeTestRuntime } from "../../factories/test-runtime";
import { testDatabase } from "../../setup/test-database";
import { findLeaks, foreignSecrets } from "./canaries";
import { type FilledTenant, fillTwo, type Place } from "./fill-tenant";

const REQUESTS = 10_000;
const AT_ONCE = 40;

type Side = { own: FilledTenant; other: FilledTenant; secrets: ReadonlySet<string>; token: string };

let admin: postgres.Sql;
/** Two connections for forty callers of two tenants: each is handed on all the time. */
let narrow: Database;
let sides: readonly [Side, Side];

beforeAll(async () => {
  const { adminUrl, appUrl } = await testDatabase();
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  narrow = openDatabase(appUrl, { max: 2 });
  const { ours, theirs } = await fillTwo(admin);
  sides = [await sideOf(ours, theirs), await sideOf(theirs, ours)];
});
afterAll(async () => {
  await Promise.all([admin.end(), narrow.close()]);
  await closeTestRuntime();
});

async function sideOf(own: FilledTenant, other: FilledTenant): Promise<Side> {
  const ids = { ours: own.tenant.tenantId, theirs: other.tenant.tenantId };
  const secrets = await foreignSecrets(admin, ids);
  return { own, other, secrets, token: await accessTokenOf(own.tenant, "owner") };
}

/** The same numbers in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Shot = { path: string; method?: string; body?: unknown; status: number };

/** One request of a mix of reads, sales, refusals and failures inside a transaction. */
function aim(side: Side, random: () => number): Shot {
  const { here } = side.own;
  const foreign = side.other.here;
  const shots: readonly Shot[] = [
    { path: "/transactions?limit=5", status: 200 },
    { path: `/transactions/${here.saleId}`, status: 200 },
    { path: `/transactions/${here.saleId}/receipt.txt`, status: 200 },
    { path: `/transactions/${foreign.saleId}`, status: 404 },
    { path: "/products?limit=20", status: 200 },
    { path: `/products/${here.sku}`, status: 200 },
    { path: `/products/${foreign.sku}`, status: 404 },
    { path: "/stores", status: 200 },
    { ...sell(here, 11_600), status: 201 },
    { ...sell(here, 1), status: 422 },
    { ...sell({ ...here, storeId: foreign.storeId }, 11_600), status: 404 },
  ];
  return shots[Math.floor(random() * shots.length)] ?? { path: "/stores", status: 200 };
}

function sell({ storeId, sku }: Place, amountMinor: number) {
  const body = {
    storeId,
    lines: [{ sku, quantity: "1" }],
    payments: [{ method: "card", amountMinor }],
  };
  return { method: "POST", path: "/transactions", body };
}

function faultOf(side: Side, shot: Shot, answer: RestAnswer): string | null {
  const text = JSON.stringify(answer.body);
  const name = `${shot.method ?? "GET"} ${shot.path}`;
  if (answer.status !== shot.status) return `${name} gave ${answer.status}: ${text}`;
  const asked = JSON.stringify(shot);
  if (!asked.includes(side.other.tenant.code) && text.includes(side.other.marker)) return name;
  if (answer.status < 300 && !text.includes(side.own.tenant.code)) return `${name} is empty`;
  const leaks = findLeaks(text, side.secrets, asked);
  return leaks.length === 0 ? null : `${name} gave away ${leaks.join(", ")}`;
}

const countSales = async ({ own }: Side) => {
  const [row] = await admin<{ count: number }[]>`
    select count(*)::int as count from sales where tenant_id = ${own.tenant.tenantId}`;
  return row?.count ?? 0;
};

test("two tenants who press at once through two connections never meet", async () => {
  const random = randomOf(20_260_430);
  const before = await Promise.all(sides.map(countSales));
  const sold = [0, 0];
  const faults: string[] = [];
  let fired = 0;
  const caller = async () => {
    while (fired < REQUESTS) {
      fired += 1;
      const key = `hammer ${fired}`;
      const which = random() < 0.5 ? 0 : 1;
      const side = sides[which];
      const { status, ...request } = aim(side, random);
      const runtime = { ...side.own.tenant.runtime, database: narrow };
      const headers = { "idempotency-key": key };
      const answer = await callRest(runtime, { ...request, token: side.token, headers });
      if (answer.status === 201) sold[which] = (sold[which] ?? 0) + 1;
      const fault = faultOf(side, { ...request, status }, answer);
      if (fault !== null) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  expect(faults).toEqual([]);
  const after = await Promise.all(sides.map(countSales));
  expect(after).toEqual(before.map((count, index) => count + (sold[index] ?? 0)));
  console.info(
    `hammer: ${fired} requests, ${sold.join(" and ")} sales, ${faults.length} crossings`,
  );
}, 600_000);

test("an answer to the wrong tenant would not go unseen", async () => {
  const [mine, other] = sides;
  const shot: Shot = { path: "/products?limit=20", status: 200 };
  const answer = await callRest(mine.own.tenant.runtime, { path: shot.path, token: mine.token });
  expect(faultOf(mine, shot, answer)).toBeNull();
  expect(faultOf(other, shot, answer)).not.toBeNull();
  expect(faultOf(mine, shot, { ...answer, body: { items: [] } })).toContain("is empty");
});
