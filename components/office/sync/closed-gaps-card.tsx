"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { Card, CardHeader, CardRow, CardRows } from "../../ui/card";
import { TwoLines } from "../../ui/two-lines";
import { formatMoment } from "../format-office";
import type { ClosedGap } from "../office-outputs";
import { useRangeText } from "./use-issue-words";

export type ClosedGapsCardProps = { gaps: readonly ClosedGap[]; timezone: string };

/** What was given up, by whom and why. */
export function ClosedGapsCard({ gaps, timezone }: ClosedGapsCardProps) {
  const { officeSync } = useMessages();
  const locale = useFormatLocale();
  const rangeText = useRangeText();
  if (gaps.length === 0) return null;
  return (
    <Card as="section" labelledBy="terminal-closed-gaps">
      <CardHeader title={officeSync.closedGaps} titleId="terminal-closed-gaps" isRuled />
      <CardRows>
        {gaps.map((gap) => (
          <CardRow key={gap.first} className="py-2">
            <TwoLines
              className="flex-1"
              second={officeSync.closedBy(
                gap.closedBy,
                formatMoment(gap.closedAt, timezone, locale),
              )}
            >
              {gap.reason}
            </TwoLines>
            <TwoLines
              isEnd
              {...(gap.arrivedCount > 0 && { second: officeSync.arrivedAfter(gap.arrivedCount) })}
            >
              {rangeText(gap)}
            </TwoLines>
          </CardRow>
        ))}
      </CardRows>
    </Card>
  );
}
