"use client";

import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import type { RecentSale } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { NumberedReasons, reasonKeys } from "./numbered-reasons";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { useApprovedCommand } from "./use-approved-command";
import { useFigures } from "./use-figures";

export type VoidSaleProps = { sale: RecentSale; onBack: () => void; onClose: () => void };

/** A whole sale taken back: what goes to the customer stands there before anything is pressed. */
export function VoidSale({ sale, onBack, onClose }: VoidSaleProps) {
  const { till, tillCounter } = useMessages();
  const figures = useFigures();
  const { voidSale } = useTillCommands();
  const voiding = useApprovedCommand(voidSale);
  const [reason, setReason] = useState<string | null>(null);
  const confirm = () => {
    if (reason !== null && !voiding.isRunning) {
      void voiding.run({ saleId: sale.saleId, reason });
    }
  };
  const chips = { reasons: tillCounter.receiptVoidReasons, value: reason, onChange: setReason };
  const amount = `${sale.currency} ${figures.money(sale.totalMinor)}`;
  return (
    <PanelFrame
      title={tillCounter.receiptVoidTitle(sale.receiptNumber)}
      onClose={onClose}
      layer={{
        isExclusive: true,
        keys: { ...reasonKeys(chips), enter: confirm, backspace: onBack },
      }}
      footer={
        <>
          {voiding.failure && (
            <p role="alert" className="text-balance pb-2 text-danger text-till-key">
              {voiding.failure}
            </p>
          )}
          <TillButton
            kind={reason === null ? "danger" : "danger-solid"}
            size="pay"
            isFullWidth
            isDisabled={reason === null || voiding.isRunning}
            aria-keyshortcuts="Enter"
            onPress={confirm}
          >
            {tillCounter.receiptVoidConfirm}
          </TillButton>
        </>
      }
    >
      <TillButton
        kind="quiet"
        size="till"
        className="-ms-2 !text-accent-text mb-2 self-start"
        icon={<ArrowLeft aria-hidden="true" className="rtl:rotate-180" />}
        onPress={onBack}
      >
        {till.receiptNumber(sale.receiptNumber)}
      </TillButton>
      <p className="text-pretty pb-5 font-regular text-till-key leading-6">
        {tillCounter.receiptVoidBody(amount)}
      </p>
      <NumberedReasons label={tillCounter.receiptVoidReason} {...chips} />
    </PanelFrame>
  );
}
