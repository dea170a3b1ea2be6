import {
  type ProductRow,
  productSchema,
  toProductView,
} from "../../server/catalog/product-columns";
import { handleRest } from "../../server/http/handle-rest";
import { type Figure, ratioOf, spreadOf } from "../figures";
import type { AuthShop } from "./auth-shop";
import { productQuery, runPlainly } from "./plain-lookup";
import { timePair } from "./time-pair";

const LOOKUPS = 300;
const WARM_UP = 600;
const RATIO_MAX = 1.5;

/**
 * A product by its SKU as a client of the API asks for it, beside a route of the same framework
 * that asks for it without walls; and both without the framework and the wire between them. One
 * after another, the two by turns.
 */
export async function measureLookup(shop: AuthShop, rounds: number): Promise<Figure[]> {
  const overHttp = await pair(shop, rounds, {
    walled: (token) => (sku) =>
      fetchText(`${shop.url}/api/v1/products/${sku}`, { authorization: `Bearer ${token}` }),
    plain: (sku) => fetchText(`${shop.bareUrl}/products/${sku}`, {}),
  });
  const inProcess = await pair(shop, rounds, {
    walled: (token) => (sku) => askApi(shop, token, sku),
    plain: (sku) => askPlainly(shop, sku),
  });
  return [
    {
      name: "a product at the API",
      ...overHttp,
      baseline: { ...overHttp.baseline, name: "a bare route" },
      target: { text: `ratio ≤ ${RATIO_MAX}`, isMet: (ratioOf(overHttp) ?? 0) <= RATIO_MAX },
      note: "token verified, session, role and stores read, permission asked, limits counted, row-level security; over HTTP, each from a production server.",
    },
    {
      name: "the same without HTTP and server",
      ...inProcess,
      baseline: { ...inProcess.baseline, name: "a direct pool" },
      note: "the handler called in this process.",
    },
  ];
}

type Ask = (sku: string) => Promise<string>;

/** Two ways to one answer, each lookup of the one beside one of the other. */
async function pair(
  shop: AuthShop,
  rounds: number,
  ways: { walled: (token: string) => Ask; plain: Ask },
) {
  const { skus } = shop;
  const skuAt = (at: number) => encodeURIComponent(skus[(at * 7_919) % skus.length] ?? "");
  const warm = ways.walled(await shop.signIn());
  for (let at = 0; at < WARM_UP; at += 1) {
    const [one, other] = [await warm(skuAt(at)), await ways.plain(skuAt(at))];
    if (one !== other) throw new Error("both ways answer alike");
  }
  const [walledMs, plainMs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const walled = ways.walled(await shop.signIn());
    const [one, other]: [number[], number[]] = [[], []];
    for (let at = 0; at < LOOKUPS; at += 1) {
      const sku = skuAt(round * LOOKUPS + at);
      const [walledTook, plainTook] = await timePair(
        at,
        () => walled(sku),
        () => ways.plain(sku),
      );
      one.push(walledTook);
      other.push(plainTook);
    }
    ratios.push(spreadOf(one).p50 / spreadOf(other).p50);
    walledMs.push(...one);
    plainMs.push(...other);
  }
  return {
    unit: "ms" as const,
    spread: spreadOf(walledMs),
    baseline: { spread: spreadOf(plainMs) },
    ratios,
  };
}

async function fetchText(url: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { headers });
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

async function askApi(shop: AuthShop, token: string, sku: string): Promise<string> {
  const url = `${shop.url}/api/v1/products/${sku}`;
  const headers = { authorization: `Bearer ${token}` };
  const answer = await handleRest(new Request(url, { headers }), shop.walled);
  if (answer.status !== 200) throw new Error(`the API answers ${answer.status}`);
  return answer.text();
}

async function askPlainly(shop: AuthShop, sku: string): Promise<string> {
  const request = new Request(`${shop.bareUrl}/products/${sku}`);
  const named = decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? "");
  const [row] = await runPlainly<ProductRow>(shop.admin, productQuery(shop.tenantId, named));
  if (!row) throw new Error("the shelf has every product");
  return Response.json(productSchema.parse(toProductView(row))).text();
}
