import { build } from "esbuild";
import type { TillPage } from "../../tests/e2e/pages/till-page";
import type { Catalog } from "../../till/catalog/catalog";
import { type Figure, spreadOf } from "../figures";
import { type Device, pressNothing, sendKey } from "./bench-browser";
import type { ShelfProduct } from "./bench-shelf";

const TARGET_MS = 5;
/** Slower than any scanner, so that no key is taken for a part of a code. */
const TYPIST_KEY_MS = 200;

/** What a cashier types for these products: the brand, a blank, the beginning of the good. */
export function typedTexts(shelf: readonly ShelfProduct[], count: number): string[] {
  const step = Math.max(1, Math.floor(shelf.length / count));
  return Array.from({ length: count }, (_, at) => {
    const [brand = "", good = ""] = (shelf[at * step]?.name ?? "").toLowerCase().split(" ");
    return `${brand} ${good.slice(0, 3)}`;
  });
}

export async function measureSearch(
  device: Device,
  till: TillPage,
  texts: readonly string[],
): Promise<Figure[]> {
  const keys = await typeTexts(device, till, texts);
  const alone = await searchAlone(device, texts);
  const screen = spreadOf(keys.keyMs);
  const search = spreadOf(alone.searchMs);
  return [
    {
      name: "search, all script of a key",
      unit: "ms",
      spread: screen,
      baseline: { name: "a key that does nothing", spread: spreadOf(keys.emptyMs) },
      target: { text: `p99 ≤ ${TARGET_MS} ms`, isMet: screen.p99 <= TARGET_MS },
      note: "the browser's own script time between the key and rest: finding, and drawing up to sixty tiles.",
    },
    {
      name: "search, finding alone",
      unit: "ms",
      spread: search,
      baseline: { name: "includes() over all names", spread: spreadOf(alone.plainMs) },
      target: { text: `p99 ≤ ${TARGET_MS} ms`, isMet: search.p99 <= TARGET_MS },
    },
  ];
}

async function typeTexts(device: Device, till: TillPage, texts: readonly string[]) {
  const { cdp } = device;
  await cdp.send("Performance.enable");
  const keyMs: number[] = [];
  const emptyMs: number[] = [];
  for (const text of texts) {
    await till.search.fill("");
    await till.search.focus();
    await rest(device);
    for (const key of text) {
      await paceOfTypist();
      keyMs.push(await scriptTime(device, () => typeKey(device, key)));
      emptyMs.push(await scriptTime(device, () => pressNothing(device)));
    }
  }
  await till.search.fill("");
  await till.search.blur();
  await cdp.send("Performance.disable");
  return { keyMs, emptyMs };
}

function paceOfTypist(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, TYPIST_KEY_MS);
  });
}

function typeKey(device: Device, key: string): Promise<void> {
  const code = key === " " ? "Space" : /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
  return sendKey(device, { key, code, text: key });
}

async function scriptTime(device: Device, input: () => Promise<void>): Promise<number> {
  const before = await scriptSeconds(device);
  await input();
  await rest(device);
  return ((await scriptSeconds(device)) - before) * 1_000;
}

async function scriptSeconds({ cdp }: Device): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN;
}

/** Asked for over the bare protocol: Playwright's own script would count as the till's. */
async function rest({ cdp }: Device): Promise<void> {
  await cdp.send("Runtime.evaluate", {
    expression: "kauntaBench.settle()",
    awaitPromise: true,
  });
}

type BenchWindow = Window & { benchCatalog: { Catalog: typeof Catalog } };

/** The till's own search over the till's own rows, in a page that does nothing else. */
async function searchAlone(device: Device, texts: readonly string[]) {
  const bundle = await build({
    entryPoints: ["till/catalog/catalog.ts"],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    globalName: "benchCatalog",
  });
  const page = await device.context.newPage();
  try {
    await page.goto("/icons/kaunta.svg");
    await page.evaluate(`${bundle.outputFiles[0]?.text}; globalThis.benchCatalog = benchCatalog;`);
    return await page.evaluate(async (typed) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("kaunta-cache");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const chunks = await new Promise<{ name: string }[][]>((resolve, reject) => {
        const request = database.transaction("chunks").objectStore("chunks").getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      database.close();
      const catalog = new (window as unknown as BenchWindow).benchCatalog.Catalog();
      for (const [index, rows] of chunks.entries()) {
        catalog.loadChunk({ index, rows: rows as never });
      }
      while (catalog.indexSome(5_000));
      const names = chunks.flat().map((row) => row.name.toLowerCase());
      const searchMs: number[] = [];
      const plainMs: number[] = [];
      for (const text of typed) {
        for (let length = 1; length <= text.length; length += 1) {
          const begun = performance.now();
          catalog.search({ text: text.slice(0, length), limit: 60 });
          const found = performance.now();
          names.filter((name) => name.includes(text.slice(0, length)));
          searchMs.push(found - begun);
          plainMs.push(performance.now() - found);
        }
      }
      return { searchMs, plainMs };
    }, texts);
  } finally {
    await page.close();
  }
}
