"use client";

import type { RecentSale } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { TakeBackPanel } from "./take-back-panel";
import { useFigures } from "./use-figures";

export type VoidSaleProps = { sale: RecentSale; onBack: () => void; onClose: () => void };

/** A whole sale taken back. */
export function VoidSale({ sale, onBack, onClose }: VoidSaleProps) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const { voidSale } = useTillCommands();
  const amount = `${sale.currency} ${figures.money(sale.totalMinor)}`;
  return (
    <TakeBackPanel
      title={tillCounter.receiptVoidTitle(sale.receiptNumber)}
      body={tillCounter.receiptVoidBody(amount)}
      reasonLabel={tillCounter.receiptVoidReason}
      reasons={tillCounter.receiptVoidReasons}
      confirmLabel={tillCounter.receiptVoidConfirm}
      backLabel={till.receiptNumber(sale.receiptNumber)}
      onConfirm={(reason) => voidSale({ saleId: sale.saleId, reason })}
      onBack={onBack}
      onClose={onClose}
    />
  );
}
