"use client";

import { useState } from "react";
import type { CartLineView } from "../../till/react/till-state";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { TextField } from "../ui/text-field";
import { PanelFrame } from "./panel-frame";
import { TillButton } from "./till-button";

export type NotePanelProps = { line: CartLineView; onClose: () => void };

const NOTE_LENGTH_MAX = 120;

export function NotePanel({ line, onClose }: NotePanelProps) {
  const { till } = useMessages();
  const { changeLine } = useTillCommands();
  const [note, setNote] = useState(line.note ?? "");
  const save = () => {
    const text = note.trim();
    changeLine({ lineId: line.lineId, note: text === "" ? null : text });
    onClose();
  };
  return (
    <PanelFrame title={till.noteTitle(line.name)} onClose={onClose}>
      <form
        className="flex flex-1 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          size="till"
          label={till.noteLabel}
          value={note}
          onChange={setNote}
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
