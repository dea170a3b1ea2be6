"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import type { SyncState } from "../office-outputs";
import { type PlacedTerminal, rankTerminals } from "./find-terminal";
import { type Issue, severityOf } from "./terminal-issues";
import { useIssueWords } from "./use-issue-words";

/** The truth about all tills in one line: calm while all is well. */
export function SyncVerdict({ state }: { state: SyncState }) {
  const { officeSync } = useMessages();
  const ranked = rankTerminals(state);
  const troubled = ranked.filter(({ gravest }) => gravest !== null);
  const [worst] = ranked;
  if (worst === undefined) return null;
  if (worst.gravest === null) {
    return (
      <Banner
        role="status"
        tone="positive"
        icon={<CircleCheck />}
        detail={officeSync.allWellDetail}
        className="mb-3 shrink-0"
      >
        {officeSync.allWell(ranked.length)}
      </Banner>
    );
  }
  return (
    <Banner
      role="status"
      tone={severityOf(worst.gravest)}
      icon={<CircleAlert />}
      detail={<WorstWords placed={worst} gravest={worst.gravest} serverTime={state.serverTime} />}
      className="mb-3 shrink-0"
    >
      {officeSync.needYou(troubled.length, ranked.length)}
    </Banner>
  );
}

type WorstProps = { placed: PlacedTerminal; gravest: Issue; serverTime: string };

/** A gap names its till by itself. */
function WorstWords({ placed, gravest, serverTime }: WorstProps) {
  const { title } = useIssueWords(placed, serverTime)(gravest);
  const { store, register } = placed;
  return gravest === "gap"
    ? `${store.name}: ${title}`
    : `${store.name}, ${register.name}: ${title}`;
}
