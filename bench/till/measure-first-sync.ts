import { once } from "node:events";
import { createServer } from "node:http";
import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { type Figure, spreadOf } from "../figures";
import type { Device } from "./bench-browser";
import { packRowsPlainly } from "./plain-rows";

const CHUNK_ROWS = 5_000;
const SELL_WITHIN_S = 2;
const RATIO_MAX = 2;
const SYNC_WITHIN_MS = 10 * 60_000;

type Shop = { readonly adminUrl: string; readonly url: string };

/** Right after the device was enrolled: waits until the last row is stored. */
export async function measureFirstSync(
  device: Device,
  shop: Shop,
  tenantId: string,
): Promise<Figure[]> {
  const { page } = device;
  await expect
    .poll(() => page.evaluate(() => window.kauntaBench.marks.syncStoredMs ?? null), {
      timeout: SYNC_WITHIN_MS,
    })
    .not.toBeNull();
  const marks = await page.evaluate(() => window.kauntaBench.marks);
  const begunMs = marks.syncBegunMs ?? Number.NaN;
  const sellableS = ((marks.pinShownMs ?? Number.NaN) - begunMs) / 1_000;
  const completeS = ((marks.syncStoredMs ?? Number.NaN) - begunMs) / 1_000;
  const parts = await moveRowsPlainly(page, shop, tenantId);
  const plainS = (parts.queryMs + parts.packMs + parts.parseMs + parts.writeMs) / 1_000;
  const ms = (value: number) => `${Math.round(value)} ms`;
  return [
    {
      name: "first sync until the first sale",
      unit: "s",
      spread: spreadOf([sellableS]),
      target: { text: `≤ ${SELL_WITHIN_S} s`, isMet: sellableS <= SELL_WITHIN_S },
    },
    {
      name: "first sync until complete",
      unit: "s",
      spread: spreadOf([completeS]),
      baseline: { name: "query, gzip, parse, chunks", spread: spreadOf([plainS]) },
      target: { text: `ratio ≤ ${RATIO_MAX}`, isMet: completeS / plainS <= RATIO_MAX },
      note:
        `plain: query ${ms(parts.queryMs)}, JSON and gzip ${ms(parts.packMs)} ` +
        `(${(parts.jsonBytes / 1e6).toFixed(1)} → ${(parts.gzipBytes / 1e6).toFixed(1)} MB), ` +
        `fetch and parse ${ms(parts.parseMs)}, chunks ${ms(parts.writeMs)}.`,
    },
  ];
}

type PlainParts = {
  readonly queryMs: number;
  readonly packMs: number;
  readonly parseMs: number;
  readonly writeMs: number;
  readonly jsonBytes: number;
  readonly gzipBytes: number;
};

/** The same rows in one piece: no pages, no checks, no indexes. */
async function moveRowsPlainly(page: Page, shop: Shop, tenantId: string): Promise<PlainParts> {
  const sql = postgres(shop.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const packed = await packRowsPlainly(sql, tenantId);
    const taken = await takeInBrowser(page, packed.gzip);
    return { ...packed, ...taken, gzipBytes: packed.gzip.length };
  } finally {
    await sql.end();
  }
}

/** In a page of an origin of its own: the till's page speaks to its own server alone. */
async function takeInBrowser(
  tillPage: Page,
  gzip: Buffer,
): Promise<{ parseMs: number; writeMs: number }> {
  const server = createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(
      200,
      isPage
        ? { "content-type": "text/html" }
        : { "content-type": "application/json", "content-encoding": "gzip" },
    );
    response.end(isPage ? "<!doctype html><title>rows</title>" : gzip);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const page = await tillPage.context().newPage();
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate(async (chunkRows) => {
      const begun = performance.now();
      const { changes } = (await (await fetch("/rows")).json()) as { changes: { body: unknown }[] };
      const parsed = performance.now();
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("bench-rows", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("rows");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const opened = performance.now();
      for (let from = 0; from < changes.length; from += chunkRows) {
        await new Promise<void>((resolve, reject) => {
          const transaction = database.transaction("rows", "readwrite", {
            durability: "relaxed",
          });
          const bodies = changes.slice(from, from + chunkRows).map((change) => change.body);
          transaction.objectStore("rows").put(bodies, from);
          transaction.oncomplete = () => resolve();
          transaction.onerror = () => reject(transaction.error);
        });
      }
      const written = performance.now();
      database.close();
      indexedDB.deleteDatabase("bench-rows");
      return { parseMs: parsed - begun, writeMs: written - opened };
    }, CHUNK_ROWS);
  } finally {
    await page.close();
    server.close();
  }
}
