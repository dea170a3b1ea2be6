import { sql } from "drizzle-orm";
import {
  type ProductRow,
  productSchema,
  selectProducts,
  toProductView,
} from "../../server/catalog/product-columns";
import type { Runtime } from "../../server/context";
import { handleRest } from "../../server/http/handle-rest";
import { type Figure, ratioOf, spreadOf } from "../figures";
import { type AuthShop, runPlainly } from "./auth-shop";

const LOOKUPS = 400;
const WARM_UP = 600;
const RATIO_MAX = 1.5;

/**
 * A product by its SKU as a client asks for it, beside the same statement and the same JSON from a
 * pool that knows of no session, permission or tenant. One after another, the two by turns.
 */
export async function measureLookup(shop: AuthShop, rounds: number): Promise<Figure[]> {
  const walled = (sku: string) => askApi(shop, shop.walled, sku);
  const plain = (sku: string) => askPlainly(shop, sku);
  const figure = await pair(shop, rounds, { walled, plain });
  const limited = await pair(shop, rounds, {
    walled: (sku) => askApi(shop, shop.limited, sku),
    plain,
  });
  return [
    {
      name: "a product through the API",
      ...figure,
      target: { text: `ratio ≤ ${RATIO_MAX}`, isMet: (ratioOf(figure) ?? 0) <= RATIO_MAX },
      note: "token verified, session, role and stores read, permission asked, row-level security.",
    },
    {
      name: "the same with rate limits",
      ...limited,
      note: "a row of the limit is counted up each time.",
    },
  ];
}

type Ask = (sku: string) => Promise<string>;

/** Two ways to one answer, each lookup of the one beside one of the other. */
async function pair(shop: AuthShop, rounds: number, ways: { walled: Ask; plain: Ask }) {
  const { skus } = shop;
  const skuAt = (at: number) => skus[(at * 7_919) % skus.length] ?? "";
  for (let at = 0; at < WARM_UP; at += 1) {
    const sku = skuAt(at);
    const [one, other] = [await ways.walled(sku), await ways.plain(sku)];
    if (one !== other) throw new Error("both ways answer alike");
  }
  const [walledMs, plainMs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const [one, other]: [number[], number[]] = [[], []];
    for (let at = 0; at < LOOKUPS; at += 1) {
      const sku = skuAt(round * LOOKUPS + at);
      one.push(await timeOf(() => ways.walled(sku)));
      other.push(await timeOf(() => ways.plain(sku)));
    }
    ratios.push(spreadOf(one).p50 / spreadOf(other).p50);
    walledMs.push(...one);
    plainMs.push(...other);
  }
  return {
    unit: "ms" as const,
    spread: spreadOf(walledMs),
    baseline: { name: "direct pool", spread: spreadOf(plainMs) },
    ratios,
  };
}

async function askApi(shop: AuthShop, runtime: Runtime, sku: string): Promise<string> {
  const url = `${runtime.appUrl}/api/v1/products/${encodeURIComponent(sku)}`;
  const headers = { authorization: `Bearer ${shop.token}` };
  const answer = await handleRest(new Request(url, { headers }), runtime);
  if (answer.status !== 200) throw new Error(`the API answers ${answer.status}`);
  return answer.text();
}

async function askPlainly(shop: AuthShop, sku: string): Promise<string> {
  const url = new URL(`${shop.walled.appUrl}/api/v1/products/${encodeURIComponent(sku)}`);
  const request = new Request(url);
  const named = decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? "");
  const [row] = await runPlainly<ProductRow>(shop.admin, productQuery(shop.tenantId, named));
  if (!row) throw new Error("the shelf has every product");
  return Response.json(productSchema.parse(toProductView(row))).text();
}

/** The statement of the lookup. */
export function productQuery(tenantId: string, sku: string) {
  return selectProducts(tenantId, {
    filter: sql`products.sku = ${sku}`,
    storeId: null,
    scope: null,
    limit: 1,
  });
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
