"use client";

import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { NumberedReasons, reasonKeys } from "./numbered-reasons";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { useApprovedCommand } from "./use-approved-command";

export type TakeBackPanelProps = {
  title: string;
  /** What is about to happen, with its amount. */
  body: string;
  reasonLabel: string;
  reasons: readonly string[];
  confirmLabel: string;
  backLabel: string;
  onConfirm: (reason: string) => Promise<unknown>;
  onBack: () => void;
  onClose: () => void;
};

/** Money that goes back for good: what happens stands there first, and a reason is chosen. */
export function TakeBackPanel(props: TakeBackPanelProps) {
  const { run, isRunning, failure } = useApprovedCommand(props.onConfirm);
  const [reason, setReason] = useState<string | null>(null);
  const confirm = () => {
    if (reason !== null && !isRunning) {
      void run(reason);
    }
  };
  const chips = { reasons: props.reasons, value: reason, onChange: setReason };
  return (
    <PanelFrame
      title={props.title}
      onClose={props.onClose}
      layer={{
        isExclusive: true,
        keys: { ...reasonKeys(chips), enter: confirm, backspace: props.onBack },
      }}
      footer={
        <>
          {failure && (
            <p role="alert" className="text-balance pb-2 text-danger text-till-key">
              {failure}
            </p>
          )}
          <TillButton
            kind={reason === null ? "danger" : "danger-solid"}
            size="pay"
            isFullWidth
            isDisabled={reason === null || isRunning}
            aria-keyshortcuts="Enter"
            onPress={confirm}
          >
            {props.confirmLabel}
          </TillButton>
        </>
      }
    >
      <TillButton
        kind="quiet"
        size="till"
        className="-ms-2 !text-accent-text mb-2 self-start"
        icon={<ArrowLeft aria-hidden="true" className="rtl:rotate-180" />}
        onPress={props.onBack}
      >
        {props.backLabel}
      </TillButton>
      <p className="text-pretty pb-5 font-regular text-till-key leading-6">{props.body}</p>
      <NumberedReasons label={props.reasonLabel} {...chips} />
    </PanelFrame>
  );
}
