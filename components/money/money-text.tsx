"use client";

import type { CSSProperties } from "react";
import type { Minor } from "../../core/money/minor";
import { useFormatLocale } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { moneyParts } from "./format-money";
import {
  CHANGE_STEPS,
  type MoneyStep,
  PHONE_TOTAL_STEPS,
  stepFor,
  TOTAL_STEPS,
} from "./money-steps";

export type MoneySize =
  | "inherit"
  | "change"
  | "total"
  | "total-phone"
  | "hero"
  | "figure"
  | "pay"
  | "price"
  | "line";

export type MoneyTextProps = {
  amountMinor: Minor;
  currency: string;
  size?: MoneySize;
  sign?: "auto" | "always";
  cents?: "always" | "if-any" | "never";
  /** The code stands before the amount, smaller and muted where the amount is large. */
  hasCurrency?: boolean;
  /** Width that a stepped size may take; the default is its place on the sell screen. */
  availablePx?: number;
  locale?: string;
  className?: string;
};

const STEPPED: Partial<Record<MoneySize, { steps: readonly MoneyStep[]; availablePx: number }>> = {
  change: { steps: CHANGE_STEPS, availablePx: 408 },
  total: { steps: TOTAL_STEPS, availablePx: 216 },
  "total-phone": { steps: PHONE_TOTAL_STEPS, availablePx: 232 },
};

const PLAIN: Partial<Record<MoneySize, string>> = {
  hero: "text-hero",
  figure: "text-figure",
  pay: "text-pay",
  price: "text-price",
  line: "text-till-amount",
};

function CurrencyCode({ code, size }: { code: string; size: MoneySize }) {
  const isQuiet = size === "hero" || size === "total" || size === "total-phone";
  return (
    <span
      className={classNames(isQuiet && "text-till font-medium tracking-normal text-text-muted")}
    >
      {code}
      {"\u00a0"}
    </span>
  );
}

export function MoneyText(props: MoneyTextProps) {
  const { amountMinor, currency, size = "inherit", sign, cents, hasCurrency, className } = props;
  const contextLocale = useFormatLocale();
  const locale = props.locale ?? contextLocale;
  const parts = moneyParts(amountMinor, {
    currency,
    locale,
    ...(sign && { sign }),
    ...(cents && { cents }),
  });
  const whole = parts.sign + parts.whole;
  const code = hasCurrency && <CurrencyCode code={currency} size={size} />;
  const stepped = STEPPED[size];
  if (!stepped) {
    return (
      <bdi className={classNames("whitespace-nowrap tabular-nums", PLAIN[size], className)}>
        {code}
        {whole}
        {parts.fraction}
      </bdi>
    );
  }
  const step = stepFor(stepped.steps, {
    whole,
    fraction: parts.fraction,
    availablePx: props.availablePx ?? stepped.availablePx,
  });
  const style = {
    fontSize: `${step.px / 16}rem`,
    "--cents-size": `${step.centsPx / 16}rem`,
  } as CSSProperties;
  return (
    <bdi
      style={style}
      className={classNames("whitespace-nowrap tabular-nums", step.className, className)}
    >
      {code}
      {whole}
      {parts.fraction && <span className="text-(length:--cents-size)">{parts.fraction}</span>}
    </bdi>
  );
}
