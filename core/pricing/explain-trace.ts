import { type Minor, minor, subtractMinor } from "../money/minor";
import type { PromotionArithmetic } from "../promotion/promotion-arithmetic";
import type { ReturnedLine } from "../sale/return-line";
import type { Unit } from "../sale/sale-document";
import type { TaxRate } from "../tax/tax-group";
import type { PriceReason } from "./choose-price";
import type { StatedReason, TraceStep } from "./price-trace";

/** A line as a quote or a document states it; amounts carry its sign. */
export type ExplainInput = {
  readonly steps: readonly TraceStep[];
  readonly unit: Unit;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  readonly pricesIncludeTax: boolean;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly grossMinor: number;
  readonly taxes: readonly {
    readonly code: string;
    readonly name: string;
    readonly ratePpm: number;
    readonly netMinor: number;
    readonly taxMinor: number;
  }[];
  /** The rates that the line was taxed by; none for goods that come back. */
  readonly rates: readonly Pick<TaxRate, "code" | "isIncluded" | "kind">[];
  readonly taxRounding: "line" | "document";
  readonly points: number;
  readonly returned:
    | (Pick<
        ReturnedLine,
        "saleId" | "receiptNumber" | "soldQuantityMilli" | "returnedBeforeMilli"
      > & { readonly sold: Pick<ReturnedLine["sold"], "grossMinor"> })
    | null;
};

/**
 * One step of an explanation. `amountMinor` is what the step adds, `runningMinor` what the line
 * comes to after it, both of the line's sign; a step about one unit has neither.
 */
export type ExplainedStep =
  | {
      readonly kind: "list";
      readonly name: string;
      readonly why: PriceReason;
      /** The break that was reached; 0 for the plain price. */
      readonly minQuantityMilli: number;
      readonly unitPriceMinor: Minor;
    }
  | {
      readonly kind: "stated";
      readonly why: StatedReason;
      readonly reason: string | null;
      readonly unitPriceMinor: Minor;
    }
  | {
      readonly kind: "tax_exempt";
      readonly fromMinor: Minor;
      readonly rateNames: readonly string[];
      readonly unitPriceMinor: Minor;
    }
  | {
      readonly kind: "extended";
      readonly unit: Unit;
      readonly quantityMilli: number;
      readonly unitPriceMinor: Minor;
      readonly amountMinor: Minor;
      readonly runningMinor: Minor;
    }
  | { readonly kind: "embedded"; readonly amountMinor: Minor; readonly runningMinor: Minor }
  | {
      readonly kind: "promotion";
      readonly name: string;
      readonly couponCode: string | null;
      readonly quantityMilli: number;
      readonly arithmetic: PromotionArithmetic;
      readonly amountMinor: Minor;
      readonly runningMinor: Minor;
    }
  | {
      readonly kind: "line_discount";
      readonly percentPpm: number | null;
      readonly reason: string | null;
      /** What it was taken of, as a magnitude. */
      readonly baseMinor: Minor;
      readonly amountMinor: Minor;
      readonly runningMinor: Minor;
    }
  | {
      readonly kind: "order_discount";
      readonly baseMinor: Minor;
      readonly amountMinor: Minor;
      readonly runningMinor: Minor;
    }
  | {
      readonly kind: "returned";
      readonly saleId: string;
      readonly receiptNumber: string;
      readonly soldQuantityMilli: number;
      readonly returnedBeforeMilli: number;
      readonly quantityMilli: number;
      readonly soldMinor: Minor;
      readonly amountMinor: Minor;
      readonly runningMinor: Minor;
    }
  | {
      readonly kind: "tax";
      readonly name: string;
      readonly ratePpm: number;
      readonly isDuty: boolean;
      /** Inside the price: it changes nothing of what is paid. */
      readonly isIncluded: boolean;
      /** This line's part of a tax that was rounded once for the whole document. */
      readonly isShare: boolean;
      readonly netMinor: Minor;
      readonly taxMinor: Minor;
      readonly runningMinor: Minor;
    }
  | { readonly kind: "total"; readonly runningMinor: Minor }
  | { readonly kind: "points"; readonly points: number };

/**
 * A line's way from its price to what is paid, for people: the trace, then price × quantity where
 * it happened, taxes, total and points [TR3]. No words, only kinds and figures, so that the till
 * and the office say the same in their own languages. The last running amount is the line's gross.
 */
export function explainLine(line: ExplainInput): readonly ExplainedStep[] {
  const steps: ExplainedStep[] = [];
  if (line.returned) steps.push(returnedStep(line, line.returned));
  const isExtended = !line.steps.some((step) => step.kind === "embedded");
  const units = line.steps.filter(isUnitStep);
  steps.push(...units.map(unitStep));
  if (!line.returned && isExtended) steps.push(extendedStep(line));
  let runningMinor = minor(line.subtotalMinor);
  for (const step of line.steps) {
    if (isUnitStep(step)) continue;
    const amountMinor = step.kind === "embedded" ? runningMinor : withSign(line, -step.amountMinor);
    if (step.kind !== "embedded") runningMinor = minor(runningMinor + amountMinor);
    steps.push(amountStep(step, amountMinor, runningMinor));
  }
  steps.push(...taxSteps(line), { kind: "total", runningMinor: minor(line.grossMinor) });
  if (line.points !== 0) steps.push({ kind: "points", points: line.points });
  return steps;
}

type UnitStep = Extract<TraceStep, { kind: "list" } | { kind: "stated" } | { kind: "tax_exempt" }>;
type AmountStep = Exclude<TraceStep, UnitStep>;

function isUnitStep(step: TraceStep): step is UnitStep {
  return step.kind === "list" || step.kind === "stated" || step.kind === "tax_exempt";
}

function withSign(line: ExplainInput, amountMinor: number): Minor {
  return minor(line.subtotalMinor < 0 ? 0 - amountMinor : amountMinor);
}

function unitStep(step: UnitStep): ExplainedStep {
  const unitPriceMinor = minor(step.unitPriceMinor);
  switch (step.kind) {
    case "list": {
      const { name, why, minQuantityMilli } = step;
      return { kind: "list", name, why, minQuantityMilli, unitPriceMinor };
    }
    case "stated":
      return { kind: "stated", why: step.why, reason: step.reason, unitPriceMinor };
    case "tax_exempt":
      return {
        kind: "tax_exempt",
        fromMinor: minor(step.fromMinor),
        rateNames: step.rates.map((rate) => rate.name),
        unitPriceMinor,
      };
  }
}

function extendedStep(line: ExplainInput): ExplainedStep {
  const amountMinor = minor(line.subtotalMinor);
  return {
    kind: "extended",
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: minor(line.unitPriceMinor),
    amountMinor,
    runningMinor: amountMinor,
  };
}

function amountStep(step: AmountStep, amountMinor: Minor, runningMinor: Minor): ExplainedStep {
  const figures = { amountMinor, runningMinor };
  switch (step.kind) {
    case "embedded":
      return { kind: "embedded", ...figures };
    case "promotion": {
      const { name, couponCode, quantityMilli, arithmetic } = step;
      return { kind: "promotion", name, couponCode, quantityMilli, arithmetic, ...figures };
    }
    case "line_discount": {
      const { percentPpm, reason } = step;
      const baseMinor = minor(step.baseMinor);
      return { kind: "line_discount", percentPpm, reason, baseMinor, ...figures };
    }
    case "order_discount":
      return { kind: "order_discount", baseMinor: minor(step.baseMinor), ...figures };
  }
}

function returnedStep(
  line: ExplainInput,
  returned: NonNullable<ExplainInput["returned"]>,
): ExplainedStep {
  const { saleId, receiptNumber, soldQuantityMilli, returnedBeforeMilli, sold } = returned;
  const amountMinor = minor(line.grossMinor);
  return {
    kind: "returned",
    saleId,
    receiptNumber,
    soldQuantityMilli,
    returnedBeforeMilli,
    quantityMilli: line.quantityMilli,
    soldMinor: minor(sold.grossMinor),
    amountMinor,
    runningMinor: amountMinor,
  };
}

/** Goods that come back state a gross already, so every tax is a part of it. */
function taxSteps(line: ExplainInput): ExplainedStep[] {
  let runningMinor = line.returned
    ? minor(line.grossMinor)
    : subtractMinor(minor(line.subtotalMinor), minor(line.discountMinor));
  return line.taxes.map((tax) => {
    const rate = line.rates.find((candidate) => candidate.code === tax.code);
    const isIncluded = line.returned !== null || (rate?.isIncluded ?? line.pricesIncludeTax);
    if (!isIncluded) runningMinor = minor(runningMinor + tax.taxMinor);
    return {
      kind: "tax",
      name: tax.name,
      ratePpm: tax.ratePpm,
      isDuty: rate?.kind === "fixed_per_unit",
      isIncluded,
      isShare: line.returned === null && line.taxRounding === "document",
      netMinor: minor(tax.netMinor),
      taxMinor: minor(tax.taxMinor),
      runningMinor,
    };
  });
}
