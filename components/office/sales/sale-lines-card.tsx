"use client";

import { useState } from "react";
import { minor } from "../../../core/money/minor";
import { quantityMilli } from "../../../core/quantity/quantity";
import type { SaleDocument } from "../../../core/sale/sale-document";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { formatQuantityText, QuantityText } from "../../money/quantity-text";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { Table, type TableColumn } from "../../ui/table";
import { TextLink } from "../../ui/text-link";
import { TwoLines } from "../../ui/two-lines";
import { formatCount } from "../format-office";
import type { Sale } from "../office-outputs";
import { ExplainPrice } from "./explain-price";

type Line = Sale["lines"][number];

/** A wholesale receipt has hundreds of lines; what comes after them must stay in reach. */
const LINES_AT_ONCE = 25;
const LINES_FIRST = 15;

export type SaleLinesCardProps = {
  sale: Sale;
  /** What the till sealed; null when it cannot be read. */
  document: SaleDocument | null;
};

/** Lines in the terms of their prices: with tax where prices hold it. */
export function SaleLinesCard({ sale, document }: SaleLinesCardProps) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const money = (amountMinor: number) => (
    <MoneyText amountMinor={minor(amountMinor)} currency={sale.currency} />
  );
  const sealed = new Map(document?.lines.map((line) => [line.lineId, line]));
  const explain = (line: Line) => {
    const found = sealed.get(line.id);
    return document && found ? <ExplainPrice document={document} line={found} /> : null;
  };
  const amountOf = (line: Line) => (sale.pricesIncludeTax ? line.grossMinor : line.netMinor);
  const hasDiscount = sale.lines.some((line) => line.discountMinor !== 0);
  const [isWhole, setIsWhole] = useState(sale.lines.length <= LINES_AT_ONCE);
  const shown = isWhole ? sale.lines : sale.lines.slice(0, LINES_FIRST);
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
    ...(document
      ? [{ id: "explain", header: "", width: "w-12", cell: (line: Line) => explain(line) }]
      : []),
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
        rows={shown}
        rowId={(line) => line.id}
        className="rounded-none"
      />
      {!isWhole && (
        <div className="border-border border-t p-2">
          <Button kind="quiet" isFullWidth onPress={() => setIsWhole(true)}>
            {office.allLines(formatCount(sale.lines.length, locale))}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** On a phone the second line says how many at what price, in the place of two columns. */
function LineName({ line, currency }: { line: Line; currency: string }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { originalSaleId, originalReceiptNumber } = line;
  const facts = [
    line.sku,
    `${office.taxGroup} ${line.taxGroupCode}`,
    line.returnedMilli === 0
      ? null
      : office.cameBack(formatQuantityText(quantityMilli(line.returnedMilli), locale)),
    line.note,
  ];
  return (
    <TwoLines
      second={
        <>
          <span className="hidden md:inline">
            {facts.filter((fact) => fact !== null && fact !== "").join(" · ")}
          </span>
          {originalSaleId !== null && (
            <TextLink href={`/office/sales/${originalSaleId}`} className="ms-2">
              {office.soldOn(originalReceiptNumber ?? "")}
            </TextLink>
          )}
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
