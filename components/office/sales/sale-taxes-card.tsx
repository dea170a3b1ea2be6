"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { Card, CardHeader } from "../../ui/card";
import { formatRate } from "../format-office";
import type { Sale } from "../office-outputs";
import { AmountRows } from "./amount-rows";

export function SaleTaxesCard({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { currency } = sale;
  const second = (tax: Sale["taxes"][number]) =>
    [
      formatRate(tax.ratePpm, locale),
      `${office.net} ${formatMoney(minor(tax.netMinor), { currency, locale })}`,
    ].join(" · ");
  const rows = [
    ...sale.taxes.map((tax) => ({
      id: `${tax.taxGroupCode}/${tax.code}`,
      label: `${tax.taxGroupCode}, ${tax.name}`,
      second: second(tax),
      amountMinor: tax.taxMinor,
    })),
    { id: "sum", label: office.total, amountMinor: sale.taxMinor, isSum: true },
  ];
  return (
    <Card as="section" labelledBy="sale-taxes">
      <CardHeader title={office.taxes} titleId="sale-taxes" />
      {sale.taxes.length === 0 ? (
        <p className="px-4 pb-4 text-body text-text-muted">{office.noTaxes}</p>
      ) : (
        <AmountRows rows={rows} currency={currency} />
      )}
    </Card>
  );
}
