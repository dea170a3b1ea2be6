"use client";

import { useState } from "react";
import type { StaffView } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useStaff } from "../../till/react/use-staff";
import { useTill, useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { PanelFrame } from "./panel-frame";
import { PinEntry } from "./pin-entry";
import {
  PersonKey,
  rememberCashier,
  StaffList,
  secondsText,
  useChosenPerson,
  usePinError,
  waitOf,
} from "./staff-picker";
import { useNow } from "./use-now";

/** So many names fit over the PIN keys on the smallest screen. */
const NAMES_MAX = 4;

/** Keys of the sale that rest while a PIN is typed; digits, Enter and Delete belong to the PIN. */
const NOTHING_ELSE = Object.fromEntries(
  [..."+-=nqcpdrsyogumvewxki"].map((key) => [key, () => true] as const),
);

function useTakeOver(person: StaffView | null, onDone: () => void) {
  const { switchCashier } = useTillCommands();
  const attempt = useCommand(async (request: { staffId: string; pin: string }) => {
    await switchCashier(request);
    return true;
  });
  const [pin, setPin] = useState("");
  const submit = async () => {
    if (!person || pin === "" || attempt.isRunning) {
      return;
    }
    setPin("");
    if (await attempt.run({ staffId: person.staffId, pin })) {
      rememberCashier(person.staffId);
      onDone();
    }
  };
  const type = (next: string) => {
    attempt.clearRefusal();
    setPin(next);
  };
  return { pin, type, submit, refusal: attempt.refusal, isRunning: attempt.isRunning };
}

/** Somebody else sells on, in the middle of a sale: a name, a PIN, and the cart is theirs. */
export function CashierPanel({ onClose }: { onClose: () => void }) {
  const { till, tillCounter } = useMessages();
  const state = useTill();
  const ownId = "cashier" in state ? state.cashier.staffId : null;
  const staff = useStaff().filter((person) => person.staffId !== ownId);
  const now = useNow(1_000);
  const { person, choose, step } = useChosenPerson(staff);
  const waitSeconds = waitOf(person, now);
  const { pin, type, submit, refusal, isRunning } = useTakeOver(person, onClose);
  const error = usePinError(refusal);
  const isShort = staff.length <= NAMES_MAX;
  const [hasList, hasKeys] = [isShort || person === null, isShort || person !== null];
  const chooseAnew = (staffId: string) => {
    type("");
    choose(staffId);
  };
  const lockedText = waitSeconds > 0 ? till.pinLocked(secondsText(waitSeconds)) : null;
  return (
    <PanelFrame
      title={tillCounter.cashierTitle}
      onClose={onClose}
      layer={{
        keys: { ...NOTHING_ELSE, arrowdown: () => step(1), arrowup: () => step(-1) },
      }}
    >
      <p className="pb-3 text-statement text-text-muted">{tillCounter.cashierBody}</p>
      {hasList ? (
        <StaffList staff={staff} person={person} now={now} className="pb-4" onChoose={chooseAnew} />
      ) : (
        person && <PersonKey person={person} onBack={() => chooseAnew("")} />
      )}
      {hasKeys && (
        <div className="mt-auto flex justify-center">
          <PinEntry
            title={person ? till.pinOf(person.displayName) : till.pinFirstName}
            pin={pin}
            onChange={type}
            onSubmit={() => void submit()}
            error={lockedText ?? error}
            isDisabled={!person || waitSeconds > 0}
            isRunning={isRunning}
            confirm={tillCounter.cashierConfirm}
          />
        </div>
      )}
    </PanelFrame>
  );
}
