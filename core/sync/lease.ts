import type { TerminalState } from "./event-store";

export type LeaseState = "current" | "lost_answer" | "restored" | "stale";

const MARK_LENGTH = 8;

/** A lease names the history that it was given in, so that one from before a restore is known. */
export function formatLease(incarnation: string, id: string): string {
  return `${incarnation.slice(0, MARK_LENGTH)}.${id}`;
}

/** Whether a lease was given since the server was last restored. */
export function isOfHistory(lease: string | null, incarnation: string): boolean {
  return lease?.startsWith(`${incarnation.slice(0, MARK_LENGTH)}.`) === true;
}

/**
 * What a presented lease says [EV8]. Every answer renews the lease; the one before it stays good
 * once, because an answer may be lost. Any other is a copy of the device, unless this server was
 * restored from a backup since: then it has forgotten the lease, and those of the earlier history
 * are taken for it until the device shows one of this. Not only the first: a request of before the
 * restore may arrive late.
 */
export function leaseState(
  terminal: Pick<TerminalState, "leaseToken" | "previousLeaseToken">,
  presented: string | null,
  incarnation: string,
): LeaseState {
  if (presented === terminal.leaseToken) return "current";
  if (presented === null) return "stale";
  if (presented === terminal.previousLeaseToken) return "lost_answer";
  const isOfEarlierHistory =
    presented.charAt(MARK_LENGTH) === "." && !isOfHistory(presented, incarnation);
  const hasShownOne =
    isOfHistory(terminal.leaseToken, incarnation) &&
    isOfHistory(terminal.previousLeaseToken, incarnation);
  return isOfEarlierHistory && !hasShownOne ? "restored" : "stale";
}
