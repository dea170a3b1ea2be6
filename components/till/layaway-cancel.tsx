"use client";

import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import type { HeldCartView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { NumberedReasons, reasonKeys } from "./numbered-reasons";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { useApprovedCommand } from "./use-approved-command";
import { useFigures } from "./use-figures";

export type LayawayCancelProps = { cart: HeldCartView; onBack: () => void; onClose: () => void };

/** The deposits go back; who lets it happen says so with a PIN. */
export function LayawayCancel({ cart, onBack, onClose }: LayawayCancelProps) {
  const { tillCounter } = useMessages();
  const figures = useFigures();
  const { cancelLayaway } = useTillCommands();
  const cancel = useApprovedCommand(cancelLayaway);
  const [reason, setReason] = useState<string | null>(null);
  const paid = figures.shortMoney(cart.paidMinor);
  const confirm = () => {
    if (reason !== null && !cancel.isRunning) {
      void cancel.run({ heldCartId: cart.heldCartId, reason });
    }
  };
  const chips = {
    reasons: tillCounter.layawayCancelReasons,
    value: reason,
    onChange: setReason,
  };
  return (
    <PanelFrame
      title={tillCounter.layawayCancelTitle(cart.number)}
      onClose={onClose}
      layer={{
        isExclusive: true,
        keys: { ...reasonKeys(chips), enter: confirm, backspace: onBack },
      }}
      footer={
        <>
          {cancel.failure && (
            <p role="alert" className="pb-2 text-danger text-till-key">
              {cancel.failure}
            </p>
          )}
          <TillButton
            kind={reason === null ? "danger" : "danger-solid"}
            size="pay"
            isFullWidth
            isDisabled={reason === null || cancel.isRunning}
            onPress={confirm}
          >
            {tillCounter.layawayCancelConfirm(paid)}
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
        {tillCounter.heldTabs.layaway}
      </TillButton>
      <p className="pb-5 text-pretty text-till-key font-regular">
        {tillCounter.layawayCancelBody(figures.money(cart.paidMinor))}
      </p>
      <NumberedReasons label={tillCounter.layawayCancelReason} {...chips} />
    </PanelFrame>
  );
}
