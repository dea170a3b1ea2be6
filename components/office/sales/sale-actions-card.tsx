"use client";

import { minor } from "../../../core/money/minor";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { MoneyText } from "../../money/money-text";
import { Card, CardHeader } from "../../ui/card";
import { formatTime } from "../format-office";
import type { Sale } from "../office-outputs";

type Action = Sale["actions"][number];

/** Discounts, prices and voids by hand, lines taken out before payment, and who approved what. */
export function SaleActionsCard({ sale }: { sale: Sale }) {
  const { office } = useMessages();
  if (sale.actions.length === 0) return null;
  return (
    <Card as="section" labelledBy="sale-actions">
      <CardHeader title={office.byHand} titleId="sale-actions" />
      <ul className="px-4 pb-2">
        {sale.actions.map((action, place) => {
          const key = `${place}`;
          return <ActionRow key={key} action={action} sale={sale} />;
        })}
      </ul>
    </Card>
  );
}

function ActionRow({ action, sale }: { action: Action; sale: Sale }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { kind, subject, reason, amountMinor, approverName } = action;
  const what = kind === "approval" ? (office.permission[subject ?? ""] ?? subject) : subject;
  const facts = [
    reason,
    approverName === null ? null : office.approvedBy(approverName),
    formatTime(action.at, sale.timezone, locale),
  ];
  return (
    <li className="flex min-h-10 items-center justify-between gap-4 border-border py-1.5 text-body not-first:border-t">
      <span className="min-w-0">
        <span className="wrap-anywhere block">
          {[office.action[kind] ?? kind, what].filter(Boolean).join(": ")}
        </span>
        <span className="wrap-anywhere block text-small text-text-muted">
          {facts.filter(Boolean).join(" \u00b7 ")}
        </span>
      </span>
      {amountMinor !== null && (
        <MoneyText amountMinor={minor(amountMinor)} currency={sale.currency} />
      )}
    </li>
  );
}
