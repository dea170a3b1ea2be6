"use client";

import { UserRoundCheck, UserRoundPlus } from "lucide-react";
import { useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Badge } from "../ui/badge";
import { useSellPanel } from "./sell-state";
import { releaseAfterPointer } from "./till-button";

/** Who is served, in the head of the sale; a press finds or changes the customer. */
export function CustomerChip() {
  const { tillCounter } = useMessages();
  const { openPanel } = useSellPanel();
  const customer = useTillSelector(({ cart }) => cart.customer);
  const Icon = customer ? UserRoundCheck : UserRoundPlus;
  return (
    <button
      type="button"
      aria-keyshortcuts="F4"
      aria-label={customer ? tillCounter.customerChange(customer.name) : tillCounter.customerAdd}
      onClick={(event) => {
        releaseAfterPointer(event);
        openPanel("customer");
      }}
      className="icon-20 flex h-12 min-w-0 select-none items-center gap-2 rounded-till px-2 text-till-key transition-colors hover:bg-surface-hover active:bg-surface-sunken focus-inset"
    >
      <Icon aria-hidden="true" className={customer ? "text-accent-text" : "text-text-muted"} />
      <span className={customer ? "truncate font-amount" : "truncate text-text-muted"}>
        {customer?.name ?? tillCounter.customer}
      </span>
      {customer?.isTaxExempt && (
        <Badge tone="accent" size="till">
          {tillCounter.customerExemptShort}
        </Badge>
      )}
    </button>
  );
}
