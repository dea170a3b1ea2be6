import { type Minor, minor, sumMinor } from "../../core/money/minor";
import type { ExplainedStep } from "../../core/pricing/explain-trace";
import type { PromotionArithmetic } from "../../core/promotion/promotion-arithmetic";
import { ONE_UNIT, type QuantityMilli, quantityMilli } from "../../core/quantity/quantity";
import type { Messages } from "../messages/messages";
import { formatPercent } from "./percent-text";

/** One row of a sum: what, why, how much. */
export type ArithmeticRow = {
  /** Where two rows may have one label. */
  key?: string;
  label: string;
  detail?: string | null;
  amountMinor?: Minor;
  /** Instead of an amount. */
  text?: string;
  /** An amount that no longer counts, struck through. */
  isReplaced?: boolean;
  /** A sum has a rule over it; what is inside is no part of the sum. */
  tone?: "plain" | "saved" | "inside" | "sum";
};

export type ExplainWords = {
  words: Messages["tillPay"];
  figures: {
    money(amountMinor: Minor): string;
    quantity(quantityMilli: QuantityMilli): string;
    count(value: number): string;
  };
  locale: string;
};

type Step<Kind extends ExplainedStep["kind"]> = Extract<ExplainedStep, { kind: Kind }>;

function quantityText(milli: number, { figures }: ExplainWords): string {
  return figures.quantity(quantityMilli(Math.abs(milli)));
}

/** How a promotion came to its amount, as a sentence. */
function arithmeticText(arithmetic: PromotionArithmetic, place: ExplainWords): string {
  const { words, figures, locale } = place;
  switch (arithmetic.kind) {
    case "percent":
      return words.arithmeticPercent(
        formatPercent(arithmetic.percentPpm, locale),
        figures.money(arithmetic.baseMinor),
      );
    case "amount_each":
      return words.arithmeticEach(
        figures.money(arithmetic.eachMinor),
        quantityText(arithmetic.quantityMilli, place),
      );
    case "fixed_price":
      return words.arithmeticFixed(
        quantityText(arithmetic.quantityMilli, place),
        figures.money(arithmetic.priceMinor),
        figures.money(arithmetic.baseMinor),
      );
    case "share":
      return shareText(arithmetic, place);
  }
}

function shareText(
  { wholeMinor, weightsMinor, index }: Extract<PromotionArithmetic, { kind: "share" }>,
  { words, figures }: ExplainWords,
): string {
  const weightMinor = weightsMinor[index];
  if (weightMinor === undefined || weightsMinor.length === 1) {
    return words.arithmeticWhole(figures.money(wholeMinor));
  }
  return words.arithmeticShare(
    figures.money(wholeMinor),
    figures.money(weightMinor),
    figures.money(sumMinor(weightsMinor)),
  );
}

function listRow(step: Step<"list">, isReplaced: boolean, place: ExplainWords): ArithmeticRow {
  const { words } = place;
  const from = step.minQuantityMilli > 0 ? quantityText(step.minQuantityMilli, place) : null;
  return {
    label: words.stepList(step.name),
    detail: words.stepListWhy(words.why[step.why], from),
    amountMinor: step.unitPriceMinor,
    isReplaced,
    tone: "inside",
  };
}

function extendedRow(step: Step<"extended">, place: ExplainWords): ArithmeticRow {
  const { words, figures } = place;
  const quantity = quantityText(step.quantityMilli, place);
  const price = figures.money(step.unitPriceMinor);
  const isExact = (step.quantityMilli * step.unitPriceMinor) % ONE_UNIT === 0;
  return {
    label:
      step.unit === "kg"
        ? words.stepTimesKilogram(quantity, price)
        : words.stepTimes(quantity, price),
    detail: isExact ? null : words.stepTimesRounded,
    amountMinor: step.amountMinor,
  };
}

function promotionRow(step: Step<"promotion">, place: ExplainWords): ArithmeticRow {
  const { words } = place;
  return {
    label:
      step.couponCode === null
        ? words.stepPromotion(step.name)
        : words.stepPromotionCoupon(step.name, step.couponCode),
    detail: arithmeticText(step.arithmetic, place),
    amountMinor: step.amountMinor,
    tone: "saved",
  };
}

function discountRow(step: Step<"line_discount">, place: ExplainWords): ArithmeticRow {
  const { words, figures, locale } = place;
  const of = words.stepDiscountWhy(figures.money(step.baseMinor));
  return {
    label:
      step.percentPpm === null
        ? words.stepDiscountAmount
        : words.stepDiscountPercent(formatPercent(step.percentPpm, locale)),
    detail: step.reason ? `${of} \u00b7 ${step.reason}` : of,
    amountMinor: step.amountMinor,
    tone: "saved",
  };
}

function returnedRow(step: Step<"returned">, place: ExplainWords): ArithmeticRow {
  const { words, figures } = place;
  const why = words.stepReturnedWhy(
    quantityText(step.quantityMilli, place),
    quantityText(step.soldQuantityMilli, place),
    figures.money(step.soldMinor),
  );
  const before =
    step.returnedBeforeMilli === 0
      ? null
      : words.stepReturnedBefore(quantityText(step.returnedBeforeMilli, place));
  return {
    label: words.stepReturned(step.receiptNumber),
    detail: before === null ? why : `${why}; ${before}`,
    amountMinor: step.amountMinor,
  };
}

function taxRow(step: Step<"tax">, place: ExplainWords): ArithmeticRow {
  const { words, figures, locale } = place;
  const base = step.isDuty
    ? words.taxDuty
    : words.taxOf(formatPercent(step.ratePpm, locale), figures.money(step.netMinor));
  return {
    label: step.isIncluded ? words.taxIn(step.name) : words.taxOn(step.name),
    detail: step.isShare ? `${base}; ${words.taxShare}` : base,
    amountMinor: step.taxMinor,
    tone: step.isIncluded ? "inside" : "plain",
  };
}

function rowOf(step: ExplainedStep, isReplaced: boolean, place: ExplainWords): ArithmeticRow {
  const { words, figures } = place;
  switch (step.kind) {
    case "list":
      return listRow(step, isReplaced, place);
    case "stated":
      return {
        label: words.stated[step.why],
        detail: step.reason,
        amountMinor: step.unitPriceMinor,
        isReplaced,
        tone: "inside",
      };
    case "tax_exempt":
      return {
        label: words.stepTaxExempt,
        detail: words.stepTaxExemptWhy(figures.money(step.fromMinor), step.rateNames.join(", ")),
        amountMinor: step.unitPriceMinor,
        tone: "inside",
      };
    case "extended":
      return extendedRow(step, place);
    case "embedded":
      return {
        label: words.stepEmbedded,
        detail: words.stepEmbeddedWhy,
        amountMinor: step.amountMinor,
      };
    case "promotion":
      return promotionRow(step, place);
    case "line_discount":
      return discountRow(step, place);
    case "order_discount":
      return {
        label: words.stepOrderDiscount,
        detail: words.stepOrderDiscountWhy(figures.money(step.baseMinor)),
        amountMinor: step.amountMinor,
        tone: "saved",
      };
    case "returned":
      return returnedRow(step, place);
    case "tax":
      return taxRow(step, place);
    case "total":
      return { label: words.lineTotal, amountMinor: minor(step.runningMinor), tone: "sum" };
    case "points":
      return { label: words.points, text: words.pointsEarned(figures.count(step.points)) };
  }
}

const UNIT_PRICES: readonly ExplainedStep["kind"][] = ["list", "stated", "tax_exempt"];

/**
 * A line's explanation as rows of a sum: the plain and the saved rows add up to the sum's row;
 * prices of one unit and taxes inside the price stand beside it.
 */
export function explainRows(steps: readonly ExplainedStep[], place: ExplainWords): ArithmeticRow[] {
  const lastPrice = steps.findLastIndex((step) => UNIT_PRICES.includes(step.kind));
  return steps.map((step, index) => ({
    ...rowOf(step, index < lastPrice, place),
    key: `${index}/${step.kind}`,
  }));
}
