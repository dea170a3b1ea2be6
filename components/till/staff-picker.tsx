"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useState } from "react";
import type { Refusal, StaffView } from "../../till/react/till-state";
import { useMessages } from "../messages/use-messages";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { releaseAfterPointer, TillButton } from "./till-button";
import { useRefusalText } from "./use-refusal-text";

const LAST_CASHIER_KEY = "kaunta-last-cashier";

export function rememberCashier(staffId: string): void {
  localStorage.setItem(LAST_CASHIER_KEY, staffId);
}

/** Minutes and seconds, such as "0:45". */
export function secondsText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Seconds until this person may try again; 0 when free. */
export function waitOf(person: StaffView | null, now: number | null): number {
  if (!person || person.lockedUntil === null || now === null) {
    return 0;
  }
  return Math.max(0, Math.ceil((person.lockedUntil - now) / 1_000));
}

/** What somebody is here: as the business calls it, or as the reader's language does. */
export function useRoleOf(): (person: StaffView) => string {
  const { till } = useMessages();
  return ({ role, roleName }) => roleName ?? till.roles[role] ?? role;
}

type StaffKeyProps = {
  person: StaffView;
  isChosen: boolean;
  waitSeconds: number;
  onChoose: () => void;
};

function StaffKey({ person, isChosen, waitSeconds, onChoose }: StaffKeyProps) {
  const { till } = useMessages();
  const roleOf = useRoleOf();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      disabled={!person.hasPin}
      onClick={(event) => {
        releaseAfterPointer(event);
        onChoose();
      }}
      className={classNames(
        "flex min-h-18 w-full select-none items-center gap-3 rounded-card border px-3 text-start transition-colors disabled:opacity-60",
        isChosen
          ? "border-accent bg-accent-soft"
          : "border-border bg-surface-raised hover:bg-surface-hover active:bg-surface-sunken",
      )}
    >
      <Avatar name={person.name} size="till" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="line-clamp-2 text-balance text-till leading-5">{person.displayName}</span>
        <span className="truncate text-text-muted text-till-small">
          {person.hasPin ? roleOf(person) : till.noPin}
        </span>
      </span>
      {waitSeconds > 0 && (
        <Badge tone="warning" size="till">
          {till.lockedBadge(secondsText(waitSeconds))}
        </Badge>
      )}
    </button>
  );
}

/** A wrong PIN with the tries that are left; any other refusal by its own sentence. */
export function usePinError(refusal: Refusal | null): string | null {
  const { till } = useMessages();
  const text = useRefusalText(refusal);
  if (!refusal) {
    return null;
  }
  const left = refusal.details["attemptsLeft"];
  const isWrong = refusal.code === "pin_wrong" || refusal.code === "invalid_credentials";
  if (!isWrong) {
    return text;
  }
  return typeof left === "number" ? till.pinWrongLeft(left) : till.pinWrong;
}

/** The person who unlocked last stands chosen: most often it is the same one. */
export function useChosenPerson(staff: readonly StaffView[]) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const withPin = staff.filter((person) => person.hasPin);
  useEffect(() => {
    setChosenId((now) => now ?? localStorage.getItem(LAST_CASHIER_KEY));
  }, []);
  const onlyOne = withPin.length === 1 ? withPin[0] : undefined;
  const person = withPin.find((candidate) => candidate.staffId === chosenId) ?? onlyOne ?? null;
  const step = (by: number) => {
    const next = withPin[withPin.indexOf(person as StaffView) + by];
    if (next) {
      setChosenId(next.staffId);
    }
  };
  return { person, choose: setChosenId, step };
}

/** The way back to all names, where there is room for one step at a time: who, then the PIN. */
export function PersonKey({ person, onBack }: { person: StaffView; onBack: () => void }) {
  const { till } = useMessages();
  return (
    <TillButton
      kind="quiet"
      size="till"
      className="!text-accent-text self-start px-3"
      icon={<ArrowLeft aria-hidden="true" className="rtl:rotate-180" />}
      onPress={onBack}
    >
      {till.notMe(person.displayName)}
    </TillButton>
  );
}

export type StaffListProps = {
  staff: readonly StaffView[];
  person: StaffView | null;
  now: number | null;
  onChoose: (staffId: string) => void;
  className?: string;
};

/** Everybody of the store with a PIN, as keys. */
export function StaffList(props: StaffListProps) {
  const { staff, person, now, onChoose, className } = props;
  const { till } = useMessages();
  if (staff.length === 0) {
    return <p className="mt-6 text-pretty text-text-muted text-till-key">{till.noStaff}</p>;
  }
  return (
    <ul
      aria-label={till.staffList}
      className={classNames("grid grid-cols-2 gap-2", className ?? "mt-6 max-lg:grid-cols-1")}
    >
      {staff.map((candidate) => (
        <li key={candidate.staffId}>
          <StaffKey
            person={candidate}
            isChosen={candidate.staffId === person?.staffId}
            waitSeconds={waitOf(candidate, now)}
            onChoose={() => onChoose(candidate.staffId)}
          />
        </li>
      ))}
    </ul>
  );
}
