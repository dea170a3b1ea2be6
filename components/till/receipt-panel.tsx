"use client";

import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { buildReceipt } from "../../core/receipt/build-receipt";
import { type ReceiptInput, receiptDocumentId } from "../../core/receipt/receipt-input";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { ReceiptView } from "../receipt/receipt-view";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { useRefusalText } from "./use-refusal-text";

export type ReceiptPanelProps = {
  receipt: ReceiptInput;
  onClose: () => void;
  /** Before the receipt, such as the way back to a list. */
  children?: ReactNode;
  /** Further keys at the foot, and what the keyboard does for them. */
  actions?: ReactNode;
  keys?: Readonly<Record<string, () => unknown>>;
};

/** The paper on the screen, and the key that prints it. */
export function ReceiptPanel(props: ReceiptPanelProps) {
  const { receipt, onClose, children, actions, keys } = props;
  const { till } = useMessages();
  const { printReceipt } = useTillCommands();
  const print = useCommand(printReceipt);
  const failure = useRefusalText(print.refusal);
  const printNow = () => {
    const documentId = receiptDocumentId(receipt);
    if (documentId !== null && !print.isRunning) void print.run(documentId);
  };
  return (
    <PanelFrame
      title={till.receipt}
      onClose={onClose}
      layer={{ keys: { p: printNow, ...keys } }}
      footer={
        <>
          {failure && (
            <p role="alert" className="pb-2 text-danger text-till-key">
              {failure}
            </p>
          )}
          <TillButton
            kind="primary"
            size="key-64"
            isFullWidth
            keyCap="P"
            icon={<Printer aria-hidden="true" />}
            onPress={printNow}
          >
            {receipt.isCopy ? till.printAgain : till.print}
          </TillButton>
          {actions}
        </>
      }
    >
      {children}
      <div className="-mx-2 flex justify-center rounded-card bg-surface-sunken p-4">
        <ReceiptView receipt={buildReceipt(receipt)} />
      </div>
    </PanelFrame>
  );
}
