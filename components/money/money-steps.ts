/** Sizes in px, largest first; an amount takes the largest that fits its place. */
export type MoneyStep = { px: number; centsPx: number; className: string };

export const CHANGE_STEPS: readonly MoneyStep[] = [
  { px: 172, centsPx: 60, className: "text-change-172" },
  { px: 136, centsPx: 60, className: "text-change-136" },
  { px: 104, centsPx: 48, className: "text-change-104" },
  { px: 84, centsPx: 40, className: "text-change-84" },
];

export const TOTAL_STEPS: readonly MoneyStep[] = [
  { px: 58, centsPx: 28, className: "text-till-total" },
  { px: 48, centsPx: 24, className: "text-till-total-48" },
  { px: 40, centsPx: 20, className: "text-till-total-40" },
];

export const PHONE_TOTAL_STEPS: readonly MoneyStep[] = [
  { px: 48, centsPx: 24, className: "text-till-total-48" },
  { px: 40, centsPx: 20, className: "text-till-total-40" },
];

const DIGIT_EM = 0.64;
const SIGN_EM = 0.3;

/** Width of figures of the total's weight, as the widest locale sets them. */
function widthEm(text: string): number {
  let width = 0;
  for (const character of text) {
    width += /\p{Nd}/u.test(character) || character === "\u2212" ? DIGIT_EM : SIGN_EM;
  }
  return width;
}

export type SteppedAmount = { whole: string; fraction: string; availablePx: number };

/**
 * The largest step at which an amount stands on one line. It depends on the text alone, not on a
 * measured layout, so nothing moves after the first paint. Below the last step the size goes on
 * shrinking: an amount is never cut.
 */
export function stepFor(steps: readonly MoneyStep[], amount: SteppedAmount): MoneyStep {
  const wholeEm = widthEm(amount.whole);
  const fractionEm = widthEm(amount.fraction);
  const widthPx = (step: MoneyStep) => wholeEm * step.px + fractionEm * step.centsPx;
  const fitting = steps.find((step) => widthPx(step) <= amount.availablePx);
  const smallest = steps.at(-1);
  if (fitting || !smallest) {
    return fitting ?? { px: 16, centsPx: 16, className: "" };
  }
  const scale = amount.availablePx / widthPx(smallest);
  return {
    px: Math.floor(smallest.px * scale),
    centsPx: Math.floor(smallest.centsPx * scale),
    className: smallest.className,
  };
}
