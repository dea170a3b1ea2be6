import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tenantIdOf } from "../../core/ids";
import { readSalesFile } from "../../scripts/replay/read-rows";
import { replayFile } from "../../scripts/replay/replay-file";
import { serveRest } from "../../scripts/serve-rest";
import type { TenantContext } from "../../server/context";
import { systemContext } from "../../server/tenants/system-context";
import { closeTestRuntime, type TestRuntime, testRuntime } from "../factories/test-runtime";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const ROWS = [
  "1001,22465,STAR LANTERN,12,2011-11-14 08:10:00,1.65,18211,United Kingdom",
  "1001,22178,T-LIGHT,6,2011-11-14 08:10:00,1.95,18211,United Kingdom",
  // The same row again is another row.
  "1001,22178,T-LIGHT,6,2011-11-14 08:10:00,1.95,18211,United Kingdom",
  // Codes that differ by case are different goods; a price of three decimals stays exact.
  "1002,85123A,HEART,3,2011-11-14 09:00:00,0.125,,France",
  "1002,85123a,heart,1,2011-11-14 09:05:00,2.00,,France",
  "1002,POST,POSTAGE,1,2011-11-14 09:00:00,15.00,,France",
  "1002,22465,,1,2011-11-14 09:00:00,0.0,,France",
  "C1003,22465,STAR LANTERN,-2,2011-11-14 10:00:00,1.65,18211,United Kingdom",
  // Nothing but rows without a price and without a customer: stock that was found or lost.
  "1004,22178,damages,-4,2011-11-14 11:00:00,0.0,,United Kingdom",
  "1005,22178,,9,2011-11-14 11:30:00,0.0,,United Kingdom",
  "A1006,B,Adjust bad debt,1,2011-11-15 12:00:00,-11.06,,United Kingdom",
  "1007,22465,STAR LANTERN,one,2011-11-15 12:00:00,1.65,,United Kingdom",
];

let runtime: TestRuntime;
let folder: string;
let server: Awaited<ReturnType<typeof serveRest>>;

beforeAll(async () => {
  runtime = await testRuntime();
  server = await serveRest(runtime);
  folder = mkdtempSync(join(tmpdir(), "kaunta-replay-"));
});

afterAll(async () => {
  await server.close();
  await closeTestRuntime();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(rows: readonly string[]): string {
  const path = join(folder, "sales.csv.gz");
  writeFileSync(path, gzipSync(`${[HEADER, ...rows].join("\n")}\n`));
  return path;
}

function replay(path: string, tax: "none" | "inclusive" | "exclusive" = "none") {
  return replayFile(runtime, readSalesFile(path), {
    baseUrl: server.url,
    terminals: 2,
    tax,
    tenantCode: undefined,
    contextOf: (tenantId): TenantContext => systemContext(runtime, tenantId),
  });
}

async function sumOverApi(signIn: { email: string; password: string }): Promise<{
  totalMinor: number;
  count: number;
}> {
  const post = await fetch(`${server.url}/api/v1/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(signIn),
  });
  const { accessToken } = (await post.json()) as { accessToken: string };
  let cursor: string | null = null;
  const sum = { totalMinor: 0, count: 0 };
  do {
    const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await fetch(`${server.url}/api/v1/transactions?limit=2${query}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const body = (await page.json()) as {
      items: { totalMinor: number }[];
      nextCursor: string | null;
    };
    for (const item of body.items) sum.totalMinor += item.totalMinor;
    sum.count += body.items.length;
    cursor = body.nextCursor;
  } while (cursor !== null);
  return sum;
}

describe("replayFile", () => {
  it("books a file to the cent, names its oddities and changes nothing the second time", async () => {
    const path = fileOf(ROWS);
    const first = await replay(path);
    // 19.80 + 11.70 + 11.70, 0.375 rounded once to 0.38 + 2.00 + 15.00, less 11.06 of bad debt.
    expect(first).toMatchObject({
      rows: 11,
      sales: 3,
      refunds: 1,
      grossMinor: 4_320 + 1_738 - 1_106,
      refundsMinor: -330,
      netMinor: 4_320 + 1_738 - 1_106 - 330,
      oddities: {
        duplicate_row: 1,
        zero_price_line: 3,
        sub_minor_price: 1,
        negative_price: 1,
        second_timestamp: 1,
        sku_case_variant: 1,
        service_line: 2,
        return_without_original: 1,
        row_not_understood: 1,
      },
    });
    expect(await sumOverApi(first.signIn)).toEqual({ totalMinor: first.netMinor, count: 4 });

    const { seconds: _seconds, ...again } = await replay(path);
    const { seconds: _before, ...before } = first;
    expect(again).toEqual(before);
    expect(await sumOverApi(first.signIn)).toEqual({ totalMinor: first.netMinor, count: 4 });

    const tenantId = tenantIdOf(first.tenant);
    const levels = await runtime.database.withTenant(tenantId, (tx) =>
      tx.execute<{ sku: string; quantity: string }>(sql`
        select products.sku, stock_levels.quantity_milli as quantity from stock_levels
        join products on products.tenant_id = ${tenantId}::uuid
          and products.id = stock_levels.product_id
        where stock_levels.tenant_id = ${tenantId}::uuid order by products.sku`),
    );
    expect(levels.map((row) => [row.sku, Number(row.quantity)])).toEqual([
      ["22178", -12_000 - 4_000 + 9_000],
      ["22465", -12_000 - 1_000 + 2_000],
      ["85123A", -3_000],
      ["85123a", -1_000],
    ]);
  });

  it("adds or splits out tax when it is asked to", async () => {
    const path = fileOf(ROWS.slice(0, 2));
    const exclusive = await replay(path, "exclusive");
    expect(exclusive.grossMinor).toBe(1_980 + 396 + 1_170 + 234);
    const inclusive = await replay(path, "inclusive");
    expect(inclusive.grossMinor).toBe(3_150);
    expect(inclusive.tenant).not.toBe(exclusive.tenant);
  });

  it("refuses a file without the columns it needs", () => {
    const path = join(folder, "wrong.csv");
    writeFileSync(path, "a,b\n1,2\n");
    expect(() => readSalesFile(path)).toThrow("has no column InvoiceNo");
    expect(() => readSalesFile(join(folder, "none.csv"))).toThrow("cannot be read");
  });
});
