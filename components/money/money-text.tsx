"use client";

import type { CSSProperties } from "react";
import type { Minor } from "../../core/money/minor";
import { useFormatLocale } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { moneyParts } from "./format-money";
import {
  CHANGE_SCALE,
  type MoneyScale,
  PAY_SCALE,
  PHONE_TOTAL_SCALE,
  stepFor,
  TOTAL_SCALE,
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
  /** Width that change, total and pay may take; the default is their place on the sell screen. */
  availablePx?: number;
  locale?: string;
  className?: string;
};

const STEPPED: Partial<Record<MoneySize, { scale: MoneyScale; className: string }>> = {
  change: { scale: CHANGE_SCALE, className: "text-change -ms-[0.045em]" },
  total: { scale: TOTAL_SCALE, className: "text-till-total" },
  "total-phone": { scale: PHONE_TOTAL_SCALE, className: "text-till-total-phone" },
  pay: { scale: PAY_SCALE, className: "text-pay" },
};

const PLAIN: Partial<Record<MoneySize, string>> = {
  hero: "text-hero",
  figure: "text-figure",
  price: "text-price",
  line: "text-till-amount",
};

const QUIET_CODE: Partial<Record<MoneySize, string>> = {
  hero: "text-state font-medium tracking-normal text-text-muted",
  total: "text-till font-medium tracking-normal text-text-muted",
  "total-phone": "text-till font-medium tracking-normal text-text-muted",
};

function CurrencyCode({ code, size }: { code: string; size: MoneySize }) {
  return (
    <span className={classNames("leading-none", QUIET_CODE[size])}>
      {code}
      {"\u00a0"}
      {QUIET_CODE[size] && "\u2009"}
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
  const stepped = STEPPED[size];
  if (!stepped) {
    return (
      <bdi className={classNames("whitespace-nowrap tabular-nums", PLAIN[size], className)}>
        {hasCurrency && <CurrencyCode code={currency} size={size} />}
        {whole}
        {parts.fraction}
      </bdi>
    );
  }
  const step = stepFor(stepped.scale, {
    whole,
    fraction: parts.fraction,
    ...(hasCurrency && { currency }),
    ...(props.availablePx !== undefined && { availablePx: props.availablePx }),
  });
  const style = {
    fontSize: `${step.px / 16}rem`,
    "--cents-size": `${step.centsPx / 16}rem`,
  } as CSSProperties;
  const hasCode = hasCurrency && (step.hasCurrency || size !== "pay");
  return (
    <bdi
      style={style}
      className={classNames("whitespace-nowrap tabular-nums", stepped.className, className)}
    >
      {hasCode && <CurrencyCode code={currency} size={size} />}
      {whole}
      {parts.fraction && (
        <span className="text-(length:--cents-size) leading-none tracking-[-0.02em]">
          {parts.fraction}
        </span>
      )}
    </bdi>
  );
}
