"use client";

import { useState } from "react";
import type { CartLineView } from "../../till/react/till-state";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { TextField } from "../ui/text-field";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";
import { actOrTell } from "./use-act";

const NOTE_LENGTH_MAX = 120;

type NoteFormProps = {
  title: string;
  label: string;
  note: string | null;
  onSave: (note: string | null) => void;
  onClose: () => void;
};

function NoteForm({ title, label, note, onSave, onClose }: NoteFormProps) {
  const { till } = useMessages();
  const [text, setText] = useState(note ?? "");
  const save = () => {
    actOrTell(() => onSave(text.trim() === "" ? null : text.trim()));
    onClose();
  };
  return (
    <PanelFrame title={title} onClose={onClose}>
      <form
        className="flex flex-1 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          size="till"
          label={label}
          value={text}
          onChange={setText}
          maxLength={NOTE_LENGTH_MAX}
          autoFocus
          autoComplete="off"
        />
        <TillButton kind="primary" size="pay" isFullWidth onPress={save}>
          {till.noteSave}
        </TillButton>
      </form>
    </PanelFrame>
  );
}

export type NotePanelProps = { line: CartLineView; onClose: () => void };

export function NotePanel({ line, onClose }: NotePanelProps) {
  const { till } = useMessages();
  const { setLineNote } = useTillCommands();
  return (
    <NoteForm
      title={till.noteTitle(line.name)}
      label={till.noteLabel}
      note={line.note}
      onSave={(note) => setLineNote({ lineId: line.lineId, note })}
      onClose={onClose}
    />
  );
}

export function SaleNotePanel({ onClose }: { onClose: () => void }) {
  const { tillPay } = useMessages();
  const { setNote } = useTillCommands();
  const note = useTillSelector(({ cart }) => cart.note);
  return (
    <NoteForm
      title={tillPay.saleNoteTitle}
      label={tillPay.saleNote}
      note={note}
      onSave={setNote}
      onClose={onClose}
    />
  );
}
