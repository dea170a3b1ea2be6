"use client";

import { useEffect, useRef, useState } from "react";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Banner } from "../ui/banner";
import { showCounterNotice } from "./counter-notice";
import { NumberedReasons, reasonKeys } from "./numbered-reasons";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { placeOf, shiftOf } from "./till-place";
import { useApprovedCommand } from "./use-approved-command";

/** Closes when the drawer was opened, also when that needed somebody else's PIN first. */
function useWhenOpened(onOpened: () => void): void {
  const openings = shiftOf(useTill())?.drawerOpenings ?? 0;
  const before = useRef(openings);
  useEffect(() => {
    if (openings > before.current) {
      onOpened();
    }
  }, [openings, onOpened]);
}

/** The drawer without a sale: always with a reason, often with an approval. */
export function NoSalePanel({ onClose }: { onClose: () => void }) {
  const { tillCounter } = useMessages();
  const { openDrawer } = useTillCommands();
  const isTraining = placeOf(useTill())?.isTraining ?? false;
  const open = useApprovedCommand(openDrawer);
  const [reason, setReason] = useState<string | null>(null);
  useWhenOpened(() => {
    showCounterNotice({ kind: "drawer_opened" });
    onClose();
  });
  const canOpen = reason !== null && !open.isRunning && !isTraining;
  const confirm = () => {
    if (reason !== null && canOpen) {
      void open.run({ reason });
    }
  };
  const chips = { reasons: tillCounter.noSaleReasons, value: reason, onChange: setReason };
  return (
    <PanelFrame
      title={tillCounter.noSaleTitle}
      onClose={onClose}
      layer={{ isExclusive: true, keys: { ...reasonKeys(chips), enter: confirm } }}
      footer={
        <>
          {open.failure && (
            <p role="alert" className="pb-2 text-danger text-till-key">
              {open.failure}
            </p>
          )}
          <TillButton
            kind={canOpen ? "primary" : "outline"}
            size="pay"
            isFullWidth
            isDisabled={!canOpen}
            aria-keyshortcuts="Enter"
            onPress={confirm}
          >
            {tillCounter.noSaleConfirm}
          </TillButton>
        </>
      }
    >
      {isTraining ? (
        <Banner tone="warning">{tillCounter.noSaleTraining}</Banner>
      ) : (
        <p className="pb-5 text-pretty text-till-key font-regular text-text-muted">
          {tillCounter.noSaleBody}
        </p>
      )}
      {!isTraining && <NumberedReasons label={tillCounter.noSaleReason} {...chips} />}
    </PanelFrame>
  );
}
