"use client";

import { useFormatLocale, useMessages } from "../../messages/use-messages";
import { dayAt, formatCount, formatDayShort, formatTime } from "../format-office";
import type { PlacedTerminal } from "./find-terminal";
import { type Issue, storagePercent } from "./terminal-issues";

const MS_PER_MINUTE = 60_000;
/** Of many gaps a sentence names the first. */
const GAPS_NAMED = 3;

/** "14:02" of today, "Thu 30 Apr 14:02" of another day, on the clock of the store. */
export function useMoment(timezone: string, serverTime: string): (at: string) => string {
  const locale = useFormatLocale();
  const today = dayAt(new Date(serverTime), timezone);
  return (at) => {
    const day = dayAt(new Date(at), timezone);
    const time = formatTime(at, timezone, locale);
    return day === today ? time : `${formatDayShort(day, locale)}, ${time}`;
  };
}

/** "413", or "413–415". */
export function useRangeText(): (range: { first: number; last: number }) => string {
  const locale = useFormatLocale();
  return ({ first, last }) =>
    first === last
      ? formatCount(first, locale)
      : `${formatCount(first, locale)}\u2013${formatCount(last, locale)}`;
}

export type IssueWords = { readonly title: string; readonly detail: string };

/** What is wrong, and what that means or what to do. */
export function useIssueWords(
  { terminal, register, store }: PlacedTerminal,
  serverTime: string,
): (issue: Issue) => IssueWords {
  const { officeSync } = useMessages();
  const rangeText = useRangeText();
  const moment = useMoment(store.timezone, serverTime);
  const words = officeSync.issue;
  const skewMs = terminal.clockSkewMs ?? 0;
  const heard = terminal.lastSeenAt === null ? officeSync.never : moment(terminal.lastSeenAt);
  const unsentCount = terminal.unsent ? terminal.unsent.last - terminal.unsent.first + 1 : 0;
  const sentences: Readonly<Record<Issue, () => IssueWords>> = {
    wiped: () => ({ title: words.wiped, detail: words.wipedDetail }),
    gap: () => ({
      title: words.gap(
        [
          ...terminal.gaps.slice(0, GAPS_NAMED).map(rangeText),
          ...(terminal.gapCount > GAPS_NAMED
            ? [words.gapsMore(terminal.gapCount - GAPS_NAMED)]
            : []),
        ],
        register.name,
      ),
      detail:
        terminal.gapSince === null
          ? words.gapOnly(terminal.waitingCount)
          : words.gapDetail(moment(terminal.gapSince), terminal.waitingCount),
    }),
    conflict: () => ({
      title: words.conflict(terminal.conflictCount),
      detail: words.conflictDetail,
    }),
    quarantined: () => ({
      title: words.quarantined(terminal.quarantinedCount),
      detail: words.quarantinedDetail,
    }),
    apply: () => ({
      title: words.apply,
      detail: words.applyDetail(
        terminal.applyAfter === null ? moment(serverTime) : moment(terminal.applyAfter),
      ),
    }),
    silent: () => ({ title: words.silent(heard), detail: words.unsentDetail(heard) }),
    upgrade: () => ({ title: words.upgrade(terminal.upgradeCount), detail: words.upgradeDetail }),
    unsent: () => ({ title: words.unsent(unsentCount), detail: words.unsentDetail(heard) }),
    backlog: () => ({ title: words.backlog(terminal.backlogCount), detail: words.backlogDetail }),
    clock: () => ({
      title: words.clock(Math.round(Math.abs(skewMs) / MS_PER_MINUTE), skewMs > 0),
      detail: words.clockDetail,
    }),
    storage: () => ({ title: words.storage, detail: words.storageDetail }),
    full: () => ({
      title: words.full(`${storagePercent(terminal) ?? 0}\u00a0%`),
      detail: words.fullDetail,
    }),
  };
  return (issue) => sentences[issue]();
}
