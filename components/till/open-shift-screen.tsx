"use client";

import { CircleCheck, Lock, Scale } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { currencyExponent, formatMajor, parseMajorToMinor } from "../../core/money/currency";
import { type Minor, minor, ZERO_MINOR } from "../../core/money/minor";
import type { ClosedShiftView, TillState } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useTillCommands } from "../../till/react/use-till";
import { useMessages } from "../messages/use-messages";
import { MoneyText } from "../money/money-text";
import { Banner } from "../ui/banner";
import { FactRows } from "./fact-rows";
import { GateScreen, GateTitle } from "./gate-screen";
import { RemoveTill } from "./lazy-parts";
import { NoteKeys } from "./note-keys";
import { NumberEntry, numberLayer } from "./number-entry";
import { TillButton } from "./till-button";
import { addToTyped, typedMinor } from "./typed-money";
import { useFigures } from "./use-figures";
import { useKeys } from "./use-keys";
import { useNow } from "./use-now";
import { useRefusalText } from "./use-refusal-text";
import { type TypedNumber, useTypedNumber } from "./use-typed-number";

export type OpenShiftScreenProps = { state: Extract<TillState, { status: "shift_closed" }> };

const USUAL_FLOAT_KEY = "kaunta-usual-float";

/** The float of last time on this device: most shops start every day with the same. */
function useUsualFloat(currency: string) {
  const [usual, setUsual] = useState<Minor | null>(null);
  useEffect(() => {
    const kept = parseMajorToMinor(localStorage.getItem(USUAL_FLOAT_KEY) ?? "", currency);
    setUsual(kept.ok && kept.amountMinor > 0 ? kept.amountMinor : null);
  }, [currency]);
  const keep = (amountMinor: Minor) =>
    localStorage.setItem(USUAL_FLOAT_KEY, formatMajor(amountMinor, currency));
  return { usual, keep };
}

function DrawerResult({ closed }: { closed: ClosedShiftView }) {
  const { till } = useMessages();
  const figures = useFigures();
  const { differenceMinor } = closed;
  if (differenceMinor === null) {
    return <Banner className="mt-4">{till.notCounted}</Banner>;
  }
  if (differenceMinor === ZERO_MINOR) {
    return (
      <Banner tone="positive" className="mt-4" icon={<CircleCheck aria-hidden="true" />}>
        {till.drawerMatches}
      </Banner>
    );
  }
  const amount = `${figures.currency} ${figures.money(minor(Math.abs(differenceMinor)))}`;
  return (
    <Banner
      tone={differenceMinor < 0 ? "danger" : "warning"}
      className="mt-4"
      icon={<Scale aria-hidden="true" />}
    >
      {differenceMinor < 0 ? till.drawerShort(amount) : till.drawerOver(amount)}
    </Banner>
  );
}

function ClosedShift({ closed }: { closed: ClosedShiftView }) {
  const { till } = useMessages();
  const figures = useFigures();
  const { currency } = figures;
  const { countedCashMinor, differenceMinor } = closed;
  return (
    <section className="mt-8">
      <h2 className="pb-1 text-till-amount">{till.closedTitle(closed.shiftNumber)}</h2>
      <FactRows
        rows={[
          { label: till.closedAt, value: figures.dayAndTime(closed.closedAt) },
          {
            label: till.expectedCash,
            value: <MoneyText amountMinor={closed.expectedCashMinor} currency={currency} />,
          },
          ...(countedCashMinor === null
            ? []
            : [
                {
                  label: till.countedCash,
                  value: <MoneyText amountMinor={countedCashMinor} currency={currency} />,
                },
              ]),
          ...(differenceMinor === null
            ? []
            : [
                {
                  label: till.difference,
                  value: (
                    <MoneyText
                      amountMinor={differenceMinor}
                      currency={currency}
                      sign="always"
                      className="font-amount"
                    />
                  ),
                  tone: differenceMinor < 0 ? "text-danger" : "",
                },
              ]),
        ]}
      />
      <DrawerResult closed={closed} />
    </section>
  );
}

function useOpening() {
  const { currency } = useFigures();
  const { openShift } = useTillCommands();
  const opening = useCommand(openShift);
  const refusal = useRefusalText(opening.refusal);
  const { usual, keep } = useUsualFloat(currency);
  const open = (floatMinor: Minor) => {
    if (!opening.isRunning) {
      keep(floatMinor);
      void opening.run({ floatMinor });
    }
  };
  return { open, usual, refusal, isRunning: opening.isRunning };
}

type Opening = ReturnType<typeof useOpening>;

type FloatEntryProps = { opening: Opening; typed: TypedNumber; decimals: number };

function FloatEntry({ opening, typed, decimals }: FloatEntryProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const { currency } = figures;
  const floatMinor = typedMinor(typed.text, currency);
  const isTyped = typed.text !== "";
  const confirm = () => {
    if (isTyped) {
      opening.open(floatMinor);
    } else if (opening.usual !== null) {
      opening.open(opening.usual);
    }
  };
  useKeys(numberLayer(typed, confirm));
  return (
    <NumberEntry
      label={till.openShiftBody}
      typed={typed}
      decimals={decimals}
      prefix={currency}
      error={opening.refusal}
      note={
        <span className="font-regular text-statement text-text-muted">{till.openShiftHint}</span>
      }
      shortcuts={
        <NoteKeys
          currency={currency}
          onAdd={(amountMinor) => typed.setText(addToTyped(typed.text, amountMinor, currency))}
        />
      }
      confirm={isTyped ? till.openWithUsual(figures.shortMoney(floatMinor)) : till.openShift}
      canConfirm={isTyped && !opening.isRunning}
      onConfirm={confirm}
    />
  );
}

/** One tap for the float of every day; none is a tap as well. */
function FloatKeys({ opening, isTyped }: { opening: Opening; isTyped: boolean }) {
  const { till } = useMessages();
  const figures = useFigures();
  const { usual } = opening;
  return (
    <div className="mt-6 grid grid-cols-2 gap-2 max-lg:grid-cols-1">
      {usual !== null && (
        <TillButton
          kind={isTyped ? "outline" : "primary"}
          size="pay"
          isDisabled={opening.isRunning}
          secondLine={till.openWithUsualSecond}
          onPress={() => opening.open(usual)}
        >
          {till.openWithUsual(figures.shortMoney(usual))}
        </TillButton>
      )}
      <TillButton
        size="pay"
        isDisabled={opening.isRunning}
        secondLine={till.startFromZero}
        onPress={() => opening.open(ZERO_MINOR)}
      >
        {till.openWithout}
      </TillButton>
    </div>
  );
}

function PlaceFacts({ state }: OpenShiftScreenProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const now = useNow(30_000);
  return (
    <section className="mt-8">
      <FactRows
        rows={[
          { label: till.cashier, value: state.cashier.displayName },
          { label: till.setUpRegister, value: `${state.register.name} · ${state.register.code}` },
          { label: till.today, value: now === null ? "" : figures.dayAndTime(now) },
        ]}
      />
    </section>
  );
}

/** No drawer is open yet, or the last one was just counted. */
export function OpenShiftScreen({ state }: OpenShiftScreenProps) {
  const { till } = useMessages();
  const { lock } = useTillCommands();
  const opening = useOpening();
  const decimals = currencyExponent(state.store.currency);
  const typed = useTypedNumber(decimals);
  return (
    <GateScreen
      aside={
        <>
          <span className="truncate text-till-key">{state.cashier.displayName}</span>
          <TillButton
            kind="quiet"
            size="till"
            icon={<Lock aria-hidden="true" />}
            className="-me-2"
            onPress={lock}
          >
            {till.lock}
          </TillButton>
        </>
      }
      after={
        state.lastClosed ? <ClosedShift closed={state.lastClosed} /> : <PlaceFacts state={state} />
      }
      side={<FloatEntry opening={opening} typed={typed} decimals={decimals} />}
    >
      <GateTitle detail={till.openToSell}>{till.openShiftTitle}</GateTitle>
      <FloatKeys opening={opening} isTyped={typed.text !== ""} />
      {state.cashier.permissions.includes("terminal.enrol") && (
        <Suspense fallback={null}>
          <RemoveTill />
        </Suspense>
      )}
    </GateScreen>
  );
}
