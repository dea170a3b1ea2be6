"use client";

import { Suspense } from "react";
import type { PaidSale } from "../../till/react/till-state";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { CashPanel } from "./cash-panel";
import {
  KeyMap,
  NotePanel,
  OpenItemPanel,
  ReceiptPanel,
  ReceiptsPanel,
  SettingsPanel,
  ShiftPanel,
  SyncSheet,
} from "./lazy-parts";
import { PromptPanel } from "./prompt-panel";
import { QuantityPanel } from "./quantity-panel";
import { useCurrentLine, useSellPanel } from "./sell-state";
import type { Pay } from "./use-pay";

export type PanelHostProps = { pay: Pay; isPhone: boolean };

function LinePanel({ kind, onClose }: { kind: "quantity" | "note"; onClose: () => void }) {
  const { line } = useCurrentLine();
  if (!line) {
    return null;
  }
  return kind === "note" ? (
    <NotePanel key={line.lineId} line={line} onClose={onClose} />
  ) : (
    <QuantityPanel key={line.lineId} line={line} onClose={onClose} />
  );
}

function usePaid(): PaidSale | null {
  return useTillSelector(({ till }) => (till.status === "paid" ? till.paid : null));
}

function OpenPanel({ pay, isPhone }: PanelHostProps) {
  const { panel, closePanel } = useSellPanel();
  const paid = usePaid();
  switch (panel) {
    case "cash":
      return <CashPanel pay={pay} onClose={closePanel} />;
    case "quantity":
    case "note":
      return <LinePanel kind={panel} onClose={closePanel} />;
    case "open-item":
      return <OpenItemPanel onClose={closePanel} />;
    case "sync":
      return <SyncSheet onClose={closePanel} />;
    case "shift":
      return <ShiftPanel onClose={closePanel} />;
    case "receipts":
      return <ReceiptsPanel onClose={closePanel} />;
    case "receipt":
      return paid && <ReceiptPanel receipt={paid.receipt} onClose={closePanel} />;
    case "settings":
      return <SettingsPanel isMenu={isPhone} onClose={closePanel} />;
    case "keys":
      return <KeyMap onClose={closePanel} />;
    default:
      return null;
  }
}

/** The one place where a panel can stand. What the engine asks for goes before what was opened. */
export function PanelHost(props: PanelHostProps) {
  const prompt = useTillSelector(({ cart }) => cart.prompt);
  const { dismissPrompt } = useTillCommands();
  return (
    <Suspense fallback={null}>
      {prompt ? (
        <PromptPanel key={prompt.product.productId} prompt={prompt} onClose={dismissPrompt} />
      ) : (
        <OpenPanel {...props} />
      )}
    </Suspense>
  );
}
