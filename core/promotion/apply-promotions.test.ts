import { describe, expect, it } from "vitest";
import {
  newPromotion,
  newSellingContext,
  newTarget,
} from "../../tests/factories/random-promotions";
import { minor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { applyPromotions, type PromotionLine } from "./apply-promotions";
import { compilePromotions } from "./compile-promotions";
import type { Promotion } from "./promotion";

type LineFigures = readonly [name: string, priceMinor: number, milli?: number, unit?: "kg"];

/** A line whose product is named, and targeted, by its name. */
function lineOf([name, priceMinor, milli = 1000, unit]: LineFigures): PromotionLine {
  return {
    lineId: name,
    productId: name,
    categoryId: null,
    tags: [],
    unit: unit ?? "each",
    quantityMilli: quantityMilli(milli),
    unitPriceMinor: minor(priceMinor),
    isExcluded: false,
  };
}

let lastId = 0;
function promote(code: string, effect: Promotion["effect"], more: Partial<Promotion> = {}) {
  lastId += 1;
  return newPromotion({ code, effect, id: `id-${String(lastId).padStart(6, "0")}`, ...more });
}

function run(promotions: readonly Promotion[], ...lines: readonly LineFigures[]) {
  const compiled = compilePromotions(promotions);
  return applyPromotions(compiled, lines.map(lineOf), newSellingContext());
}

/** What was taken, as `line code amount`. */
function taken(...given: Parameters<typeof run>): string[] {
  return run(...given).applications.map(
    ({ lineId, code, amountMinor }) => `${lineId} ${code} ${amountMinor}`,
  );
}

const only = (...productIds: string[]) => ({ target: newTarget({ productIds }) });
const percent = (percentPpm: number) => ({ kind: "percent_off", percentPpm }) as const;
const off = (amountMinor: number) =>
  ({ kind: "amount_off", amountMinor: minor(amountMinor) }) as const;
const fixed = (priceMinor: number) =>
  ({ kind: "fixed_price", priceMinor: minor(priceMinor) }) as const;
const buyGet = (buyQuantity: number, getQuantity: number, percentPpm = 1_000_000) =>
  ({ kind: "buy_x_get_y", buyQuantity, getQuantity, getTarget: null, percentPpm }) as const;
const mix = (quantity: number, priceMinor: number) =>
  ({ kind: "mix_and_match", quantity, priceMinor: minor(priceMinor) }) as const;
const bundle = (priceMinor: number, ...parts: (readonly [string[], number])[]) => ({
  kind: "bundle" as const,
  priceMinor: minor(priceMinor),
  parts: parts.map(([productIds, quantity]) => ({ target: newTarget({ productIds }), quantity })),
});
const orderPercent = (percentPpm: number) => ({ kind: "order_percent_off", percentPpm }) as const;
const orderOff = (amountMinor: number) =>
  ({ kind: "order_amount_off", amountMinor: minor(amountMinor) }) as const;
const EXCLUSIVE = { isExclusive: true };

describe("simple promotions", () => {
  it("[PR8] [PR9] take a percentage, rounded once on the line", () => {
    expect(run([promote("A", percent(125_000))], ["tea", 333, 3000]).applications).toEqual([
      {
        lineId: "tea",
        promotionId: expect.any(String),
        code: "A",
        name: "Promotion",
        couponCode: null,
        quantityMilli: 3000,
        arithmetic: { kind: "percent", baseMinor: 999, percentPpm: 125_000 },
        amountMinor: 125,
      },
    ]);
  });

  it("[PR7] [PR8] take an amount or a fixed price for each unit and kilogram", () => {
    expect(taken([promote("A", off(30))], ["tea", 100, 3000])).toEqual(["tea A 90"]);
    expect(taken([promote("A", off(300))], ["tea", 100, 3000])).toEqual(["tea A 300"]);
    expect(taken([promote("A", off(101))], ["beef", 1000, 355, "kg"])).toEqual(["beef A 36"]);
    expect(taken([promote("A", fixed(80))], ["tea", 100, 3000])).toEqual(["tea A 60"]);
    expect(taken([promote("A", fixed(80))], ["beef", 999, 355, "kg"])).toEqual(["beef A 327"]);
    expect(taken([promote("A", fixed(120))], ["tea", 100])).toEqual([]);
  });

  it("[PR6] stack in order of priority, then code, each on what is left", () => {
    const promotions = [
      promote("B", off(100)),
      promote("A", percent(100_000)),
      promote("Z", percent(500_000), { priority: 5 }),
    ];
    expect(taken(promotions, ["tea", 1000])).toEqual(["tea Z 500", "tea A 50", "tea B 100"]);
  });

  it("[PR6] put one exclusive against the whole stack, whichever takes more", () => {
    const stack = [promote("A", percent(100_000)), promote("B", percent(100_000))];
    const weak = promote("X", percent(180_000), EXCLUSIVE);
    const strong = promote("Y", percent(200_000), EXCLUSIVE);
    expect(taken([...stack, weak], ["tea", 1000])).toEqual(["tea A 100", "tea B 90"]);
    expect(taken([...stack, weak, strong], ["tea", 1000])).toEqual(["tea Y 200"]);
  });

  it("[PR10] prefer fewer applications, then the higher rank, where as much is off", () => {
    const stack = [promote("A", off(50)), promote("B", off(50))];
    const alone = promote("X", off(100), { ...EXCLUSIVE, priority: -1 });
    expect(taken([...stack, alone], ["tea", 1000])).toEqual(["tea X 100"]);
    const other = promote("W", off(100), { ...EXCLUSIVE, priority: -1 });
    expect(taken([alone, other], ["tea", 1000])).toEqual(["tea W 100"]);
  });

  it("[PR11] spend a limit of uses where it adds most", () => {
    const limited = promote("A", percent(500_000), { usesPerCartMax: 2 });
    expect(taken([limited], ["tea", 100, 3000], ["wine", 900])).toEqual(["tea A 50", "wine A 450"]);
    const better = promote("X", percent(480_000), { ...EXCLUSIVE, ...only("wine") });
    expect(taken([limited, better], ["tea", 100, 3000], ["wine", 900])).toEqual([
      "tea A 100",
      "wine X 432",
    ]);
    const once = promote("O", percent(500_000), { ...EXCLUSIVE, usesPerCartMax: 1 });
    const rest = promote("R", percent(400_000), only("wine"));
    expect(taken([once, rest], ["jam", 800], ["wine", 900])).toEqual(["jam O 400", "wine R 360"]);
    expect(taken([limited], ["beef", 1000, 700, "kg"], ["ham", 1000, 200, "kg"])).toEqual([
      "beef A 350",
      "ham A 100",
    ]);
  });
});

describe("promotions of sets", () => {
  it("[PR13] give the cheapest of what is bought", () => {
    const goods: LineFigures[] = [
      ["a", 500],
      ["b", 300, 2000],
      ["c", 100, 3000],
    ];
    expect(taken([promote("G", buyGet(2, 1))], ...goods)).toEqual(["b G 300", "c G 100"]);
    expect(taken([promote("G", buyGet(1, 1, 500_000))], ["a", 101, 4000])).toEqual(["a G 101"]);
  });

  it("[PR11] count sets", () => {
    const goods: LineFigures = ["a", 100, 9000];
    expect(run([promote("G", buyGet(2, 1))], goods).discountMinor).toBe(300);
    expect(run([promote("G", buyGet(2, 1), { usesPerCartMax: 2 })], goods)).toMatchObject({
      discountMinor: 200,
      applications: [{ quantityMilli: 2000, arithmetic: { kind: "percent", baseMinor: 200 } }],
    });
  });

  it("[PR13] give goods of another target, the dearest that may be", () => {
    const effect = {
      ...buyGet(1, 1),
      getTarget: newTarget({ productIds: ["mug", "pot"] }),
    };
    const gift = promote("G", effect, only("tea"));
    expect(taken([gift], ["tea", 100], ["mug", 300], ["pot", 900])).toEqual(["pot G 900"]);
    const overlapping = promote("G", effect, only("mug", "pot"));
    expect(taken([overlapping], ["mug", 300], ["pot", 900])).toEqual(["mug G 300"]);
  });

  it("[PR12] price any so many units together and split by what they cost", () => {
    const outcome = run([promote("M", mix(3, 500))], ["a", 300], ["b", 200, 2000], ["c", 100]);
    expect(outcome.applications.map(({ amountMinor }) => amountMinor)).toEqual([86, 114]);
    expect(outcome.applications[1]?.arithmetic).toEqual({
      kind: "share",
      wholeMinor: 200,
      weightsMinor: [300, 400],
      index: 1,
    });
    expect(taken([promote("M", mix(3, 900))], ["a", 300, 3000])).toEqual([]);
  });

  it("[PR12] price a bundle, as often as its parts are there", () => {
    const meal = promote("B", bundle(1000, [["burger"], 1], [["cola", "water"], 2]));
    expect(taken([meal], ["burger", 800, 2000], ["cola", 300, 3000], ["water", 200])).toEqual([
      "burger B 229",
      "burger B 185",
      "cola B 171",
      "cola B 69",
      "water B 46",
    ]);
    expect(taken([meal], ["burger", 800, 2000], ["cola", 300])).toEqual([]);
  });

  it("[PR12] let stackable promotions act on what a stackable set leaves", () => {
    const tenth = promote("T", percent(100_000), { priority: 9 });
    expect(taken([promote("M", mix(2, 800)), tenth], ["a", 500, 3000])).toEqual([
      "a M 200",
      "a T 80",
      "a T 50",
    ]);
    expect(taken([promote("M", mix(2, 800), EXCLUSIVE), tenth], ["a", 500, 3000])).toEqual([
      "a M 200",
      "a T 50",
    ]);
    expect(taken([promote("M", mix(2, 950), EXCLUSIVE), tenth], ["a", 500, 2000])).toEqual([
      "a T 100",
    ]);
  });

  it("[PR12] put a unit into one set only, so that most is off", () => {
    const pair = promote("P", mix(2, 900), only("a", "b"));
    const three = promote("T", mix(3, 1000), only("a", "b", "c"));
    expect(taken([pair, three], ["a", 600], ["b", 500])).toEqual(["a P 109", "b P 91"]);
    expect(run([pair, three], ["a", 600], ["b", 500], ["c", 400]).discountMinor).toBe(500);
    expect(run([pair, three], ["a", 600, 2000], ["b", 500, 2000], ["c", 400]).discountMinor).toBe(
      700,
    );
  });

  it("[PR7] leave out weighed goods and parts of a unit", () => {
    expect(
      taken([promote("M", mix(1, 1))], ["beef", 900, 2000, "kg"], ["rope", 900, 1500]),
    ).toEqual([]);
  });

  it("[PR12] make as many sets as there are goods, as one application", () => {
    const outcome = run([promote("G", buyGet(1, 1))], ["a", 100, 2_000_000_000]);
    expect(outcome.applications).toHaveLength(1);
    expect(outcome.discountMinor).toBe(100_000_000);
  });
});

describe("order promotions", () => {
  it("[PR14] are taken on what the items leave, split by largest remainder", () => {
    const promotions = [
      promote("O", orderPercent(100_000), { priority: 9 }),
      promote("A", percent(500_000), only("a")),
    ];
    const outcome = run(promotions, ["a", 1001], ["b", 333], ["c", 1000, 500, "kg"]);
    expect(outcome.applications.map(({ code, amountMinor }) => `${code} ${amountMinor}`)).toEqual([
      "A 501",
      "O 50",
      "O 33",
      "O 50",
    ]);
  });

  it("[PR14] go in order of rank and never below nothing", () => {
    const promotions = [promote("B", orderOff(5000)), promote("A", orderPercent(500_000))];
    expect(taken(promotions, ["a", 1000])).toEqual(["a A 500", "a B 500"]);
  });

  it("[PR3] wait for the minimum spend before promotions", () => {
    const half = promote("H", percent(500_000));
    const from = (minimumSpendMinor: number) =>
      promote("O", orderOff(100), { minimumSpendMinor: minor(minimumSpendMinor) });
    expect(taken([half, from(2000)], ["a", 1000, 2000])).toEqual(["a H 1000", "a O 100"]);
    expect(taken([half, from(2001)], ["a", 1000, 2000])).toEqual(["a H 1000"]);
  });

  it("[PR15] exclusive ones compete against everything on their lines", () => {
    const items = [promote("A", percent(200_000), only("a")), promote("B", orderOff(10))];
    const weak = promote("X", orderPercent(150_000), { ...EXCLUSIVE, ...only("a", "b") });
    const strong = promote("Y", orderPercent(300_000), { ...EXCLUSIVE, ...only("a") });
    expect(taken([...items, weak], ["a", 1000], ["b", 100])).toEqual(["a A 200", "a B 9", "b B 1"]);
    expect(taken([...items, weak, strong], ["a", 1000], ["b", 100])).toEqual(["a Y 300", "b B 10"]);
  });

  it("[PR15] passes over an exclusive one below what its lines have by themselves", () => {
    const stack = [promote("A", percent(100_000)), promote("B", orderPercent(100_000))];
    const below = promote("X", orderPercent(180_000), EXCLUSIVE);
    const above = promote("Y", orderPercent(200_000), EXCLUSIVE);
    expect(taken([...stack, below], ["tea", 1000])).toEqual(["tea A 100", "tea B 90"]);
    expect(taken([...stack, below, above], ["tea", 1000])).toEqual(["tea Y 200"]);
  });

  it("[PR15] exclusive ones on different lines are taken together", () => {
    const promotions = ["a", "b"].map((name) =>
      promote(`X${name}`, orderPercent(300_000), { ...EXCLUSIVE, ...only(name) }),
    );
    expect(taken(promotions, ["a", 1000], ["b", 100])).toEqual(["a Xa 300", "b Xb 30"]);
  });
});
