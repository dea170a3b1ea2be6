"use client";

import { CloudAlert, CloudCheck, CloudOff, CloudUpload } from "lucide-react";
import type { ReactNode } from "react";
import type { SyncView } from "../../till/react/till-state";
import { useSync } from "../../till/react/use-sync";
import { useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { TONE_GROUND, type Tone } from "../ui/tone";
import { momentText } from "./moment-text";
import { releaseAfterPointer } from "./till-button";
import { type Figures, useFigures } from "./use-figures";
import { useNow } from "./use-now";

type TillMessages = ReturnType<typeof useMessages>["till"];

type PillFacts = {
  tone: Tone;
  icon: ReactNode;
  word: string;
  shortWord: string;
  detail: string | null;
};

type Context = { till: TillMessages; figures: Figures; now: number | null };

const MINUTE_MS = 60_000;

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(", ");
}

function waitingWords(sync: SyncView, till: TillMessages): string {
  return sync.waitingCount === 0 ? till.waitingEvents : till.waiting(sync.waitingCount);
}

function oldestWords(sync: SyncView, { till, figures, now }: Context): string | null {
  const { oldestWaitingAt } = sync;
  const ageMs = now === null || oldestWaitingAt === null ? 0 : now - oldestWaitingAt;
  return ageMs < MINUTE_MS ? null : till.oldest(figures.age(ageMs));
}

function shortWait(sync: SyncView, till: TillMessages, none: string): string {
  return sync.waitingCount === 0 ? none : till.waitingShort(sync.waitingCount);
}

function attentionFacts(sync: SyncView, { till }: Context): PillFacts {
  return {
    tone: "danger",
    icon: <CloudAlert aria-hidden="true" />,
    word: till.attention,
    shortWord: till.attention,
    detail: sync.attention && till.attentionShort[sync.attention],
  };
}

function offlineFacts(sync: SyncView, context: Context): PillFacts {
  const { till, figures, now } = context;
  const { offlineSince } = sync;
  return {
    tone: "warning",
    icon: <CloudOff aria-hidden="true" />,
    word:
      offlineSince === null
        ? till.offline
        : till.offlineSince(momentText(offlineSince, now, figures)),
    shortWord: shortWait(sync, till, till.offline),
    detail:
      sync.waitingCount === 0
        ? null
        : joined([waitingWords(sync, till), oldestWords(sync, context)]),
  };
}

function waitingFacts(sync: SyncView, context: Context): PillFacts {
  const { till } = context;
  return {
    tone: "warning",
    icon: <CloudUpload aria-hidden="true" />,
    word: waitingWords(sync, till),
    shortWord: shortWait(sync, till, till.waitingEvents),
    detail: sync.waitingCount === 0 ? null : oldestWords(sync, context),
  };
}

function factsOf(sync: SyncView, context: Context): PillFacts {
  switch (sync.kind) {
    case "attention":
      return attentionFacts(sync, context);
    case "offline":
      return offlineFacts(sync, context);
    case "waiting":
      return waitingFacts(sync, context);
    default: {
      const word = context.till.synced;
      const icon = <CloudCheck aria-hidden="true" />;
      return { tone: "positive", icon, word, shortWord: word, detail: null };
    }
  }
}

export type SyncPillProps = { isShort: boolean; onPress: () => void };

/** Looks 36 high in a 48 target and grows into the empty part of the header before it. */
export function SyncPill({ isShort, onPress }: SyncPillProps) {
  const { till } = useMessages();
  const figures = useFigures();
  const sync = useSync();
  const now = useNow(20_000);
  const facts = factsOf(sync, { till, figures, now });
  return (
    <button
      type="button"
      aria-keyshortcuts="Y"
      onClick={(event) => {
        releaseAfterPointer(event);
        onPress();
      }}
      className={classNames(
        "icon-20 relative inline-flex h-9 min-w-0 select-none items-center rounded-full before:absolute before:-inset-y-1.5 before:inset-x-0",
        isShort ? "gap-1.5 px-2.5 text-statement" : "gap-2 px-3 text-till-key",
        TONE_GROUND[facts.tone],
      )}
    >
      {facts.icon}
      <span role="status" className="truncate">
        <span className="font-figure">{isShort ? facts.shortWord : facts.word}</span>
        {!isShort && facts.detail && <span className="font-medium"> · {facts.detail}</span>}
      </span>
    </button>
  );
}
