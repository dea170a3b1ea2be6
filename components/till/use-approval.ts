"use client";

import { useState } from "react";
import type { ApprovalRequest, Refusal, StaffView } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { useKeys } from "./use-keys";
import { useRefusalText } from "./use-refusal-text";

const PIN_LENGTH_MAX = 8;
/** Nothing else is heard while somebody is asked: not even the keys that pay. */
const FUNCTION_KEYS = ["f2", "f3", "f4", "f6", "f7", "f8", "f9", "f10"];

/** Why a PIN did not approve, in words. */
export function useRefused(refusal: Refusal | null): string | null {
  const { till } = useMessages();
  const text = useRefusalText(refusal);
  if (refusal?.code !== "invalid_credentials" && refusal?.code !== "pin_wrong") {
    return text;
  }
  const left = refusal.details["attemptsLeft"];
  return typeof left === "number" ? till.pinWrongLeft(left) : till.pinWrong;
}

/** Who approves: the only one who can stands chosen. */
function useApprover(approvers: readonly StaffView[]) {
  const able = approvers.filter((person) => person.hasPin);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const only = able.length === 1 ? able[0] : undefined;
  const approver = able.find((person) => person.staffId === chosenId) ?? only ?? null;
  const step = (by: number) => {
    const index = able.findIndex((person) => person.staffId === approver?.staffId);
    const next = able[(index + by + able.length) % Math.max(1, able.length)];
    setChosenId(next?.staffId ?? null);
  };
  return { approver, choose: setChosenId, step };
}

/** One answer to a wish for approval: who, why, the PIN. */
export function useApproval(request: ApprovalRequest) {
  const { approve, denyApproval } = useTillCommands();
  const attempt = useCommand(approve);
  const [pin, setPin] = useState("");
  const [reason, setReason] = useState<string | null>(request.reason);
  const { approver, choose, step } = useApprover(request.approvers);
  const canSubmit = approver !== null && pin !== "" && reason !== null && !attempt.isRunning;
  const submit = async () => {
    if (approver && canSubmit) {
      await attempt.run({ staffId: approver.staffId, pin, reason: reason ?? "" });
      setPin("");
    }
  };
  const type = (next: string) => {
    attempt.clearRefusal();
    setPin(next.slice(0, PIN_LENGTH_MAX));
  };
  return { attempt, pin, type, reason, setReason, approver, choose, step, submit, denyApproval };
}

export type Approval = ReturnType<typeof useApproval>;

export function useApprovalKeys({ pin, type, step, submit, denyApproval }: Approval): void {
  const silent = Object.fromEntries(FUNCTION_KEYS.map((key) => [key, () => undefined]));
  useKeys({
    isExclusive: true,
    onNumberKey: (key) => (/^\d$/.test(key) ? type(pin + key) : undefined),
    keys: {
      ...silent,
      enter: () => void submit(),
      backspace: () => type(pin.slice(0, -1)),
      delete: () => type(""),
      arrowdown: () => step(1),
      arrowup: () => step(-1),
      escape: denyApproval,
    },
  });
}
