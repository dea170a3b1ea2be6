"use client";

import { NotebookPen } from "lucide-react";
import { explainLine } from "../../core/pricing/explain-trace";
import type { CartLineView } from "../../till/react/till-state";
import { useCart } from "../../till/react/use-cart";
import { useFormatLocale, useMessages } from "../messages/use-messages";
import { explainRows } from "../money/explain-words";
import { ArithmeticRows } from "./arithmetic-rows";
import { PanelFrame } from "./panel-frame";
import { useSellPanel } from "./sell-state";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";

export type ExplainPanelProps = { line: CartLineView; onClose: () => void };

/** How a line came to its price, as arithmetic that adds up, and what was noted on it. */
export function ExplainPanel({ line, onClose }: ExplainPanelProps) {
  const { till, tillPay } = useMessages();
  const figures = useFigures();
  const locale = useFormatLocale();
  const { openPanel } = useSellPanel();
  const { currency, taxRounding } = useCart();
  const steps = explainLine({ ...line, steps: line.trace, taxRounding });
  const rows = explainRows(steps, { words: tillPay, figures, locale });
  return (
    <PanelFrame
      title={line.name}
      onClose={onClose}
      layer={{ keys: { e: onClose } }}
      footer={
        <TillButton
          isFullWidth
          icon={<NotebookPen aria-hidden="true" />}
          aria-keyshortcuts="N"
          onPress={() => openPanel("note")}
        >
          {line.note ? tillPay.explainNoteChange : tillPay.explainNoteAdd}
        </TillButton>
      }
    >
      <h3 className="pb-1 font-figure text-statement text-text-muted">{tillPay.explainTitle}</h3>
      <ArithmeticRows rows={rows} currency={currency} />
      {line.note && (
        <p className="pt-3 text-till-key">
          <span className="text-text-muted">{till.note}: </span>
          {line.note}
        </p>
      )}
    </PanelFrame>
  );
}
