"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/text-field";

export type ReasonDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  body: ReactNode;
  /** What the field is called. */
  label: string;
  submit: string;
  isDanger?: boolean;
  isPending: boolean;
  /** Why the last try did not succeed. */
  refusal: string | null;
  onSubmit: (reason: string) => void;
};

/** An act that is kept with its reason; nothing is done without one. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { isOpen, onClose, title, body } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} description={body} width="narrow">
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: ReasonDialogProps) {
  const { onClose, label, submit, isDanger, isPending, refusal, onSubmit } = props;
  const { officeSync } = useMessages();
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const isMissing = reason.trim() === "";
  function send(event: FormEvent) {
    event.preventDefault();
    setIsTried(true);
    if (!isMissing && !isPending) onSubmit(reason.trim());
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={label}
        hint={officeSync.reasonHint}
        error={isTried && isMissing ? officeSync.reasonMissing : undefined}
        value={reason}
        onChange={setReason}
        maxLength={200}
        rows={2}
        autoFocus
      />
      {refusal !== null && (
        <p role="alert" className="text-body text-danger">
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          kind={isDanger ? "danger-solid" : "primary"}
          size="form"
          isPending={isPending}
        >
          {submit}
        </Button>
        <Button size="form" onPress={onClose}>
          {officeSync.cancel}
        </Button>
      </div>
    </form>
  );
}
