import { computePercentDiscount } from "../cart/discount";
import { DomainError } from "../errors";
import { addMinor, type Minor, minor, subtractMinor, ZERO_MINOR } from "../money/minor";
import { computeArithmetic } from "../promotion/promotion-arithmetic";
import { lineAmount, type QuantityMilli } from "../quantity/quantity";
import { canonicalJson, sha256Hex } from "../sync/canonical";
import { ratePpm } from "../tax/rate";
import { exemptPrice } from "./exempt-price";
import type { PriceTrace, TraceStep } from "./price-trace";

export type TraceInput = {
  readonly trace: PriceTrace;
  /** Negative for goods that come back. */
  readonly quantityMilli: QuantityMilli;
  readonly pricesIncludeTax: boolean;
};

/** What a trace comes to, of the sign of the quantity, before tax. */
export type TraceResult = {
  readonly unitPriceMinor: Minor;
  readonly subtotalMinor: Minor;
  readonly promotionMinor: Minor;
  readonly discountMinor: Minor;
  /** Subtotal less all discounts, in the basis of the price. */
  readonly amountMinor: Minor;
  /** The line's part of a discount on the whole sale, as it is stated. */
  readonly orderDiscountMinor: Minor;
};

const DIGEST_LENGTH = 16;

/** The first 64 bits of SHA-256 over the steps' canonical text, in hex. */
export function digestTrace(steps: readonly TraceStep[]): string {
  return sha256Hex(canonicalJson(steps)).slice(0, DIGEST_LENGTH);
}

/** Steps with their digest. */
export function sealTrace(steps: readonly TraceStep[]): PriceTrace {
  return { steps: [...steps], digest: digestTrace(steps) };
}

/**
 * Execute a trace again from its own operands [TR2]. Each step must come to what it states, taken
 * of what was left before it, so altering any step makes the execution differ.
 *
 * @throws DomainError event_totals_mismatch naming the step whose figure differs; a step that no
 *         longer fits the digest is named `digest`.
 */
export function runTrace(input: TraceInput): TraceResult {
  const { steps, digest } = input.trace;
  requireEqual("digest", digestTrace(steps), digest);
  const run = steps.reduce<Run>((before, step, index) => takeStep(before, step, index, input), {
    unitPriceMinor: null,
    subtotalMinor: null,
    leftMinor: ZERO_MINOR,
    promotionMinor: ZERO_MINOR,
    orderDiscountMinor: ZERO_MINOR,
  });
  const opened = withSubtotal(run, input);
  const sign = Math.sign(opened.subtotalMinor);
  return {
    unitPriceMinor: opened.unitPriceMinor,
    subtotalMinor: opened.subtotalMinor,
    promotionMinor: minor(sign * opened.promotionMinor),
    discountMinor: subtractMinor(opened.subtotalMinor, minor(sign * opened.leftMinor)),
    amountMinor: minor(sign * opened.leftMinor),
    orderDiscountMinor: minor(sign * opened.orderDiscountMinor),
  };
}

/** Where the execution stands; `leftMinor` and what follows are magnitudes. */
type Run = {
  readonly unitPriceMinor: Minor | null;
  readonly subtotalMinor: Minor | null;
  readonly leftMinor: Minor;
  readonly promotionMinor: Minor;
  readonly orderDiscountMinor: Minor;
};

type OpenRun = Run & { readonly unitPriceMinor: Minor; readonly subtotalMinor: Minor };

function takeStep(run: Run, step: TraceStep, index: number, input: TraceInput): Run {
  switch (step.kind) {
    case "list":
    case "stated":
      return { ...run, unitPriceMinor: minor(step.unitPriceMinor) };
    case "tax_exempt":
      return takeExemption(run, step, index, input);
    case "embedded": {
      const sign = input.quantityMilli < 0 ? -1 : 1;
      const leftMinor = minor(step.amountMinor);
      return { ...run, subtotalMinor: minor(sign * leftMinor), leftMinor };
    }
    default:
      return takeDiscount(withSubtotal(run, input), step, index);
  }
}

function takeExemption(
  run: Run,
  step: Extract<TraceStep, { kind: "tax_exempt" }>,
  index: number,
  input: TraceInput,
): Run {
  requireEqual(`${index}.fromMinor`, run.unitPriceMinor, step.fromMinor);
  const unitPriceMinor = exemptPrice({
    unitPriceMinor: minor(step.fromMinor),
    pricesIncludeTax: input.pricesIncludeTax,
    rates: step.rates as never,
  });
  requireEqual(`${index}.unitPriceMinor`, unitPriceMinor, step.unitPriceMinor);
  return { ...run, unitPriceMinor };
}

function withSubtotal(run: Run, input: TraceInput): OpenRun {
  const { unitPriceMinor, subtotalMinor } = run;
  if (unitPriceMinor === null) throw new DomainError("event_totals_mismatch", { field: "trace" });
  if (subtotalMinor !== null) return { ...run, unitPriceMinor, subtotalMinor };
  const extended = lineAmount(unitPriceMinor, input.quantityMilli, "HALF_UP");
  return {
    ...run,
    unitPriceMinor,
    subtotalMinor: extended,
    leftMinor: minor(Math.abs(extended)),
  };
}

type DiscountStep = Extract<
  TraceStep,
  { kind: "promotion" } | { kind: "line_discount" } | { kind: "order_discount" }
>;

function takeDiscount(run: OpenRun, step: DiscountStep, index: number): Run {
  if (step.kind !== "promotion") requireEqual(`${index}.baseMinor`, run.leftMinor, step.baseMinor);
  if (step.kind !== "order_discount") {
    requireEqual(`${index}.amountMinor`, amountOf(step), step.amountMinor);
  }
  const amountMinor = minor(step.amountMinor);
  if (amountMinor > run.leftMinor) mismatch(`${index}.amountMinor`, amountMinor, run.leftMinor);
  const leftMinor = subtractMinor(run.leftMinor, amountMinor);
  if (step.kind === "promotion") {
    return { ...run, leftMinor, promotionMinor: addMinor(run.promotionMinor, amountMinor) };
  }
  return step.kind === "line_discount"
    ? { ...run, leftMinor }
    : { ...run, leftMinor, orderDiscountMinor: addMinor(run.orderDiscountMinor, amountMinor) };
}

function amountOf(step: Exclude<DiscountStep, { kind: "order_discount" }>): Minor {
  if (step.kind === "promotion") return computeArithmetic(step.arithmetic as never);
  const baseMinor = minor(step.baseMinor);
  const wanted =
    step.percentPpm === null
      ? minor(step.askedMinor ?? 0)
      : computePercentDiscount(baseMinor, ratePpm(step.percentPpm), "HALF_UP");
  return minor(Math.min(wanted, baseMinor));
}

function requireEqual(
  field: string,
  computed: number | string | null,
  stated: number | string,
): void {
  if (computed !== stated) mismatch(field, computed, stated);
}

function mismatch(field: string, computed: number | string | null, stated: number | string): never {
  throw new DomainError("event_totals_mismatch", { field: `trace.${field}`, stated, computed });
}
