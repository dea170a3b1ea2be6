import { parseQuantity } from "../../core/quantity/quantity";

const PPM_PER_PERCENT = 10_000;
/** Thousandths of a percent, as a typed decimal is read, in parts per million. */
const PPM_PER_THOUSANDTH = 10;

/** A rate in parts per million as a percentage in the locale's digits: 75000 is "7.5 %". */
export function formatPercent(ratePpm: number, locale: string): string {
  const whole = Math.trunc(ratePpm / PPM_PER_PERCENT);
  const fraction = String(Math.abs(ratePpm % PPM_PER_PERCENT)).padStart(4, "0");
  const formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  return `${formatter.format(`${whole}.${fraction}` as `${number}`)}\u00a0%`;
}

/**
 * What the number keys say of a percentage, such as "7.5", in parts per million; null when nothing
 * or more than the whole is typed.
 */
export function typedPercentPpm(text: string): number | null {
  const thousandths = parseQuantity(text.replace(/\.$/, ""));
  if (thousandths === null || thousandths <= 0) {
    return null;
  }
  const ratePpm = thousandths * PPM_PER_THOUSANDTH;
  return ratePpm <= 100 * PPM_PER_PERCENT ? ratePpm : null;
}
