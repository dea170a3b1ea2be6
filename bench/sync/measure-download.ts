import { gunzipSync } from "node:zlib";
import { CHANGES_PAGE_MAX, CHANGES_VERSION } from "../../core/sync/protocol-v1";
import { type Figure, ratioOf, spreadOf } from "../figures";
import { packRowsPlainly } from "../till/plain-rows";
import type { BenchTerminal } from "./bench-terminal";
import type { SyncRun } from "./sync-run";

const RATIO_MAX = 2;
const PRICE_CHANGES = 40;

/** A new till's whole catalogue, and one price that changes on a till that has it. */
export async function measureDownload({ shop, rounds }: SyncRun): Promise<Figure[]> {
  console.error("Fetching the catalogue …");
  const [till] = await shop.enrol(1);
  if (!till) throw new Error("no till was enrolled");
  let token = (await fetchAll(till, null)).token;
  const plainS: number[] = [];
  const syncS: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plainS.push(await fetchPlainly({ shop }));
    const begun = performance.now();
    ({ token } = await fetchAll(till, null));
    syncS.push((performance.now() - begun) / 1_000);
  }
  const deltaMs: number[] = [];
  const emptyMs: number[] = [];
  for (let change = 0; change < PRICE_CHANGES; change += 1) {
    const before = performance.now();
    await fetchAll(till, token);
    emptyMs.push(performance.now() - before);
    await shop.changePrice(change);
    const committed = performance.now();
    const page = await fetchAll(till, token);
    deltaMs.push(performance.now() - committed);
    if (page.products !== 1) throw new Error(`a changed price came as ${page.products} products`);
    token = page.token;
  }
  const first = { spread: spreadOf(syncS), ratios: syncS.map((s, at) => s / (plainS[at] ?? 0)) };
  return [
    {
      name: "first sync over HTTP",
      unit: "s",
      ...first,
      baseline: { name: "query, JSON, gzip, parse", spread: spreadOf(plainS) },
      target: { text: `ratio ≤ ${RATIO_MAX}`, isMet: (ratioOf(first) ?? 9) <= RATIO_MAX },
      note: "without what the till makes of it; `npm run bench -- till` has that.",
    },
    {
      name: "a changed price, from commit to the till",
      unit: "ms",
      spread: spreadOf(deltaMs),
      baseline: { name: "nothing has changed", spread: spreadOf(emptyMs) },
    },
  ];
}

async function fetchPlainly({ shop }: Pick<SyncRun, "shop">): Promise<number> {
  const begun = performance.now();
  const { gzip } = await packRowsPlainly(shop.admin, shop.tenantId);
  JSON.parse(gunzipSync(gzip).toString());
  return (performance.now() - begun) / 1_000;
}

type Page = {
  readonly token: string;
  readonly complete: boolean;
  readonly changes: readonly { entity: string }[];
};

/** Page after page, as a till does: a small one first. */
async function fetchAll(
  till: BenchTerminal,
  from: string | null,
): Promise<{ token: string; products: number }> {
  let token = from;
  let products = 0;
  for (;;) {
    const query = new URLSearchParams({
      limit: String(token === null ? 500 : CHANGES_PAGE_MAX),
      version: String(CHANGES_VERSION),
      ...(token === null ? {} : { token }),
    });
    const page = JSON.parse(await till.fetchPage(query.toString())) as Page;
    products += page.changes.filter(({ entity }) => entity === "product").length;
    token = page.token;
    if (page.complete) return { token, products };
  }
}
