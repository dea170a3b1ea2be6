"use client";

import type { SaleKind } from "../../../core/sale/sale-document";
import { useMessages } from "../../messages/use-messages";
import { Badge } from "../../ui/badge";
import type { Tone } from "../../ui/tone";
import type { Sale } from "../office-outputs";

const STATUS_TONES: Readonly<Record<Sale["status"], Tone>> = {
  pending: "warning",
  completed: "positive",
  voided: "danger",
  refunded: "warning",
  partially_refunded: "warning",
};

export type SaleBadgeProps = {
  kind: SaleKind;
  status: Sale["status"];
  /** A list says only what is out of the ordinary. */
  isQuiet?: boolean;
};

/** What a sale is, or what became of it. */
export function SaleBadge({ kind, status, isQuiet = false }: SaleBadgeProps) {
  const { office } = useMessages();
  if (kind === "refund") return <Badge tone="danger">{office.refund}</Badge>;
  if (kind === "void") return <Badge tone="danger">{office.void}</Badge>;
  if (isQuiet && status === "completed") return null;
  return <Badge tone={STATUS_TONES[status]}>{office.status[status] ?? status}</Badge>;
}
