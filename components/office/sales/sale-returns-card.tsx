"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Card, CardHeader } from "../../ui/card";
import { TextLink } from "../../ui/text-link";
import { formatMoment } from "../format-office";
import type { Sale } from "../office-outputs";
import { AmountRows } from "./amount-rows";

/** What came back of a sale, each return with the way to it. */
export function SaleReturnsCard({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  if (sale.returns.length === 0) return null;
  const words = { sale: office.exchange, refund: office.refund, void: office.void };
  return (
    <Card as="section" labelledBy="sale-returns">
      <CardHeader title={office.returns} titleId="sale-returns" />
      <AmountRows
        currency={sale.currency}
        rows={sale.returns.map((back) => ({
          id: back.id,
          label: <TextLink href={`/office/sales/${back.id}`}>{back.receiptNumber}</TextLink>,
          second: `${words[back.kind]} \u00b7 ${formatMoment(back.soldAt, sale.timezone, locale)}`,
          amountMinor: back.amountMinor,
        }))}
      />
    </Card>
  );
}
