import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidFrom } from "../ids";
import { quantityMilli } from "../quantity/quantity";
import { ratePpm } from "../tax/rate";
import type { PriceTrace, TraceStep } from "./price-trace";
import { runTrace, sealTrace } from "./run-trace";

const STEPS: readonly TraceStep[] = [
  {
    kind: "list",
    code: "RETAIL",
    name: "Retail",
    why: "default",
    minQuantityMilli: 0,
    unitPriceMinor: 11_600,
  },
  {
    kind: "tax_exempt",
    fromMinor: 11_600,
    rates: [
      { code: "VAT", name: "VAT", ratePpm: ratePpm(160_000), kind: "percent", isCompound: false },
    ],
    unitPriceMinor: 10_000,
  },
  {
    kind: "promotion",
    promotionId: uuidFrom("promotion"),
    code: "TEA",
    name: "A tenth off tea",
    couponCode: null,
    quantityMilli: 3000,
    arithmetic: { kind: "percent", baseMinor: 30_000, percentPpm: 100_000 },
    amountMinor: 3000,
  },
  {
    kind: "line_discount",
    percentPpm: 50_000,
    askedMinor: null,
    baseMinor: 27_000,
    amountMinor: 1350,
    reason: "Dented",
  },
  { kind: "order_discount", baseMinor: 25_650, amountMinor: 650 },
] as never;

const THREE = quantityMilli(3000);

function run(trace: PriceTrace, quantity = THREE) {
  return runTrace({ trace, quantityMilli: quantity, pricesIncludeTax: true });
}

describe("runTrace", () => {
  it("[TR2] comes to the figures of the line, in either direction", () => {
    const result = {
      unitPriceMinor: 10_000,
      subtotalMinor: 30_000,
      promotionMinor: 3000,
      discountMinor: 5000,
      amountMinor: 25_000,
      orderDiscountMinor: 650,
    };
    expect(run(sealTrace(STEPS))).toEqual(result);
    const given = sealTrace([
      { kind: "stated", why: "given", unitPriceMinor: 250, reason: null },
      {
        kind: "line_discount",
        percentPpm: null,
        askedMinor: 900,
        baseMinor: 750,
        amountMinor: 750,
        reason: null,
      },
    ]);
    expect(run(given, quantityMilli(-3000))).toMatchObject({
      subtotalMinor: -750,
      discountMinor: -750,
      amountMinor: 0,
    });
    const weighed = sealTrace([
      { kind: "stated", why: "open", unitPriceMinor: 9900, reason: null },
      { kind: "embedded", amountMinor: 1025 },
    ]);
    expect(run(weighed, quantityMilli(104))).toMatchObject({
      unitPriceMinor: 9900,
      subtotalMinor: 1025,
      amountMinor: 1025,
    });
  });

  it("[TR1] needs a price, and steps that fit what was left before them", () => {
    expect(() => run(sealTrace([]))).toThrow("event_totals_mismatch");
    const twice = [...STEPS, STEPS[3] as TraceStep];
    expect(() => run(sealTrace(twice))).toThrow("event_totals_mismatch");
    const swapped = [STEPS[0], STEPS[1], STEPS[3], STEPS[2], STEPS[4]] as TraceStep[];
    expect(() => run(sealTrace(swapped))).toThrow("event_totals_mismatch");
  });

  it("[TR2] differs when any step is altered, a name included", () => {
    const sealed = sealTrace(STEPS);
    const places = fc.constantFrom(...placesOf(sealed.steps));
    fc.assert(
      fc.property(places, fc.constantFrom(1, -1), (place, by) => {
        const altered = alterAt(sealed, place, by);
        expect(() => run(altered)).toThrow("event_totals_mismatch");
      }),
      { seed: 20_260_430, numRuns: 400 },
    );
    for (let index = 0; index < STEPS.length; index += 1) {
      const steps = sealed.steps.filter((_, each) => each !== index);
      expect(() => run({ ...sealed, steps })).toThrow("event_totals_mismatch");
    }
  });

  it("[TR2] finds altered figures by arithmetic alone, whatever the digest says", () => {
    for (const [index, field] of [
      [1, "unitPriceMinor"],
      [2, "amountMinor"],
      [3, "baseMinor"],
      [3, "amountMinor"],
      [4, "baseMinor"],
    ] as const) {
      const steps = STEPS.map((step, each) =>
        each === index ? { ...step, [field]: (step as never)[field] + 1 } : step,
      );
      expect(() => run(sealTrace(steps as TraceStep[]))).toThrow("event_totals_mismatch");
    }
  });
});

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, each]) => placesOf(each, [...at, key]));
  }
  return typeof value === "number" || typeof value === "string" ? [at] : [];
}

function alterAt(trace: PriceTrace, place: Place, by: number): PriceTrace {
  const copy = JSON.parse(JSON.stringify(trace)) as PriceTrace;
  let holder = copy.steps as unknown as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) holder = holder[key] as typeof holder;
  const last = place.at(-1) ?? "";
  const value = holder[last];
  holder[last] = typeof value === "number" ? value + by : `${String(value)}x`;
  return copy;
}
