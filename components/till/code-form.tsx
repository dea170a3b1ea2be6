"use client";

import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { formatEnrolmentCode, readEnrolmentCode } from "../../core/access/enrolment-code";
import { useTillHandle } from "../../till/react/till-context";
import { useCommand } from "../../till/react/use-command";
import { useDevices } from "../../till/react/use-devices";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Checkbox } from "../ui/checkbox";
import { TextField } from "../ui/text-field";
import { SaveUnsent } from "./save-unsent";
import { StorageConsent } from "./storage-consent";
import { TillButton } from "./till-button";
import { useRefusalText } from "./use-refusal-text";

const IN_FRAGMENT = /^#code=([0-9A-Za-z-]{10,40})$/;

/** The code in the address that the office's QR code opens. */
export function codeInAddress(): string | null {
  const [, text = ""] = IN_FRAGMENT.exec(window.location.hash) ?? [];
  return readEnrolmentCode(text);
}

/** As it is shown: capitals, and with its hyphen once it is whole. */
function shownCode(typed: string): string {
  const code = readEnrolmentCode(typed);
  return code === null ? typed.toUpperCase() : formatEnrolmentCode(code);
}

function useCodeForm(given: string | null) {
  const { enrolByCode } = useTillCommands();
  const { askToKeep } = useTillHandle();
  const { storage } = useDevices();
  const enrol = useCommand(enrolByCode);
  const [typed, setTyped] = useState(given === null ? "" : shownCode(given));
  const [isTried, setIsTried] = useState(false);
  const [isReplacing, setIsReplacing] = useState(false);
  const [isTaken, setIsTaken] = useState(false);
  const [isUnkeptAccepted, setIsUnkeptAccepted] = useState(false);
  const code = readEnrolmentCode(typed);
  const isInUse = enrol.refusal?.code === "register_in_use";
  useEffect(() => {
    // It works once, and has no place in a history.
    if (given !== null) window.history.replaceState(null, "", window.location.pathname);
  }, [given]);
  useEffect(() => {
    if (isInUse) setIsTaken(true);
  }, [isInUse]);
  const isStorageSettled = storage !== null && (storage.isPersisted !== false || isUnkeptAccepted);
  const submit = () => {
    setIsTried(true);
    if (code === null || !isStorageSettled || enrol.isRunning || (isTaken && !isReplacing)) return;
    // A press of somebody's finger is what some browsers wait for before they promise anything.
    void askToKeep();
    void enrol.run({ code, ...(isReplacing && { replaceActive: true }) });
  };
  const type = (text: string) => {
    setTyped(shownCode(text));
    setIsTried(false);
    setIsTaken(false);
    setIsReplacing(false);
    enrol.clearRefusal();
  };
  return {
    typed,
    type,
    isMissing: isTried && code === null,
    isTaken,
    isReplacing,
    setIsReplacing,
    isUnkeptAccepted,
    setIsUnkeptAccepted,
    isReady: isStorageSettled && !enrol.isRunning && (!isTaken || isReplacing),
    refusal: enrol.refusal,
    submit,
  };
}

/** Ten letters and digits from the office make this browser a register. */
export function CodeForm({ given, onSignIn }: { given: string | null; onSignIn: () => void }) {
  const { till } = useMessages();
  const form = useCodeForm(given);
  const failure = useRefusalText(form.refusal);
  return (
    <form
      className="mt-5 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <TextField
        size="till"
        label={till.setUpCode}
        hint={till.setUpCodeBody}
        value={form.typed}
        onChange={form.type}
        error={form.isMissing ? till.setUpCodeMissing : undefined}
        placeholder="XXXXX-XXXXX"
        prefix={<KeyRound aria-hidden="true" />}
        maxLength={24}
        isMono
        autoFocus
        autoComplete="one-time-code"
        spellCheck="false"
        className="text-till-amount"
      />
      {form.isTaken && (
        <Checkbox
          size="till"
          isSelected={form.isReplacing}
          onChange={form.setIsReplacing}
          hint={till.setUpReplaceHint}
        >
          {till.setUpReplace}
        </Checkbox>
      )}
      <StorageConsent isAccepted={form.isUnkeptAccepted} onChange={form.setIsUnkeptAccepted} />
      <SaveUnsent isPrimary={form.refusal?.code === "unsent_events"} />
      <div className="flex flex-col gap-3">
        <p role="alert" className="text-danger text-till-key empty:hidden">
          {form.isTaken ? till.setUpCodeReplaces : failure}
        </p>
        <TillButton
          kind="primary"
          size="key-64"
          isFullWidth
          isDisabled={!form.isReady}
          onPress={form.submit}
        >
          {till.setUpStart}
        </TillButton>
        <TillButton kind="quiet" size="till" className="!text-accent-text" onPress={onSignIn}>
          {till.setUpBySignIn}
        </TillButton>
      </div>
    </form>
  );
}
