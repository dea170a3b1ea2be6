"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Banner } from "../../ui/banner";
import type { SyncState } from "../office-outputs";
import { listTerminals, type PlacedTerminal } from "./find-terminal";
import { type Issue, issuesOf, severityOf } from "./terminal-issues";
import { useIssueWords } from "./use-issue-words";

/** The truth about all tills in one line: calm while all is well. */
export function SyncVerdict({ state }: { state: SyncState }) {
  const { officeSync } = useMessages();
  const terminals = listTerminals(state);
  const troubled = terminals.flatMap((placed) => {
    const [gravest] = issuesOf(placed.terminal, state.serverTime);
    return gravest === undefined ? [] : [{ placed, gravest }];
  });
  const active = terminals.filter(({ terminal }) => terminal.status === "active").length;
  const worst = troubled.find(({ gravest }) => severityOf(gravest) === "danger") ?? troubled[0];
  if (worst === undefined) {
    if (active === 0) return null;
    return (
      <Banner
        role="status"
        tone="positive"
        icon={<CircleCheck />}
        detail={officeSync.allWellDetail}
        className="mb-3"
      >
        {officeSync.allWell(active)}
      </Banner>
    );
  }
  const count = Math.max(active, terminals.length > active ? troubled.length : 0);
  return (
    <Banner
      role="status"
      tone={severityOf(worst.gravest)}
      icon={<CircleAlert />}
      detail={<WorstWords {...worst} serverTime={state.serverTime} />}
      className="mb-3"
    >
      {officeSync.needYou(troubled.length, Math.max(count, troubled.length))}
    </Banner>
  );
}

type WorstProps = { placed: PlacedTerminal; gravest: Issue; serverTime: string };

function WorstWords({ placed, gravest, serverTime }: WorstProps) {
  const words = useIssueWords(placed, serverTime)(gravest);
  return `${placed.store.name}, ${placed.register.name}: ${words.title}`;
}
