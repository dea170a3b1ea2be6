"use client";

import type { ReactNode } from "react";
import { minor } from "../../../core/money/minor";
import { MoneyText } from "../../money/money-text";
import { classNames } from "../../ui/class-names";

export type AmountRow = {
  readonly id: string;
  readonly label: ReactNode;
  readonly second?: ReactNode;
  readonly amountMinor: number;
  /** Under a strong rule. */
  readonly isSum?: boolean;
};

export type AmountRowsProps = { rows: readonly AmountRow[]; currency: string };

/** Labels left, figures in a column; a sum stands under a strong rule. */
export function AmountRows({ rows, currency }: AmountRowsProps) {
  return (
    <ul className="px-4 pb-2">
      {rows.map(({ id, label, second, amountMinor, isSum }) => (
        <li
          key={id}
          className={classNames(
            "flex min-h-10 items-center justify-between gap-4 py-1.5 text-body not-first:border-t",
            isSum ? "border-border-strong font-figure" : "border-border",
          )}
        >
          <span className="min-w-0">
            <span className="block">{label}</span>
            {second && (
              <span className="block wrap-anywhere text-small text-text-muted">{second}</span>
            )}
          </span>
          <MoneyText
            amountMinor={minor(amountMinor)}
            currency={currency}
            className={isSum ? "" : "font-medium"}
          />
        </li>
      ))}
    </ul>
  );
}
