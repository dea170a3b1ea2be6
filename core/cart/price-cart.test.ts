import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINOR_MAX, type Minor, minor, negateMinor, sumMinor } from "../money/minor";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "../tax/rate";
import type { TaxGroup, TaxRate } from "../tax/tax-group";
import { type CartInput, type CartLine, priceCart } from "./price-cart";
import type { Quote } from "./quote-cart";

const SEED = 20_260_430;

function percent(code: string, ppm: number, isCompound = false): TaxRate {
  return { code, name: code, ratePpm: ratePpm(ppm), kind: "percent", isCompound };
}

const LEVY: TaxRate = {
  code: "LEVY",
  name: "Levy",
  ratePpm: ratePpm(0),
  kind: "fixed_per_unit",
  amountMinor: minor(25),
  isCompound: false,
};

const STANDARD: TaxGroup = { code: "B", name: "Standard", rates: [percent("VAT", 160_000)] };
const REDUCED: TaxGroup = { code: "E", name: "Reduced", rates: [percent("VAT8", 80_000)] };
const EXEMPT: TaxGroup = { code: "A", name: "Exempt", rates: [percent("EXEMPT", 0)] };
const UNTAXED: TaxGroup = { code: "D", name: "Untaxed", rates: [] };
const SPIRITS: TaxGroup = {
  code: "S",
  name: "Spirits",
  rates: [LEVY, percent("EXCISE", 100_000, true), percent("VAT", 160_000, true)],
};
const GROUPS = [STANDARD, REDUCED, EXEMPT, UNTAXED, SPIRITS];

type LineFigures = {
  readonly price: number;
  readonly milli?: number;
  readonly discount?: number;
  readonly group?: TaxGroup;
};

function cartOf(
  figures: readonly LineFigures[],
  { pricesIncludeTax = true, orderDiscount = 0 } = {},
): CartInput {
  return {
    currency: "KES",
    pricesIncludeTax,
    taxRounding: "line",
    orderDiscountMinor: minor(orderDiscount),
    lines: figures.map(
      ({ price, milli = 1000, discount, group = STANDARD }, index): CartLine => ({
        lineId: `line-${index}`,
        unitPriceMinor: minor(price),
        quantityMilli: quantityMilli(milli),
        discountMinor: discount === undefined ? undefined : minor(discount),
        taxGroup: group,
      }),
    ),
  };
}

describe("priceCart", () => {
  it("[CT1] prices tax-inclusive lines", () => {
    const cart = priceCart(
      cartOf([
        { price: 12_000, milli: 2000 },
        { price: 9900, milli: 355 },
      ]),
    );
    expect(cart.lines[0]).toMatchObject({
      lineId: "line-0",
      subtotalMinor: 24_000,
      discountMinor: 0,
      netMinor: 20_690,
      taxMinor: 3310,
      grossMinor: 24_000,
      taxes: [{ code: "VAT", name: "VAT", ratePpm: 160_000, netMinor: 20_690, taxMinor: 3310 }],
    });
    expect(cart.lines[1]).toMatchObject({ subtotalMinor: 3515, netMinor: 3030, taxMinor: 485 });
    expect(cart).toMatchObject({
      subtotalMinor: 27_515,
      discountMinor: 0,
      netMinor: 23_720,
      taxMinor: 3795,
      totalMinor: 27_515,
    });
  });

  it("[CT1] puts the tax on top of tax-exclusive lines", () => {
    const cart = priceCart(
      cartOf([{ price: 1999, milli: 3000, group: STANDARD }], { pricesIncludeTax: false }),
    );
    expect(cart).toMatchObject({ subtotalMinor: 5997, netMinor: 5997, taxMinor: 960 });
    expect(cart.totalMinor).toBe(6957);
  });

  it("[CT1] is exact at the edge of the range", () => {
    const cart = priceCart(cartOf([{ price: MINOR_MAX - 1 }, { price: 1 }]));
    expect(cart.totalMinor).toBe(MINOR_MAX);
    expect(cart.netMinor + cart.taxMinor).toBe(MINOR_MAX);
  });

  it("[CT1] gives an empty cart nothing but zeros", () => {
    expect(priceCart(cartOf([], { orderDiscount: 500 }))).toMatchObject({
      lines: [],
      taxes: [],
      subtotalMinor: 0,
      discountMinor: 0,
      netMinor: 0,
      taxMinor: 0,
      totalMinor: 0,
    });
  });

  it("[CT2] gives returned goods their amounts with the sign turned", () => {
    const cart = priceCart(
      cartOf([{ price: 11_600 }, { price: 5800, milli: -1000, discount: 800 }]),
    );
    expect(cart.lines[1]).toMatchObject({
      subtotalMinor: -5800,
      discountMinor: -800,
      netMinor: -4310,
      taxMinor: -690,
      grossMinor: -5000,
    });
    expect(cart.totalMinor).toBe(6600);
  });

  it("[CT3] takes a line's discount before tax and no more than the line", () => {
    const cart = priceCart(
      cartOf(
        [
          { price: 5000, milli: 2000, discount: 1000 },
          { price: 300, discount: 900 },
        ],
        {
          pricesIncludeTax: false,
        },
      ),
    );
    expect(cart.lines[0]).toMatchObject({ netMinor: 9000, taxMinor: 1440, grossMinor: 10_440 });
    expect(cart.lines[1]).toMatchObject({ discountMinor: 300, netMinor: 0, grossMinor: 0 });
  });

  it("[CT4] spreads the order's discount over equal lines equally, whatever their tax", () => {
    const cart = priceCart(
      cartOf([{ price: 500 }, { price: 500, group: EXEMPT }], { orderDiscount: 500 }),
    );
    expect(cart.lines.map((line) => line.grossMinor)).toEqual([250, 250]);
    expect(cart.lines.map((line) => line.taxMinor)).toEqual([34, 0]);
    expect(cart.discountMinor).toBe(500);
  });

  it("[CT4] pricing again with the spread discounts as line discounts changes nothing", () => {
    const input = cartOf([{ price: 1099 }, { price: 499, milli: 1500 }, { price: 250 }], {
      orderDiscount: 333,
    });
    const first = priceCart(input);
    const second = priceCart({
      ...input,
      orderDiscountMinor: minor(0),
      lines: input.lines.map((line, index) => ({
        ...line,
        discountMinor: first.lines[index]?.discountMinor,
      })),
    });
    expect(figuresOf(second)).toStrictEqual(figuresOf(first));
  });

  it("[CT6] sums taxes by group, then as within the group", () => {
    const cart = priceCart(
      cartOf(
        [
          { price: 10_000, group: SPIRITS, milli: 2000 },
          { price: 10_000, group: REDUCED },
          { price: 10_000, group: STANDARD },
          { price: 20_000, group: STANDARD },
          { price: 1000, group: UNTAXED },
        ],
        { pricesIncludeTax: false },
      ),
    );
    expect(
      cart.taxes.map((tax) => [tax.taxGroupCode, tax.code, tax.netMinor, tax.taxMinor]),
    ).toEqual([
      ["B", "VAT", 30_000, 4800],
      ["E", "VAT8", 10_000, 800],
      ["S", "LEVY", 20_000, 50],
      ["S", "EXCISE", 20_050, 2005],
      ["S", "VAT", 22_055, 3529],
    ]);
    expect(cart.taxes.every((tax) => tax.grossMinor === tax.netMinor + tax.taxMinor)).toBe(true);
    expect(cart.taxMinor).toBe(sumMinor(cart.taxes.map((tax) => tax.taxMinor)));
  });

  it("[CT6] keeps one group at two rates apart, as after a change of the law", () => {
    const former: TaxGroup = { ...STANDARD, rates: [percent("VAT", 140_000)] };
    const cart = priceCart(
      cartOf([{ price: 11_600 }, { price: 11_400, milli: -1000, group: former }]),
    );
    expect(cart.taxes.map((tax) => [tax.ratePpm, tax.taxMinor])).toEqual([
      [140_000, -1400],
      [160_000, 1600],
    ]);
  });

  it.each([
    [0, 1000, 0, 25],
    [-1000, -2000, 2000, 50],
    [-1000, 2000, -2000, -50],
  ])("[CT2] a duty follows the sign of a line of %s times %s", (price, milli, net, duty) => {
    const levied: TaxGroup = { code: "L", name: "Levied", rates: [LEVY] };
    const cart = priceCart(cartOf([{ price, milli, group: levied }], { pricesIncludeTax: false }));
    expect(cart).toMatchObject({ netMinor: net, taxMinor: duty });
  });
});

const lineFigures = fc.record({
  price: fc.integer({ min: 0, max: 10 ** 8 }),
  milli: fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((count) => count * 1000),
    fc.integer({ min: -20_000, max: 20_000 }),
  ),
  discount: fc.integer({ min: 0, max: 10 ** 6 }),
  group: fc.constantFrom(...GROUPS),
});
const anyCart = fc
  .tuple(
    fc.array(lineFigures, { maxLength: 12 }),
    fc.boolean(),
    fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10 ** 7 })),
  )
  .map(([figures, pricesIncludeTax, orderDiscount]) =>
    cartOf(figures, { pricesIncludeTax, orderDiscount }),
  );

const FIELDS = ["subtotalMinor", "discountMinor", "netMinor", "taxMinor"] as const;

describe("any cart", () => {
  it("[CT1] its totals are the sums of its lines, and net and tax make the gross", () => {
    fc.assert(
      fc.property(anyCart, (input) => {
        const cart = priceCart(input);
        for (const field of FIELDS) {
          expect(cart[field]).toBe(sumMinor(cart.lines.map((line) => line[field])));
        }
        expect(cart.totalMinor).toBe(cart.netMinor + cart.taxMinor);
        expect(cart.totalMinor).toBe(sumMinor(cart.lines.map((line) => line.grossMinor)));
        for (const line of cart.lines) {
          expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
          expect(sumMinor(line.taxes.map((tax) => tax.taxMinor))).toBe(line.taxMinor);
          const discounted = line.subtotalMinor - line.discountMinor;
          expect(input.pricesIncludeTax ? line.grossMinor : line.netMinor).toBe(discounted);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[CT2] negating every quantity negates every amount", () => {
    fc.assert(
      fc.property(anyCart, (input) => {
        const returned = {
          ...input,
          lines: input.lines.map((line) => ({
            ...line,
            quantityMilli: quantityMilli(-line.quantityMilli),
          })),
        };
        expect(figuresOf(priceCart(returned))).toStrictEqual(
          figuresOf(negateCart(priceCart(input))),
        );
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it("[CT6] its tax summary adds up to its tax and does not depend on the lines' order", () => {
    fc.assert(
      fc.property(anyCart, (input) => {
        const cart = priceCart({ ...input, orderDiscountMinor: minor(0) });
        const reversed = priceCart({
          ...input,
          orderDiscountMinor: minor(0),
          lines: [...input.lines].reverse(),
        });
        expect(sumMinor(cart.taxes.map((tax) => tax.taxMinor))).toBe(cart.taxMinor);
        expect(reversed.taxes).toStrictEqual(cart.taxes);
        expect(reversed.totalMinor).toBe(cart.totalMinor);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe("goods of a receipt", () => {
  it("[CT6] stand in the tax summary under their own group, whatever their place", () => {
    const returned = (code: string, taxMinor: number) => ({
      lineId: `line-${code}`,
      unitPriceMinor: minor(1_160),
      quantityMilli: quantityMilli(-1_000),
      taxGroup: { code, name: code, rates: [] },
      returned: {
        saleId: "sale",
        lineId: code,
        receiptNumber: "R-1",
        soldQuantityMilli: 1_000,
        returnedBeforeMilli: 0,
        sold: {
          subtotalMinor: 1_160,
          discountMinor: 0,
          netMinor: 1_160 - taxMinor,
          taxMinor,
          grossMinor: 1_160,
          points: 0,
          taxes: [{ code: "VAT", name: "VAT", ratePpm: 0, netMinor: 1_160 - taxMinor, taxMinor }],
        },
      },
    });
    const cart = priceCart({
      currency: "KES",
      pricesIncludeTax: true,
      taxRounding: "line",
      orderDiscountMinor: minor(0),
      lines: [returned("Z", 0), returned("A", 160)],
    });
    expect(cart.taxes.map((tax) => [tax.taxGroupCode, tax.taxMinor])).toEqual([
      ["A", -160],
      ["Z", 0],
    ]);
    expect(cart.lines.map((line) => line.taxGroupCode)).toEqual(["Z", "A"]);
  });
});

/** Without what is stated as a magnitude. */
function figuresOf({ orderDiscountMinor: _order, taxGroups: _groups, ...cart }: Quote) {
  return {
    ...cart,
    lines: cart.lines.map(({ trace: _trace, unitPriceMinor: _price, ...line }) => line),
  };
}

function negateCart(cart: Quote): Quote {
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turn);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key.endsWith("Minor") || key === "quantityMilli" ? negateMinor(each as Minor) : turn(each),
      ]),
    );
  };
  return turn(cart) as Quote;
}
