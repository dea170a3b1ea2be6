"use client";

import NextLink from "next/link";
import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { classNames } from "../../ui/class-names";
import { formatShare } from "../format-office";
import type { Today } from "../office-outputs";
import { type SalesAddress, salesHref, TENDERS } from "../sales/sales-address";

/** Falling strength, the largest first; the order of the rows is the order of the bar. */
const SHADES = ["bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5"];

export type PaymentsCardProps = { today: Today; address: SalesAddress };

export function PaymentsCard({ today, address }: PaymentsCardProps) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { payments, currency } = today;
  const inflow = payments.reduce((sum, each) => sum + Math.max(0, each.amountMinor), 0);
  const rows = payments.map((payment, index) => ({
    ...payment,
    shade: SHADES[Math.min(index, SHADES.length - 1)] ?? "",
    share: inflow === 0 ? 0 : Math.max(0, payment.amountMinor) / inflow,
    tender: TENDERS.find((tender) => tender === payment.method),
  }));
  return (
    <Card as="section" labelledBy="today-payments" className="flex flex-col">
      <CardHeader
        title={office.payments}
        titleId="today-payments"
        end={
          <MoneyText
            amountMinor={minor(today.today.collectedMinor)}
            currency={currency}
            cents="never"
            hasCurrency
            className="text-heading text-text"
          />
        }
      />
      <div aria-hidden="true" className="mx-4 flex h-3 gap-0.5 overflow-hidden rounded-chip">
        {rows
          .filter((row) => row.share > 0)
          .map((row) => (
            <span key={row.method} className={row.shade} style={{ flexGrow: row.share }} />
          ))}
        {inflow === 0 && <span className="flex-1 bg-surface-sunken" />}
      </div>
      {rows.length === 0 && (
        <p className="px-4 py-4 text-body text-text-muted">{office.paymentsNone}</p>
      )}
      <CardRows className="mt-1.5 pb-1">
        {rows.map((row) => (
          <CardRow key={row.method} isTall={false} className="gap-2.5">
            <span aria-hidden="true" className={classNames("size-2.5 rounded-[3px]", row.shade)} />
            <PaymentName
              name={office.method[row.method] ?? row.method}
              {...(row.tender && { href: salesHref({ ...address, tender: row.tender }) })}
            />
            <MoneyText
              amountMinor={minor(row.amountMinor)}
              currency={currency}
              cents="never"
              className="ms-auto font-figure"
            />
            <span className="w-13 text-end text-text-muted tabular-nums">
              {formatShare(row.share, locale)}
            </span>
          </CardRow>
        ))}
      </CardRows>
    </Card>
  );
}

/** Opens the very sales that the amount sums up; the whole row is the target. */
function PaymentName({ name, href }: { name: string; href?: string }) {
  if (href === undefined) return <span>{name}</span>;
  return (
    <NextLink
      href={href}
      className="after:absolute after:inset-x-2 after:inset-y-0 after:rounded-control hover:underline focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-focus focus-visible:after:-outline-offset-3"
    >
      {name}
    </NextLink>
  );
}
