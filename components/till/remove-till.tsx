"use client";

import { Unplug } from "lucide-react";
import { useState } from "react";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { Dialog } from "../ui/dialog";
import { SaveUnsent } from "./save-unsent";
import { TillButton } from "./till-button";
import { useKeys } from "./use-keys";
import { useRefusalText } from "./use-refusal-text";
import { useSyncTexts } from "./use-sync-texts";
import { useUnsent } from "./use-unsent";

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const texts = useSyncTexts();
  const { removeTill } = useTillCommands();
  const { unsent } = useUnsent();
  const [isSaved, setIsSaved] = useState(false);
  const remove = useCommand(removeTill);
  const failure = useRefusalText(remove.refusal);
  useKeys({ isExclusive: true, keys: { escape: onClose } });
  const holdsBack = unsent === null || (unsent.eventCount > 0 && !isSaved);
  return (
    <Dialog isOpen onClose={onClose} surface="till" title={texts.remove}>
      <div className="flex flex-col gap-4">
        <p className="text-pretty font-regular text-text-muted text-till-key leading-6">
          {texts.removeBody}
        </p>
        {holdsBack && unsent !== null && (
          <p className="text-pretty text-till-key text-warning">
            {texts.removeUnsent(unsent.saleCount)}
          </p>
        )}
        <SaveUnsent isPrimary={holdsBack} onSaved={() => setIsSaved(true)} />
        {failure && (
          <p role="alert" className="text-danger text-till-key">
            {failure}
          </p>
        )}
        <div className="grid grid-cols-2 gap-2">
          <TillButton size="key-64" onPress={onClose}>
            {texts.cancel}
          </TillButton>
          <TillButton
            kind="danger"
            size="key-64"
            isDisabled={holdsBack || remove.isRunning}
            onPress={() => void remove.run()}
          >
            {texts.remove}
          </TillButton>
        </div>
      </div>
    </Dialog>
  );
}

/** For people who may set up tills, while no shift is open. */
export function RemoveTill() {
  const texts = useSyncTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <TillButton
        kind="quiet"
        size="till"
        className="-ms-2 mt-6 self-start text-text-muted"
        icon={<Unplug aria-hidden="true" />}
        onPress={() => setIsOpen(true)}
      >
        {texts.removeKey}
      </TillButton>
      {isOpen && <RemoveDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
