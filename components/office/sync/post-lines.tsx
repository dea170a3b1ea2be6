"use client";

import { minor } from "../../../core/money/minor";
import { quantityMilli } from "../../../core/quantity/quantity";
import { useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { QuantityText } from "../../money/quantity-text";
import { Select } from "../../ui/select";
import { TwoLines } from "../../ui/two-lines";
import type { DraftFieldsProps } from "./correction-draft";

/** The lines as the till wrote them; only how each is taxed can be chosen. */
export function PostLines({ event, draft, onChange }: DraftFieldsProps) {
  const { officeSync } = useMessages();
  const currency = event.sale?.currency ?? "";
  const lines = event.sale?.lines ?? [];
  const choose = (chosen: number, code: string) =>
    onChange({
      lineGroups: draft.lineGroups.map((known, index) => (index === chosen ? code : known)),
    });
  return (
    <ul className="divide-y divide-border rounded-control border border-border">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a sealed event never move.
        <li key={index} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
          <TwoLines
            className="flex-1 basis-48"
            second={
              <span className="inline-flex gap-1.5">
                <MoneyText amountMinor={minor(line.unitPriceMinor)} currency={currency} />
                <QuantityText
                  quantityMilli={quantityMilli(line.quantityMilli)}
                  unit={line.unit}
                  isTimes
                />
                {line.discountMinor > 0 && (
                  <MoneyText amountMinor={minor(0 - line.discountMinor)} currency={currency} />
                )}
              </span>
            }
          >
            {line.name}
          </TwoLines>
          <Select
            label={`${officeSync.taxGroup}: ${line.name}`}
            isLabelHidden
            size="office"
            className="w-full sm:w-44"
            options={event.taxGroups.map(({ code, name }) => ({
              value: code,
              label: `${code} \u00b7 ${name}`,
            }))}
            value={draft.lineGroups[index] ?? null}
            onChange={(code) => choose(index, code)}
            placeholder={officeSync.taxGroup}
          />
        </li>
      ))}
    </ul>
  );
}
