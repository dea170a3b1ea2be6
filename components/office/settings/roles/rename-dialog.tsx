"use client";

import { type FormEvent, useState } from "react";
import { useMessages } from "../../../messages/use-messages";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { TextField } from "../../../ui/text-field";

export type RenameDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  name: string;
  onRename: (name: string) => void;
};

export function RenameDialog({ isOpen, onClose, name, onRename }: RenameDialogProps) {
  const { settings } = useMessages();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={settings.roles.rename} width="narrow">
      <RenameForm name={name} onClose={onClose} onRename={onRename} />
    </Dialog>
  );
}

function RenameForm({ name, onClose, onRename }: Omit<RenameDialogProps, "isOpen">) {
  const { settings } = useMessages();
  const [typed, setTyped] = useState(name);
  const isMissing = typed.trim() === "";
  function send(event: FormEvent) {
    event.preventDefault();
    if (!isMissing) onRename(typed.trim());
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <TextField
        label={settings.roles.name}
        error={isMissing ? settings.roles.nameMissing : undefined}
        value={typed}
        onChange={setTyped}
        maxLength={60}
        autoFocus
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="form">
          {settings.roles.done}
        </Button>
        <Button size="form" onPress={onClose}>
          {settings.cancel}
        </Button>
      </div>
    </form>
  );
}
