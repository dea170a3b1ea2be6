"use client";

import {
  ChevronRight,
  CircleAlert,
  CircleCheck,
  ClockAlert,
  CopyX,
  FileWarning,
  HardDrive,
  MonitorX,
  PackageMinus,
  ReceiptText,
  ShoppingCart,
  TicketPercent,
  Undo2,
} from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { quantityMilli } from "../../../core/quantity/quantity";
import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { formatQuantityText } from "../../money/quantity-text";
import { Badge } from "../../ui/badge";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { classNames } from "../../ui/class-names";
import { TextLink } from "../../ui/text-link";
import { dayAt, formatDayShort, formatTime } from "../format-office";
import type { AttentionItem, Today } from "../office-outputs";
import { salesHref } from "../sales/sales-address";
import { syncHref } from "../sync/sync-address";

/** What the server counts up to. */
const COUNT_MAX = 100;

const ICONS: Readonly<Record<string, ReactNode>> = {
  oversold: <PackageMinus />,
  duplicate_receipt_number: <ReceiptText />,
  event_quarantined: <FileWarning />,
  possible_clone: <CopyX />,
  returned_more_than_sold: <Undo2 />,
  held_cart_sold_twice: <ShoppingCart />,
  coupon_overused: <TicketPercent />,
  event_conflict: <CopyX />,
  clock_skew: <ClockAlert />,
  shift_not_known: <FileWarning />,
  terminal_wiped: <HardDrive />,
  retired_terminal_sold: <MonitorX />,
};

export function AttentionCard({ today }: { today: Today }) {
  const { office } = useMessages();
  const { count, items } = today.attention;
  const isGrave = items.some((item) => item.severity === "danger");
  return (
    <Card as="section" labelledBy="today-attention" className="flex min-h-0 flex-col">
      <CardHeader
        title={office.needsAttention}
        titleId="today-attention"
        isRuled
        aside={
          count > 0 && (
            <Badge tone={isGrave ? "danger" : "warning"}>
              {count >= COUNT_MAX ? `${COUNT_MAX - 1}+` : count}
            </Badge>
          )
        }
      />
      {items.length === 0 ? (
        <AllWell />
      ) : (
        <CardRows>
          {items.map((item) => (
            <AttentionRow key={item.id} item={item} today={today.day} />
          ))}
        </CardRows>
      )}
      {count > items.length && (
        <p className="mt-auto border-border border-t px-4 py-2">
          <TextLink href={syncHref({ section: "conflicts" })} isMuted>
            {office.attentionMore(count - items.length, count >= COUNT_MAX)}
          </TextLink>
        </p>
      )}
    </Card>
  );
}

function AllWell() {
  const { office } = useMessages();
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 py-10 text-center">
      <CircleCheck aria-hidden="true" className="icon-26 mb-2.5 text-positive" />
      <p className="text-heading">{office.attentionNone}</p>
      <p className="mt-1 max-w-64 text-balance text-body text-text-muted">
        {office.attentionNoneBody}
      </p>
    </div>
  );
}

function AttentionRow({ item, today }: { item: AttentionItem; today: string }) {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const words = useWords(item);
  const day = dayAt(new Date(item.at), item.timezone);
  const when =
    day === today ? formatTime(item.at, item.timezone, locale) : formatDayShort(day, locale);
  const href = hrefOf(item);
  return (
    <CardRow className="min-h-14.5 py-1.5 hover:bg-surface-hover">
      <span
        aria-hidden="true"
        className={classNames(
          "icon-18 flex size-8 shrink-0 items-center justify-center rounded-control",
          item.severity === "danger" ? "tone-danger" : "tone-warning",
        )}
      >
        {ICONS[item.kind] ?? <CircleAlert />}
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="line-clamp-2 font-medium text-body">
          <NextLink
            href={href}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-focus focus-visible:after:-outline-offset-3"
          >
            {words.title}
          </NextLink>
        </span>
        <span className="flex gap-3 text-small text-text-muted">
          <span className="min-w-0 flex-1 truncate">
            {words.detail ?? office.attention.place(item.storeName ?? "", item.registerName)}
          </span>
          <span className="shrink-0 tabular-nums">{when}</span>
        </span>
      </span>
      <ChevronRight aria-hidden="true" className="icon-16 text-text-muted" />
    </CardRow>
  );
}

/** To the sale that it is about, or to where it is dealt with. */
function hrefOf({ kind, receiptNumber }: AttentionItem): string {
  if (receiptNumber !== null) return salesHref({ receipt: receiptNumber });
  return syncHref({ section: kind === "event_quarantined" ? "aside" : "conflicts" });
}

/** What happened, in words; the second line says where, or how far. */
function useWords(item: AttentionItem): { title: string; detail?: string } {
  const { office } = useMessages();
  const locale = useFormatLocale();
  const { attention } = office;
  switch (item.kind) {
    case "oversold": {
      const missing = quantityMilli(Math.abs(item.quantityMilli ?? 0));
      return {
        title: attention.oversold(item.subjectName ?? attention.aProduct),
        detail: attention.oversoldDetail(item.storeName ?? "", formatQuantityText(missing, locale)),
      };
    }
    case "duplicate_receipt_number":
      return { title: attention.duplicateReceipt(item.receiptNumber ?? "") };
    case "returned_more_than_sold":
      return { title: attention.returnedTwice(item.subjectName ?? attention.aProduct) };
    case "held_cart_sold_twice":
      return { title: attention.heldCartTwice(item.subjectName || attention.aCart) };
    case "coupon_overused":
      return { title: attention.couponOverused(item.code ?? "") };
    default:
      return { title: attention.plain[item.kind] ?? attention.unknown };
  }
}
