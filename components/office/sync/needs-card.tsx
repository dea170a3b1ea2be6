"use client";

import { CircleCheck } from "lucide-react";
import { useMessages } from "../../messages/use-messages";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { StatusDot } from "../../ui/status-dot";
import { CloseGapButton } from "./close-gap-button";
import type { PlacedTerminal } from "./find-terminal";
import { RiskWords } from "./risk-list";
import { type Issue, issuesOf, severityOf } from "./terminal-issues";
import { useIssueWords } from "./use-issue-words";

export type NeedsCardProps = { placed: PlacedTerminal; serverTime: string; mayManage: boolean };

/** All that is wrong with a device, each with what to do. */
export function NeedsCard({ placed, serverTime, mayManage }: NeedsCardProps) {
  const { officeSync } = useMessages();
  const issues = issuesOf(placed.terminal, serverTime);
  return (
    <Card as="section" labelledBy="terminal-needs">
      <CardHeader
        title={officeSync.needsYou}
        titleId="terminal-needs"
        isRuled={issues.length > 0}
      />
      {issues.length === 0 ? (
        <p className="icon-16 flex items-center gap-2 px-4 pb-4 text-body text-text-muted">
          <CircleCheck aria-hidden="true" className="text-positive" />
          {officeSync.nothingNeeded}
        </p>
      ) : (
        <CardRows>
          {issues.map((issue) => (
            <IssueRow
              key={issue}
              issue={issue}
              placed={placed}
              serverTime={serverTime}
              mayManage={mayManage}
            />
          ))}
        </CardRows>
      )}
    </Card>
  );
}

function IssueRow({ issue, placed, serverTime, mayManage }: NeedsCardProps & { issue: Issue }) {
  const { title, detail } = useIssueWords(placed, serverTime)(issue);
  const { gaps, unsent, risk } = placed.terminal;
  const isLost = issue === "wiped" || (issue === "unsent" && risk !== null);
  const closable = issue === "gap" ? gaps : isLost && unsent !== null ? [unsent] : [];
  return (
    <CardRow className="flex-wrap py-2.5 sm:flex-nowrap">
      <span className="flex min-w-0 flex-1 basis-64 flex-col">
        <StatusDot tone={severityOf(issue)} className="whitespace-normal! text-body text-text">
          {title}
        </StatusDot>
        <span className="ps-3.25 text-small text-text-muted">
          {isLost && (
            <>
              <RiskWords placed={placed} serverTime={serverTime} />{" "}
            </>
          )}
          {detail}
        </span>
      </span>
      {mayManage && closable.length > 0 && (
        <span className="flex flex-wrap gap-2">
          {closable.map((range) => (
            <CloseGapButton
              key={range.first}
              placed={placed}
              range={range}
              isRest={issue !== "gap"}
              isNamed={closable.length > 1}
            />
          ))}
        </span>
      )}
    </CardRow>
  );
}
