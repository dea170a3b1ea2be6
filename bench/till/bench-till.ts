import { parseArgs } from "node:util";
import { Refusal } from "../../scripts/refusal";
import { TillPage } from "../../tests/e2e/pages/till-page";
import { type Figure, printFigures, printJson } from "../figures";
import { openDevice } from "./bench-browser";
import { buildShelf, type ShelfProduct } from "./bench-shelf";
import { type BenchShop, startBenchShop } from "./bench-shop";
import { type BenchOwner, fillShop } from "./fill-shop";
import { measureColdStart } from "./measure-cold-start";
import { measureFirstLoad } from "./measure-first-load";
import { measureFirstSync } from "./measure-first-sync";
import { measureSearch, typedTexts } from "./measure-search";
import { measureSelling } from "./measure-selling";

const COLD_ROUNDS = 5;
const DESKTOP = { sales: 60, lines: 5 };
const THROTTLED = { sales: 25, lines: 6 };
const SEARCHES = 20;
const PRODUCTS_MIN = 1_000;

/** Everything that the till promises about speed, in a real browser over a shop of its own. */
export async function benchTill(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { products: { type: "string", default: "100000" } },
  });
  const count = Number(values.products);
  if (!Number.isInteger(count) || count < PRODUCTS_MIN) {
    throw new Refusal(`--products takes a whole number, ${PRODUCTS_MIN} or more.`);
  }
  say("Starting a shop …");
  const shop = await startBenchShop();
  const stopWhenAsked = () => void shop.stop().finally(() => process.exit(130));
  process.once("SIGINT", stopWhenAsked);
  process.once("SIGTERM", stopWhenAsked);
  try {
    const shelf = buildShelf(count);
    say(`Filling it with ${count} products …`);
    const owner = await fillShop(shop, shelf);
    const figures = await measure({ shop, shelf, owner });
    printFigures(`The till, ${count} products`, figures);
    printJson({ bench: "till", products: count }, figures);
  } finally {
    await shop.stop();
  }
}

type Run = {
  readonly shop: BenchShop;
  readonly shelf: readonly ShelfProduct[];
  readonly owner: BenchOwner;
};

async function measure({ shop, shelf, owner }: Run): Promise<Figure[]> {
  const figures: Figure[] = [];
  const device = await openDevice(shop.profile, shop.url);
  const till = new TillPage(device.page);
  try {
    say("Enrolling and fetching the catalogue …");
    await till.setUp(owner);
    figures.push(...(await measureFirstSync(device, shop, owner.tenantId)));
    await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    figures.unshift(await measureFirstLoad(device));
    say("Selling …");
    await till.open();
    await till.unlock({ person: owner.displayName, pin: owner.pin });
    await till.openShift();
    figures.push(
      ...(await measureSelling(device, till, {
        codes: someCodes(shelf),
        desktop: DESKTOP,
        throttled: THROTTLED,
      })),
    );
    say("Searching …");
    figures.push(...(await measureSearch(device, till, typedTexts(shelf, SEARCHES))));
  } finally {
    await device.close();
  }
  say("Starting offline …");
  await shop.stopServer();
  figures.push(
    ...(await measureColdStart({
      profile: shop.profile,
      url: shop.url,
      owner,
      productCount: shelf.length,
      rounds: COLD_ROUNDS,
      tillOf: ({ page }) => new TillPage(page),
    })),
  );
  return figures;
}

/** All over the shelf, each once. */
function* someCodes(shelf: readonly ShelfProduct[]): Generator<string> {
  for (let at = 0; at < shelf.length; at += 1) {
    yield shelf[(at * 7_919) % shelf.length]?.barcode ?? "";
  }
}

function say(sentence: string): void {
  console.error(sentence);
}
