"use client";

import { Calculator } from "lucide-react";
import { minor } from "../../../core/money/minor";
import { explainLine } from "../../../core/pricing/explain-trace";
import type { SaleDocument, SaleLine } from "../../../core/sale/sale-document";
import type { TaxRate } from "../../../core/tax/tax-group";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { type ArithmeticRow, explainRows } from "../../money/explain-words";
import { formatMoney } from "../../money/format-money";
import { MoneyText } from "../../money/money-text";
import { formatQuantityText } from "../../money/quantity-text";
import { classNames } from "../../ui/class-names";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { formatCount } from "../format-office";

export type ExplainPriceProps = { document: SaleDocument; line: SaleLine };

/** How a line came to its price, as a sum that adds up, in the words of the till. */
export function ExplainPrice({ document, line }: ExplainPriceProps) {
  const { office, tillPay } = useMessages();
  return (
    <Popover
      label={tillPay.explainTitle}
      placement="bottom end"
      className="w-90"
      trigger={<IconButton label={office.explainPrice(line.name)} icon={<Calculator />} />}
    >
      <h3 className="pb-1 font-figure text-body">{tillPay.explainTitle}</h3>
      <Explanation document={document} line={line} />
    </Popover>
  );
}

/** The steps in their order, each with what it adds; the last is what the line comes to. */
export function Explanation({ document, line }: ExplainPriceProps) {
  const rows = useExplanation(document, line);
  return (
    <dl>
      {rows.map((row) => (
        <ExplanationRow key={row.key ?? row.label} row={row} currency={document.currency} />
      ))}
    </dl>
  );
}

function useExplanation(document: SaleDocument, line: SaleLine): readonly ArithmeticRow[] {
  const { tillPay } = useMessages();
  const locale = useFormatLocale();
  const { currency, taxRounding } = document;
  const group = document.taxGroups.find(({ code }) => code === line.taxGroupCode);
  const steps = explainLine({
    ...line,
    steps: line.trace?.steps ?? [],
    rates: line.returned ? [] : ((group?.rates ?? []) as readonly TaxRate[]),
    taxRounding,
  });
  const figures = {
    money: (amountMinor: number) => formatMoney(minor(amountMinor), { currency, locale }),
    quantity: (milli: Parameters<typeof formatQuantityText>[0]) =>
      formatQuantityText(milli, locale),
    count: (value: number) => formatCount(value, locale),
  };
  return explainRows(steps, { words: tillPay, figures, locale });
}

const ROW_TONES = {
  plain: "",
  saved: "",
  inside: "text-text-muted",
  sum: "border-border-strong font-figure",
} as const;

function ExplanationRow({ row, currency }: { row: ArithmeticRow; currency: string }) {
  const tone = row.tone ?? "plain";
  const amount =
    row.amountMinor === undefined ? (
      row.text
    ) : (
      <MoneyText amountMinor={row.amountMinor} currency={currency} />
    );
  return (
    <div
      className={classNames(
        "flex items-start justify-between gap-4 border-border py-1.5 text-body not-first:border-t",
        ROW_TONES[tone],
      )}
    >
      <dt className="min-w-0">
        <span className="wrap-anywhere block">{row.label}</span>
        {row.detail && (
          <span className="wrap-anywhere block text-small text-text-muted">{row.detail}</span>
        )}
      </dt>
      <dd className={classNames("shrink-0 tabular-nums", tone === "saved" && "text-positive")}>
        {row.isReplaced ? <s className="text-text-muted">{amount}</s> : amount}
      </dd>
    </div>
  );
}
