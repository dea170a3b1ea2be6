"use client";

import { CircleCheck, FileDown } from "lucide-react";
import { TillButton } from "./till-button";
import { useRefusalText } from "./use-refusal-text";
import { useSyncTexts } from "./use-sync-texts";
import { useUnsent } from "./use-unsent";

export type SaveUnsentProps = {
  /** The way on for somebody who is held up without it. */
  isPrimary?: boolean;
  onSaved?: () => void;
};

/** A copy of what only this device has, as a file; nothing at all when there is nothing. */
export function SaveUnsent({ isPrimary = false, onSaved }: SaveUnsentProps) {
  const texts = useSyncTexts();
  const { unsent, isSaved, save } = useUnsent();
  const failure = useRefusalText(save.refusal);
  if (unsent === null || unsent.eventCount === 0) {
    return null;
  }
  const press = async () => {
    await save.run();
    onSaved?.();
  };
  return (
    <div className="flex flex-col gap-1.5">
      {(isSaved || !isPrimary) && (
        <p
          role="status"
          className="icon-18 flex items-start gap-2 text-pretty text-statement text-text-muted"
        >
          {isSaved && <CircleCheck aria-hidden="true" className="shrink-0 text-positive" />}
          {isSaved ? texts.saved : texts.saveHint}
        </p>
      )}
      <TillButton
        kind={isPrimary ? "primary" : "outline"}
        size="key"
        isFullWidth
        isDisabled={save.isRunning}
        icon={<FileDown aria-hidden="true" />}
        onPress={() => void press()}
      >
        {texts.save(unsent.saleCount)}
      </TillButton>
      {failure && (
        <p role="alert" className="text-danger text-till-key">
          {failure}
        </p>
      )}
    </div>
  );
}
