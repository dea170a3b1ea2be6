"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Card, CardHeader } from "../../ui/card";
import { TextLink } from "../../ui/text-link";
import { formatCount, formatDay } from "../format-office";
import type { Sale } from "../office-outputs";
import { type Fact, FactList } from "./fact-list";

export function SaleDetailsCard({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const facts: Fact[] = [
    { label: office.cashier, value: sale.cashierName === "" ? office.none : sale.cashierName },
    { label: office.customer, value: sale.customerName ?? office.none },
    { label: office.businessDay, value: formatDay(sale.businessOn, locale) },
    { label: office.items, value: formatCount(sale.itemCount, locale) },
    ...(sale.reason === null ? [] : [{ label: office.reason, value: sale.reason }]),
    ...(sale.note === null ? [] : [{ label: office.note, value: sale.note }]),
    ...(sale.originalSaleId === null
      ? []
      : [
          {
            label: office.originalSale,
            value: (
              <TextLink href={`/office/sales/${sale.originalSaleId}`}>
                {office.openOriginal}
              </TextLink>
            ),
          },
        ]),
  ];
  return (
    <Card as="section" labelledBy="sale-details">
      <CardHeader title={office.details} titleId="sale-details" />
      <FactList facts={facts} className="lg:grid-cols-4" />
    </Card>
  );
}
