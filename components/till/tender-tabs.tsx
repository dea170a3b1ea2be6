"use client";

import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import type { Tender } from "./tender";
import { releaseAfterPointer } from "./till-button";

export type TenderTabsProps = {
  tenders: readonly Tender[];
  chosenId: string;
  onChoose: (id: string) => void;
};

/** More of them stand in even rows of four. */
const ONE_ROW_MAX = 6;
const PHONE_ROW_MAX = 5;

function rowsOf(count: number): string | false {
  return count > ONE_ROW_MAX
    ? "!grid grid-cols-4"
    : count > PHONE_ROW_MAX && "max-md:grid max-md:grid-cols-4";
}

/** Method keys in rows that grow with the store's tenders; the arrows move through them. */
export function TenderTabs({ tenders, chosenId, onChoose }: TenderTabsProps) {
  const { till, tillPay } = useMessages();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
    <div
      role="group"
      aria-label={tillPay.paymentMethod}
      className={classNames(
        "mb-2 flex flex-wrap gap-1 rounded-till bg-surface-sunken p-1",
        rowsOf(tenders.length),
      )}
    >
      {tenders.map((tender) => (
        <button
          key={tender.id}
          type="button"
          aria-pressed={tender.id === chosenId}
          aria-label={tender.foreign ? tillPay.foreignCash(tender.id) : till.methods[tender.method]}
          onClick={(event) => {
            releaseAfterPointer(event);
            onChoose(tender.id);
          }}
          className={classNames(
            "min-h-12 flex-auto select-none whitespace-nowrap rounded-chip border px-2 text-till-key transition-colors",
            tender.id === chosenId
              ? "border-border bg-surface-raised text-text shadow-lifted"
              : "border-transparent text-text-muted hover:text-text",
          )}
        >
          {tender.foreign ? tender.id : till.methods[tender.method]}
        </button>
      ))}
    </div>
  );
}
