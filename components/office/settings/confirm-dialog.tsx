"use client";

import { useMessages } from "../../messages/use-messages";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";

export type ConfirmDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What then holds. */
  body: string;
  /** What is done, as a verb. */
  action: string;
  isDanger?: boolean;
  isPending: boolean;
  /** Why the last try did not succeed. */
  refusal: string | null;
  onConfirm: () => void;
};

/** Asks once more before an act that others notice. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, title, body, action, isDanger, isPending, refusal, onConfirm } = props;
  const { settings } = useMessages();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={body}
      width="narrow"
      footer={
        <>
          <Button
            kind={isDanger ? "danger-solid" : "primary"}
            size="form"
            isPending={isPending}
            onPress={onConfirm}
          >
            {action}
          </Button>
          <Button size="form" onPress={onClose}>
            {settings.cancel}
          </Button>
        </>
      }
    >
      {refusal !== null && (
        <p role="alert" className="text-body text-danger">
          {refusal}
        </p>
      )}
    </Dialog>
  );
}
