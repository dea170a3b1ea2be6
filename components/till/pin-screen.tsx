"use client";

import { AppWindow, FlaskConical, LockKeyhole } from "lucide-react";
import { useState } from "react";
import type { Refusal, StaffView, TillState } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useStaff } from "../../till/react/use-staff";
import { useTillCommands, useTillSelector } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { Banner } from "../ui/banner";
import { classNames } from "../ui/class-names";
import { GateScreen, GateTitle } from "./gate-screen";
import { LanguageKeys } from "./language-keys";
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
import { TillButton } from "./till-button";
import { useBadge } from "./use-badge";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import { useLayout } from "./use-layout";
import { useNow } from "./use-now";
import { useRefusalText } from "./use-refusal-text";

export type PinScreenProps = { state: Extract<TillState, { status: "locked" }> };

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

function useUnlock(person: StaffView | null, waitSeconds: number) {
  const { unlock } = useTillCommands();
  const attempt = useCommand(unlock);
  const [pin, setPin] = useState("");
  const submit = async () => {
    if (!person || pin === "" || attempt.isRunning || waitSeconds > 0) {
      return;
    }
    rememberCashier(person.staffId);
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
  const { takeLead } = useTillCommands();
  return (
    <div className={classNames("flex flex-col gap-2", !isFirst && "mt-5 empty:mt-0")}>
      {state.store.isDemo && (
        <Banner tone="warning" icon={<FlaskConical aria-hidden="true" />}>
          {till.demoStrip} <span className="font-medium">{till.demoPins}</span>
        </Banner>
      )}
      {state.isOpenElsewhere && (
        <Banner
          icon={<AppWindow aria-hidden="true" />}
          role="status"
          detail={till.openElsewhereBody}
          action={
            <TillButton size="till" className="shrink-0 px-4" onPress={takeLead}>
              {till.useHere}
            </TillButton>
          }
        >
          {till.openElsewhere}
        </Banner>
      )}
    </div>
  );
}

type Refused = {
  readonly person: StaffView | null;
  readonly waitSeconds: number;
  readonly pin: Refusal | null;
  readonly badge: Refusal | null;
};

/** Why this person does not get in: by what stands against them, else by what was just tried. */
function useError({ person, waitSeconds, pin, badge }: Refused): string | null {
  const { till } = useMessages();
  const pinText = usePinError(pin);
  const badgeText = useRefusalText(badge);
  if (person?.needsManager) {
    return till.pinNeedsManager;
  }
  return waitSeconds > 0 ? till.pinLocked(secondsText(waitSeconds)) : (pinText ?? badgeText);
}

export function PinScreen({ state }: PinScreenProps) {
  const { till } = useMessages();
  const isPhone = useLayout() === "phone";
  const staff = useStaff();
  const now = useNow(1_000);
  const { person, choose, step } = useChosenPerson(staff);
  const waitSeconds = waitOf(person, now);
  const { pin, type, submit, refusal, isRunning } = useUnlock(person, waitSeconds);
  const isShut = waitSeconds > 0 || person?.needsManager === true;
  const badge = useBadge();
  const error = useError({ person, waitSeconds, pin: refusal, badge: badge.refusal });
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
              error={error}
              isDisabled={!person || isShut}
              isRunning={isRunning || badge.isRunning}
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
