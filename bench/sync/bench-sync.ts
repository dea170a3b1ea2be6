import { parseArgs } from "node:util";
import { Refusal } from "../../scripts/refusal";
import { type Figure, printFigures, printJson } from "../figures";
import { startBenchShop } from "../till/bench-shop";
import { measureBacklog } from "./measure-backlog";
import { measureDownload } from "./measure-download";
import { measureStorm } from "./measure-storm";
import { measureThroughput } from "./measure-throughput";
import { openPlainSales, type PlainSales } from "./plain-sales";
import type { SyncRun } from "./sync-run";
import { fillSyncShop, type SyncShop } from "./sync-shop";

const PARTS: Readonly<Record<string, (run: SyncRun) => Promise<Figure[]>>> = {
  sales: measureThroughput,
  backlog: measureBacklog,
  storm: measureStorm,
  download: measureDownload,
};
const PRODUCTS_MIN = 1_000;

/** What the server makes of tills that send and fetch, each figure beside its floor of the same run. */
export async function benchSync(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      products: { type: "string", default: "100000" },
      rounds: { type: "string", default: "5" },
      only: { type: "string", default: Object.keys(PARTS).join(",") },
    },
  });
  const products = wholeNumber("--products", values.products, PRODUCTS_MIN);
  const rounds = wholeNumber("--rounds", values.rounds, 1);
  const parts = values.only.split(",").map((name) => {
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!part) throw new Refusal(`--only takes some of ${Object.keys(PARTS).join(", ")}.`);
    return part;
  });
  const shop = await startBenchShop();
  const stopWhenAsked = () => void shop.stop().finally(() => process.exit(130));
  process.once("SIGINT", stopWhenAsked);
  process.once("SIGTERM", stopWhenAsked);
  try {
    console.error(`Filling a shop with ${products} products …`);
    const filled = await fillSyncShop(shop, products);
    const plain = await openPlainSales(shop.adminUrl);
    await warmUp(filled, plain);
    const figures: Figure[] = [];
    for (const part of parts) figures.push(...(await part({ shop: filled, plain, rounds })));
    printFigures(`Synchronising, ${products} products`, figures);
    printJson({ bench: "sync", products, rounds }, figures);
    await plain.close();
    await filled.close();
  } finally {
    await shop.stop();
  }
}

const WARM_UP_BATCHES = 10;
const BATCH = 100;

/**
 * Code is compiled, and both databases know that their tables are no longer empty: a connection
 * that has planned the check of a foreign key on an empty table reads the whole table for it until
 * the statistics change.
 */
async function warmUp(shop: SyncShop, plain: PlainSales): Promise<void> {
  const send = async () => {
    const tills = await shop.enrol(4);
    const logs = tills.map((till) => ({ till, log: till.sell(WARM_UP_BATCHES, BATCH) }));
    await Promise.all(
      logs.map(async ({ till, log }) => {
        for (const batch of log) await till.push(batch);
      }),
    );
    await plain.write(BATCH * WARM_UP_BATCHES, 4);
  };
  await send();
  await shop.analyze();
  await plain.analyze();
  await send();
}

function wholeNumber(option: string, text: string, min: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min) {
    throw new Refusal(`${option} takes a whole number, ${min} or more.`);
  }
  return value;
}
