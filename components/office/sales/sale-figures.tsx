"use client";

import { minor } from "../../../core/money/minor";
import { useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { classNames } from "../../ui/class-names";
import { Stat, StatGrid } from "../../ui/stat";
import type { Sale } from "../office-outputs";

export function SaleFigures({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  const { currency } = sale;
  const money = (amountMinor: number) => (
    <MoneyText amountMinor={minor(amountMinor)} currency={currency} />
  );
  return (
    <StatGrid className="md:grid-cols-4">
      <Stat
        label={`${office.total} ${currency}`}
        value={
          <span className={classNames(sale.totalMinor < 0 && "text-danger")}>
            {money(sale.totalMinor)}
          </span>
        }
      />
      <Stat label={office.net} value={money(sale.netMinor)} />
      <Stat label={office.tax} value={money(sale.taxMinor)} />
      <Stat label={office.discount} value={money(sale.discountMinor)} />
    </StatGrid>
  );
}
