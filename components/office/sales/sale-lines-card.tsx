"use client";

import { minor } from "../../../core/money/minor";
import { quantityMilli } from "../../../core/quantity/quantity";
import { useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { QuantityText } from "../../money/quantity-text";
import { Card, CardHeader } from "../../ui/card";
import { Table, type TableColumn } from "../../ui/table";
import { TwoLines } from "../../ui/two-lines";
import type { Sale } from "../office-outputs";

type Line = Sale["lines"][number];

/** Lines in the terms of their prices: with tax where prices hold it. */
export function SaleLinesCard({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  const money = (amountMinor: number) => (
    <MoneyText amountMinor={minor(amountMinor)} currency={sale.currency} />
  );
  const amountOf = (line: Line) => (sale.pricesIncludeTax ? line.grossMinor : line.netMinor);
  const hasDiscount = sale.lines.some((line) => line.discountMinor !== 0);
  const columns: TableColumn<Line>[] = [
    {
      id: "product",
      header: office.product,
      cell: (line) => <LineName line={line} currency={sale.currency} />,
    },
    {
      id: "quantity",
      header: office.quantity,
      kind: "figure",
      hiddenBelow: "md",
      cell: (line) => (
        <QuantityText
          quantityMilli={quantityMilli(line.quantityMilli)}
          {...(line.unit !== "each" && { unit: line.unit })}
          className="font-regular"
        />
      ),
    },
    {
      id: "price",
      header: office.unitPrice,
      kind: "figure",
      hiddenBelow: "md",
      cell: (line) => (
        <span className="font-regular text-text-muted">
          {money(line.unitPriceMinor)}
          {line.unit === "kg" && ` ${office.perKilogram}`}
        </span>
      ),
    },
    ...(hasDiscount
      ? [
          {
            id: "discount",
            header: office.discount,
            kind: "figure" as const,
            hiddenBelow: "md" as const,
            cell: (line: Line) =>
              line.discountMinor === 0 ? null : (
                <span className="font-regular">{money(-line.discountMinor)}</span>
              ),
          },
        ]
      : []),
    { id: "amount", header: office.amount, kind: "figure", cell: (line) => money(amountOf(line)) },
  ];
  return (
    <Card as="section" labelledBy="sale-lines" className="overflow-hidden">
      <CardHeader
        title={office.lines}
        titleId="sale-lines"
        end={sale.pricesIncludeTax ? office.amountWithTax : office.amountWithoutTax}
      />
      <Table
        label={office.lines}
        columns={columns}
        rows={sale.lines}
        rowId={(line) => line.id}
        className="rounded-none"
      />
    </Card>
  );
}

/** On a phone the second line says how many at what price, in the place of two columns. */
function LineName({ line, currency }: { line: Line; currency: string }) {
  const { office } = useMessages();
  const facts = [line.sku, `${office.taxGroup} ${line.taxGroupCode}`, line.note];
  return (
    <TwoLines
      second={
        <>
          <span className="hidden md:inline">
            {facts.filter((fact) => fact !== null && fact !== "").join(" · ")}
          </span>
          <span className="tabular-nums md:hidden">
            <QuantityText
              quantityMilli={quantityMilli(line.quantityMilli)}
              {...(line.unit !== "each" && { unit: line.unit })}
            />
            {" \u00d7 "}
            <MoneyText amountMinor={minor(line.unitPriceMinor)} currency={currency} />
          </span>
        </>
      }
    >
      {line.name}
    </TwoLines>
  );
}
