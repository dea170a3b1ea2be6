"use client";

import { useMessages } from "../../messages/use-messages";
import { StatusDot } from "../../ui/status-dot";
import type { PlacedTerminal } from "./find-terminal";
import { issuesOf, severityOf } from "./terminal-issues";
import { useIssueWords } from "./use-issue-words";

export type TerminalStateProps = { placed: PlacedTerminal; serverTime: string };

/** How a terminal stands, in one line; a second one when there is more to say. */
export function TerminalState({ placed, serverTime }: TerminalStateProps) {
  const { officeSync } = useMessages();
  const words = useIssueWords(placed, serverTime);
  const issues = issuesOf(placed.terminal, serverTime);
  const [first] = issues;
  if (first === undefined) return <QuietState placed={placed} />;
  return (
    <span className="flex min-w-0 flex-col">
      <StatusDot tone={severityOf(first)} isColoured className="whitespace-normal! text-body">
        {words(first).title}
      </StatusDot>
      {issues.length > 1 && (
        <span className="ps-3.25 text-small text-text-muted">
          {officeSync.andMore(issues.length - 1)}
        </span>
      )}
    </span>
  );
}

function QuietState({ placed: { terminal } }: { placed: PlacedTerminal }) {
  const { officeSync } = useMessages();
  if (terminal.status !== "active") {
    return (
      <StatusDot isHollow className="text-body">
        {terminal.status === "revoked" ? officeSync.revoked : officeSync.replaced}
      </StatusDot>
    );
  }
  if (terminal.lastSeenAt === null) {
    return (
      <StatusDot isHollow className="text-body">
        {officeSync.notHeard}
      </StatusDot>
    );
  }
  return (
    <StatusDot tone="positive" isColoured className="text-body">
      {officeSync.well}
    </StatusDot>
  );
}
