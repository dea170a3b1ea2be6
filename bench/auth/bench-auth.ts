import { parseArgs } from "node:util";
import { Refusal } from "../../scripts/refusal";
import { printFigures, printJson } from "../figures";
import { startAuthShop } from "./auth-shop";
import { measureLookup } from "./measure-lookup";
import { measureStatement } from "./measure-statement";

/** What the walls cost: sessions, permissions and row-level security around one lookup. */
export async function benchAuth(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      products: { type: "string", default: "10000" },
      rounds: { type: "string", default: "9" },
    },
  });
  const [products, rounds] = [Number(values.products), Number(values.rounds)];
  if (!Number.isInteger(products) || products < 1 || !Number.isInteger(rounds) || rounds < 1) {
    throw new Refusal("--products and --rounds take whole numbers, 1 or more.");
  }
  console.error(`Filling a shop with ${products} products …`);
  const shop = await startAuthShop(products);
  try {
    const figures = [
      ...(await measureLookup(shop, rounds)),
      ...(await measureStatement(shop, rounds)),
    ];
    printFigures(`The walls around one lookup, ${products} products`, figures);
    printJson({ bench: "auth", products, rounds }, figures);
  } finally {
    await shop.stop();
  }
}
