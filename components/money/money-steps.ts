/** Sizes in px; an amount takes the largest that fits its place. */
export type MoneyStep = { px: number; centsPx: number; hasCurrency: boolean };

export type MoneyScale = {
  /** Largest first. */
  steps: readonly [MoneyStep, ...MoneyStep[]];
  trackingEm: number;
  /** Width of its place on the sell screen. */
  availablePx: number;
};

export const CHANGE_SCALE: MoneyScale = {
  steps: [
    { px: 172, centsPx: 60, hasCurrency: false },
    { px: 136, centsPx: 60, hasCurrency: false },
    { px: 104, centsPx: 48, hasCurrency: false },
    { px: 84, centsPx: 40, hasCurrency: false },
  ],
  trackingEm: -0.045,
  availablePx: 408,
};

export const TOTAL_SCALE: MoneyScale = {
  steps: [
    { px: 58, centsPx: 28, hasCurrency: false },
    { px: 48, centsPx: 24, hasCurrency: false },
    { px: 40, centsPx: 20, hasCurrency: false },
  ],
  trackingEm: -0.024,
  availablePx: 216,
};

export const PHONE_TOTAL_SCALE: MoneyScale = {
  steps: [
    { px: 48, centsPx: 24, hasCurrency: false },
    { px: 40, centsPx: 20, hasCurrency: false },
  ],
  trackingEm: -0.024,
  availablePx: 232,
};

/** The code goes before the figures shrink. */
export const PAY_SCALE: MoneyScale = {
  steps: [
    { px: 22, centsPx: 22, hasCurrency: true },
    { px: 22, centsPx: 22, hasCurrency: false },
    { px: 18, centsPx: 18, hasCurrency: false },
  ],
  trackingEm: -0.015,
  availablePx: 116,
};

const DIGIT_EM = 0.645;
const SEPARATOR_EM = 0.269;
const LETTER_EM = 0.7;

/** Width of bold tabular figures as Inter draws them. */
function widthEm(text: string, trackingEm: number): number {
  let width = 0;
  for (const character of text) {
    if (/[\p{Nd}\u2212+]/u.test(character)) {
      width += DIGIT_EM + trackingEm;
    } else {
      width += (/\p{L}/u.test(character) ? LETTER_EM : SEPARATOR_EM) + trackingEm;
    }
  }
  return width;
}

export type SteppedAmount = {
  whole: string;
  fraction: string;
  /** The code, where it is to be shown if it fits. */
  currency?: string;
  availablePx?: number;
};

/**
 * The largest step at which an amount stands on one line. It depends on the text alone, not on a
 * measured layout, so nothing moves after the first paint. Below the last step the size goes on
 * shrinking: an amount is never cut.
 */
export function stepFor(scale: MoneyScale, amount: SteppedAmount): MoneyStep {
  const { steps, trackingEm } = scale;
  const availablePx = amount.availablePx ?? scale.availablePx;
  const widthPx = (step: MoneyStep) => {
    const code = step.hasCurrency && amount.currency ? `${amount.currency} ` : "";
    const wholePx = widthEm(code + amount.whole, trackingEm) * step.px;
    return wholePx + widthEm(amount.fraction, trackingEm) * step.centsPx;
  };
  const fitting = steps.find((step) => widthPx(step) <= availablePx);
  if (fitting) {
    return fitting;
  }
  const smallest = steps.at(-1) ?? steps[0];
  const share = availablePx / widthPx(smallest);
  return {
    px: Math.floor(smallest.px * share),
    centsPx: Math.floor(smallest.centsPx * share),
    hasCurrency: false,
  };
}
