"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatMoney } from "../../money/format-money";
import { Card, CardHeader } from "../../ui/card";
import type { Sale } from "../office-outputs";
import { type AmountRow, AmountRows } from "./amount-rows";

export function SalePaymentsCard({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  const second = usePaymentDetail();
  const rows: AmountRow[] = [
    ...sale.payments.map((payment) => ({
      id: payment.id,
      label: office.method[payment.method] ?? payment.method,
      second: second(payment),
      amountMinor: payment.amountMinor,
    })),
    ...(sale.roundingMinor === 0
      ? []
      : [{ id: "rounding", label: office.cashRounding, amountMinor: -sale.roundingMinor }]),
    ...(sale.tipMinor === 0 ? [] : [{ id: "tip", label: office.tip, amountMinor: -sale.tipMinor }]),
    { id: "sum", label: office.total, amountMinor: sale.totalMinor, isSum: true },
  ];
  return (
    <Card as="section" labelledBy="sale-payments">
      <CardHeader title={office.payments} titleId="sale-payments" />
      {sale.payments.length === 0 ? (
        <p className="px-4 pb-4 text-body text-text-muted">{office.noPayment}</p>
      ) : (
        <AmountRows rows={rows} currency={sale.currency} />
      )}
    </Card>
  );
}

/** What was handed over and given back, and the number by which the other side knows it. */
function usePaymentDetail() {
  const { office } = useMessages();
  const locale = useFormatLocale();
  return (payment: Sale["payments"][number]) => {
    const { tenderedMinor, changeMinor, reference, currency } = payment;
    const amount = (amountMinor: number) => formatMoney(minor(amountMinor), { currency, locale });
    const { foreignCurrency, foreignTenderedMinor, foreignRate } = payment;
    const parts = [
      ...(foreignCurrency === null || foreignTenderedMinor === null
        ? []
        : [
            office.foreignCash(
              `${foreignCurrency} ${formatMoney(minor(foreignTenderedMinor), { currency: foreignCurrency, locale })}`,
              foreignRate ?? "",
            ),
          ]),
      ...(changeMinor === 0
        ? []
        : [
            `${office.tendered} ${amount(tenderedMinor)}`,
            `${office.changeGiven} ${amount(changeMinor)}`,
          ]),
      ...(reference === null ? [] : [`${office.reference} ${reference}`]),
    ];
    return parts.join(" · ");
  };
}
