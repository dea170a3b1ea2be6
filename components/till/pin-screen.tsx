"use client";

import { AppWindow, ArrowLeft, FlaskConical, LockKeyhole } from "lucide-react";
import { useEffect, useState } from "react";
import type { Refusal, StaffView, TillState } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useStaff } from "../../till/react/use-staff";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { classNames } from "../ui/class-names";
import { GateScreen, GateTitle } from "./gate-screen";
import { LanguageKeys } from "./language-keys";
import { PinEntry } from "./pin-entry";
import { releaseAfterPointer, TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import { useLayout } from "./use-layout";
import { useNow } from "./use-now";
import { useRefusalText } from "./use-refusal-text";

export type PinScreenProps = { state: Extract<TillState, { status: "locked" }> };

const LAST_CASHIER_KEY = "kaunta-last-cashier";

function secondsText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Seconds until this person may try again; 0 when free. */
function waitOf(person: StaffView | null, now: number | null): number {
  if (!person || person.lockedUntil === null || now === null) {
    return 0;
  }
  return Math.max(0, Math.ceil((person.lockedUntil - now) / 1_000));
}

type StaffKeyProps = {
  person: StaffView;
  isChosen: boolean;
  waitSeconds: number;
  onChoose: () => void;
};

function StaffKey({ person, isChosen, waitSeconds, onChoose }: StaffKeyProps) {
  const { till } = useMessages();
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
        <span className="truncate text-till">{person.displayName}</span>
        <span className="truncate text-text-muted text-till-small">
          {person.hasPin ? (till.roles[person.role] ?? person.role) : till.noPin}
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

function usePinError(refusal: Refusal | null): string | null {
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

function ShiftWords({ state }: PinScreenProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const count = useTillSelector(({ cart }) => cart.itemCount);
  const { shift } = state;
  const words = shift
    ? till.shiftRunning(shift.shiftNumber, figures.dayAndTime(shift.openedAt))
    : till.shiftNone;
  return (
    <p className="icon-18 mt-auto flex flex-wrap items-center gap-x-2 pt-6 text-statement text-text-muted">
      <LockKeyhole aria-hidden="true" />
      <span>{words}</span>
      {count > 0 && <span>· {till.cartKept(till.items(figures.count(count), count === 1))}</span>}
    </p>
  );
}

/** The person who unlocked last stands chosen: most often it is the same one. */
function useChosenPerson(staff: readonly StaffView[]) {
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

function StaffList(props: {
  staff: readonly StaffView[];
  person: StaffView | null;
  now: number | null;
  onChoose: (staffId: string) => void;
}) {
  const { staff, person, now, onChoose } = props;
  const { till } = useMessages();
  if (staff.length === 0) {
    return <p className="mt-6 text-pretty text-text-muted text-till-key">{till.noStaff}</p>;
  }
  return (
    <ul aria-label={till.staffList} className="mt-6 grid grid-cols-2 gap-2 max-lg:grid-cols-1">
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

/** A phone shows one step at a time: who, then the PIN. */
function PersonKey({ person, onBack }: { person: StaffView; onBack: () => void }) {
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

function useUnlock(person: StaffView | null, waitSeconds: number) {
  const { unlock } = useTillCommands();
  const attempt = useCommand(unlock);
  const [pin, setPin] = useState("");
  const submit = async () => {
    if (!person || pin === "" || attempt.isRunning || waitSeconds > 0) {
      return;
    }
    localStorage.setItem(LAST_CASHIER_KEY, person.staffId);
    await attempt.run({ staffId: person.staffId, pin });
    setPin("");
  };
  const type = (next: string) => {
    attempt.clearRefusal();
    setPin(next);
  };
  return { pin, type, submit, refusal: attempt.refusal, isRunning: attempt.isRunning };
}

function GateNotices({ state, isFirst }: PinScreenProps & { isFirst: boolean }) {
  const { till } = useMessages();
  return (
    <div className={classNames("flex flex-col gap-2", !isFirst && "mt-5 empty:mt-0")}>
      {state.store.isDemo && (
        <Banner tone="warning" icon={<FlaskConical aria-hidden="true" />}>
          {till.demoStrip} <span className="font-medium">{till.demoPins}</span>
        </Banner>
      )}
      {state.isOpenElsewhere && (
        <Banner icon={<AppWindow aria-hidden="true" />} role="status">
          {till.openElsewhere}
        </Banner>
      )}
    </div>
  );
}

export function PinScreen({ state }: PinScreenProps) {
  const { till } = useMessages();
  const isPhone = useLayout() === "phone";
  const staff = useStaff();
  const now = useNow(1_000);
  const { person, choose, step } = useChosenPerson(staff);
  const waitSeconds = waitOf(person, now);
  const { pin, type, submit, refusal, isRunning } = useUnlock(person, waitSeconds);
  const error = usePinError(refusal);
  const lockedText = waitSeconds > 0 ? till.pinLocked(secondsText(waitSeconds)) : null;
  useKeys({ keys: { arrowdown: () => step(1), arrowup: () => step(-1) } });
  const hasList = !(isPhone && person);
  return (
    <GateScreen
      aside={<LanguageKeys />}
      side={
        (!isPhone || person) && (
          <>
            {isPhone && person && <PersonKey person={person} onBack={() => choose("")} />}
            <PinEntry
              title={person ? till.pinOf(person.displayName) : till.pinFirstName}
              pin={pin}
              onChange={type}
              onSubmit={() => void submit()}
              error={lockedText ?? error}
              isDisabled={!person || waitSeconds > 0}
              isRunning={isRunning}
            />
          </>
        )
      }
    >
      {hasList && <GateTitle detail={till.chooseName}>{till.whoSells}</GateTitle>}
      <GateNotices state={state} isFirst={!hasList} />
      {hasList && (
        <>
          <StaffList
            staff={staff}
            person={person}
            now={now}
            onChoose={(staffId) => {
              type("");
              choose(staffId);
            }}
          />
          <ShiftWords state={state} />
        </>
      )}
    </GateScreen>
  );
}
