import { parseArgs } from "node:util";
import { quoteCart } from "../../core/cart/quote-cart";
import type { QuoteInput } from "../../core/cart/quote-input";
import { Refusal } from "../../scripts/refusal";
import { newRandom } from "../../tests/factories/random-promotions";
import { type Figure, printFigures, printJson, type Spread, spreadOf } from "../figures";
import { buildCart, buildRules, pressPlus } from "./bench-cart";

const LINES = 50;
const CARTS = 40;
const KEYS = 50;
const WARM_UP = 300;
const TARGET_MS = 5;
/** A shop has a few promotions on everything; one that has hundreds is the worst of them. */
const SOME_BROAD = 0.02;
const MANY_BROAD = 0.4;

/** What a key costs: a whole cart priced again with every promotion in force. */
export async function benchEngine(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      promotions: { type: "string", default: "500" },
      seed: { type: "string", default: "1" },
    },
  });
  const promotions = Number(values.promotions);
  const seed = Number(values.seed);
  if (!Number.isInteger(promotions) || promotions < 0 || !Number.isInteger(seed)) {
    throw new Refusal("--promotions and --seed take whole numbers.");
  }
  const carts = buildCarts(seed, promotions, SOME_BROAD);
  const floor = { name: `${LINES} × ${promotions} multiplications`, spread: timeFloor(promotions) };
  const figures = [
    figure(`A cart of ${LINES} lines, ${promotions} promotions`, timeCarts(carts), floor),
    figure(
      "The same, 2 in 5 promotions for all goods",
      timeCarts(buildCarts(seed, promotions, MANY_BROAD)),
      floor,
    ),
    figure(
      "The same without promotions",
      timeCarts(carts.map((cart) => ({ ...cart, rules: { ...cart.rules, promotions: null } }))),
      floor,
    ),
  ];
  printFigures("The engine, one key", figures);
  printJson({ bench: "engine", lines: LINES, promotions, seed }, figures);
}

function figure(name: string, spread: Spread, baseline: NonNullable<Figure["baseline"]>): Figure {
  return {
    name,
    unit: "ms",
    spread,
    baseline,
    target: {
      text: `p50 and p99 ≤ ${TARGET_MS} ms`,
      isMet: spread.p50 <= TARGET_MS && spread.p99 <= TARGET_MS,
    },
  };
}

function buildCarts(seed: number, promotions: number, broadShare: number): QuoteInput[] {
  const rules = buildRules(seed, promotions, broadShare);
  const random = newRandom(seed + 1);
  return Array.from({ length: CARTS }, () => buildCart(random, rules, LINES));
}

function timeCarts(carts: readonly QuoteInput[]): Spread {
  const keys = carts.flatMap((cart) =>
    Array.from({ length: KEYS }, (_, key) => pressPlus(cart, key)),
  );
  for (const cart of keys.slice(0, WARM_UP)) quoteCart(cart);
  return spreadOf(keys.map((cart) => timeOf(() => quoteCart(cart).totalMinor)));
}

/** The least that a machine could do for every promotion on every line. */
function timeFloor(promotions: number): Spread {
  const prices = Array.from({ length: LINES }, (_, index) => 1_000 + index * 37);
  const percents = Array.from({ length: Math.max(1, promotions) }, (_, index) => 10_000 + index);
  const multiplyAll = () => {
    let sum = 0;
    for (const price of prices) {
      for (const percent of percents) sum = (sum + price * percent) % Number.MAX_SAFE_INTEGER;
    }
    return sum;
  };
  const rounds = CARTS * KEYS;
  for (let round = 0; round < WARM_UP; round += 1) multiplyAll();
  return spreadOf(Array.from({ length: rounds }, () => timeOf(multiplyAll)));
}

let _kept = 0;

function timeOf(work: () => number): number {
  const startedAt = performance.now();
  // Kept, so that the work cannot be left out.
  _kept += work();
  return performance.now() - startedAt;
}
