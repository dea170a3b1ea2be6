"use client";

import { type FormEvent, useState } from "react";
import { useMessages } from "../messages/use-messages";
import { TextField } from "../ui/text-field";
import { TillButton } from "./till-button";

const REASON_LENGTH_MAX = 120;

export type ReasonKeysProps = { reasons: readonly string[]; onChoose: (reason: string) => void };

/** Big keys that act at once: the reason is the confirmation. Digits press them too. */
export function ReasonKeys({ reasons, onChoose }: ReasonKeysProps) {
  const { tillPay } = useMessages();
  const [own, setOwn] = useState("");
  const chooseOwn = () => {
    if (own.trim() !== "") {
      onChoose(own.trim());
    }
  };
  return (
    <div className="flex flex-col gap-2">
      {reasons.map((reason, index) => (
        <TillButton
          key={reason}
          size="key-64"
          className="!justify-between px-4"
          keyCap={String(index + 1)}
          onPress={() => onChoose(reason)}
        >
          {reason}
        </TillButton>
      ))}
      <form
        className="mt-3 flex items-end gap-2"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          chooseOwn();
        }}
      >
        <TextField
          size="till"
          className="flex-1"
          label={tillPay.otherReason}
          value={own}
          onChange={setOwn}
          maxLength={REASON_LENGTH_MAX}
          autoComplete="off"
        />
        <TillButton isDisabled={own.trim() === ""} className="px-4" onPress={chooseOwn}>
          {tillPay.otherReasonUse}
        </TillButton>
      </form>
    </div>
  );
}

/** The same digits on a keyboard; for the layer of the panel that shows the keys. */
export function reasonLayer(reasons: readonly string[], onChoose: (reason: string) => void) {
  const keys = reasons.map((reason, index) => [String(index + 1), () => onChoose(reason)]);
  return { isExclusive: true, keys: Object.fromEntries(keys) as Record<string, () => void> };
}
