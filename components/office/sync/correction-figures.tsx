"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { MoneyText } from "../../money/money-text";
import { Skeleton } from "../../ui/skeleton";

export type CorrectionFiguresProps = {
  /** Whether all is chosen that the engine needs. */
  isAsked: boolean;
  /** Undefined until the engine has answered. */
  figures:
    | {
        readonly currency: string;
        readonly netMinor: number;
        readonly taxMinor: number;
        readonly totalMinor: number;
        readonly roundingMinor: number;
        readonly paidMinor: number;
      }
    | undefined;
  suspendedMinor: number | null;
};

/** What the engine makes of a correction, beside what stands in suspense. */
export function CorrectionFigures({ isAsked, figures, suspendedMinor }: CorrectionFiguresProps) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  if (!isAsked) return <p className="text-body text-text-muted">{officeSync.cannotPreview}</p>;
  if (figures === undefined) return <Skeleton className="h-28 max-w-90 rounded-control" />;
  const { currency, netMinor, taxMinor, totalMinor, roundingMinor, paidMinor } = figures;
  const differenceMinor = suspendedMinor === null ? 0 : paidMinor - suspendedMinor;
  const rows = [
    { label: officeSync.net, amountMinor: netMinor },
    { label: officeSync.tax, amountMinor: taxMinor },
    ...(roundingMinor === 0 ? [] : [{ label: officeSync.rounding, amountMinor: roundingMinor }]),
  ];
  return (
    <section
      aria-label={officeSync.engineSays}
      aria-live="polite"
      className="max-w-90 rounded-control bg-surface px-4 py-3"
    >
      <p className="text-small text-text-muted">{officeSync.engineSays}</p>
      <dl className="mt-1.5">
        {rows.map(({ label, amountMinor }) => (
          <div key={label} className="flex justify-between gap-4 py-0.5 text-body">
            <dt className="text-text-muted">{label}</dt>
            <dd>
              <MoneyText amountMinor={minor(amountMinor)} currency={currency} />
            </dd>
          </div>
        ))}
        <div className="mt-1 flex justify-between gap-4 border-border-strong border-t pt-1.5 font-figure text-body">
          <dt>{officeSync.total}</dt>
          <dd>
            <MoneyText
              amountMinor={minor(totalMinor + roundingMinor)}
              currency={currency}
              hasCurrency
            />
          </dd>
        </div>
      </dl>
      {differenceMinor !== 0 && (
        <p className="mt-2 font-medium text-small text-warning">
          {officeSync.differs(formatMoney(minor(Math.abs(differenceMinor)), { currency, locale }))}
        </p>
      )}
    </section>
  );
}
