"use client";

import { Suspense } from "react";
import type { PaidSale } from "../../till/react/till-state";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { CounterPanel } from "./counter-panel";
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
import {
  ApprovalOverlay,
  ClearPanel,
  DiscountPanel,
  ExplainPanel,
  PaymentPanel,
  PricePanel,
  RemovePanel,
  SaleNotePanel,
  SumsPanel,
  TipPanel,
} from "./lazy-pay-parts";
import { PromptPanel } from "./prompt-panel";
import { QuantityPanel } from "./quantity-panel";
import { useCurrentLine, useSellPanel } from "./sell-state";
import type { Pay } from "./use-pay";

export type PanelHostProps = { pay: Pay };

const LINE_PANELS = {
  quantity: QuantityPanel,
  note: NotePanel,
  price: PricePanel,
  remove: RemovePanel,
  explain: ExplainPanel,
} as const;

type LinePanelProps = { kind: keyof typeof LINE_PANELS; onClose: () => void };

/** Stays with the line that was current when it opened. */
function LinePanel({ kind, onClose }: LinePanelProps) {
  const { line } = useCurrentLine();
  const Panel = LINE_PANELS[kind];
  return line && <Panel key={line.lineId} line={line} onClose={onClose} />;
}

function usePaid(): PaidSale | null {
  return useTillSelector(({ till }) => (till.status === "paid" ? till.paid : null));
}

function OpenPanel({ pay }: PanelHostProps) {
  const { panel, subject, closePanel } = useSellPanel();
  const paid = usePaid();
  switch (panel) {
    case "payment":
      return <PaymentPanel pay={pay} onClose={closePanel} />;
    case "tip":
      return <TipPanel />;
    case "discount":
      return <DiscountPanel onClose={closePanel} />;
    case "clear":
      return <ClearPanel onClose={closePanel} />;
    case "sums":
      return <SumsPanel onClose={closePanel} />;
    case "note":
      return subject === "sale" ? (
        <SaleNotePanel onClose={closePanel} />
      ) : (
        <LinePanel kind="note" onClose={closePanel} />
      );
    case "quantity":
    case "price":
    case "remove":
    case "explain":
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
      return <SettingsPanel onClose={closePanel} />;
    case "keys":
      return <KeyMap onClose={closePanel} />;
    default:
      return <CounterPanel />;
  }
}

/**
 * The one place where a panel can stand. What the engine asks for goes before what was opened, and
 * an approval stands over all of it.
 */
export function PanelHost(props: PanelHostProps) {
  const prompt = useTillSelector(({ cart }) => cart.prompt);
  const approval = useTillSelector(({ cart }) => cart.approval);
  const { dismissPrompt } = useTillCommands();
  return (
    <Suspense fallback={null}>
      {approval && <ApprovalOverlay request={approval} />}
      {prompt ? (
        <PromptPanel key={prompt.product.productId} prompt={prompt} onClose={dismissPrompt} />
      ) : (
        <OpenPanel {...props} />
      )}
    </Suspense>
  );
}
