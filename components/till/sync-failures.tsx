"use client";

import { useEffect, useState } from "react";
import type { FailedEvent, MissingEvents, SyncTrouble } from "../../till/react/till-state";
import { useCommand } from "../../till/react/use-command";
import { useSync } from "../../till/react/use-sync";
import { useTillCommands } from "../../till/react/use-till";
import { MoneyText } from "../money/money-text";
import { TillButton } from "./till-button";
import { useFigures } from "./use-figures";
import { useRefusalText } from "./use-refusal-text";
import { useSyncTexts } from "./use-sync-texts";

/** Read from the log when somebody looks, and again when the server says something else. */
function useTrouble(): SyncTrouble | null {
  const { listFailed } = useTillCommands();
  const { failedCount, missing } = useSync();
  const [trouble, setTrouble] = useState<SyncTrouble | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: either tells that the list changed.
  useEffect(() => {
    let isCurrent = true;
    void listFailed().then((read) => {
      if (isCurrent) {
        setTrouble(read);
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [listFailed, failedCount, missing]);
  return trouble;
}

function FailedRow({ event }: { event: FailedEvent }) {
  const texts = useSyncTexts();
  const figures = useFigures();
  const known = texts.failures[event.code];
  const name =
    event.receiptNumber === null
      ? (texts.eventTypes[event.type ?? ""] ?? texts.failedOther(event.sequence))
      : texts.failedName(event.receiptNumber);
  return (
    <li className="border-border border-b py-2.5">
      <div className="flex items-baseline gap-3 text-till-key">
        <span className="min-w-0 flex-1 truncate font-figure">{name}</span>
        {event.totalMinor !== null && event.currency !== null && (
          <MoneyText
            amountMinor={event.totalMinor}
            currency={event.currency}
            className="font-amount"
          />
        )}
      </div>
      <p className="pt-0.5 text-pretty text-statement">
        {event.at !== null && (
          <span className="text-text-muted tabular-nums">{figures.dayAndTime(event.at)} · </span>
        )}
        <span className="text-danger">{known?.what ?? texts.failureOther.what(event.code)}</span>
      </p>
      <p className="text-pretty text-statement text-text-muted">
        {known?.todo ?? texts.failureOther.todo}
      </p>
      {event.kind === "conflict" && <SettleKey sequence={event.sequence} />}
    </li>
  );
}

/** For people who may set up tills, once the office has decided. */
function SettleKey({ sequence }: { sequence: number }) {
  const texts = useSyncTexts();
  const { settleConflict } = useTillCommands();
  const settle = useCommand(settleConflict);
  const failure = useRefusalText(settle.refusal);
  return (
    <>
      <TillButton size="till" className="mt-2 px-4" onPress={() => void settle.run(sequence)}>
        {texts.settle}
      </TillButton>
      {failure && (
        <p role="alert" className="pt-1 text-danger text-statement">
          {failure}
        </p>
      )}
    </>
  );
}

function MissingRow({ range }: { range: MissingEvents }) {
  const texts = useSyncTexts();
  const { from, to, isHere } = range;
  return (
    <li className="border-border border-b py-2.5">
      <p className={`text-pretty text-till-key ${isHere ? "" : "text-danger"}`}>
        {isHere ? texts.missingHere(from, to) : texts.missingGone(from, to)}
      </p>
      {!isHere && <p className="text-pretty text-statement text-text-muted">{texts.missingTodo}</p>}
    </li>
  );
}

/** Each record that went wrong in words: which, what happened, what to do. */
export function SyncFailures() {
  const texts = useSyncTexts();
  const trouble = useTrouble();
  if (trouble === null) {
    return null;
  }
  const { failed, missing } = trouble;
  return failed.length + missing.length === 0 ? (
    <p className="py-4 text-pretty text-statement text-text-muted">{texts.noneFailed}</p>
  ) : (
    <ul className="pb-2">
      {failed.map((event) => (
        <FailedRow key={event.sequence} event={event} />
      ))}
      {missing.map((range) => (
        <MissingRow key={range.from} range={range} />
      ))}
    </ul>
  );
}
