import type { TillStatus } from "./till-state";

const MINUTE_MS = 60_000;
/** A cashier who is signed in has stopped for so long; then a new PIN costs nobody a sale. */
const IDLE_MS = 10 * MINUTE_MS;
/** The same when the server asks for the update. */
const ASKED_IDLE_MS = 10_000;
/** A log that cannot be sent does not hold an update back for longer. */
const UNSENT_HOLDS_MS = 24 * 60 * MINUTE_MS;

/** What stands for or against taking a new version of the till now. */
export type UpdateFacts = {
  readonly status: TillStatus;
  /** Nothing is in the cart, waits for approval, is partly paid or is being printed. */
  readonly isCartFree: boolean;
  readonly isPanelOpen: boolean;
  readonly isTraining: boolean;
  /** The server takes nothing more until this till is newer. */
  readonly isAsked: boolean;
  readonly unsentEventCount: number;
  /** Since the new version stood ready. */
  readonly readyForMs: number;
  /** Since somebody last touched, typed or scanned. */
  readonly idleForMs: number;
};

/**
 * Whether a new version may take over now [TW2]. The page is loaded anew for it, so nobody may be in
 * the middle of anything; and what is unsent goes first, for a day at most: the log outlives an update
 * and its old events are read for ever.
 */
export function mayUpdate(facts: UpdateFacts): boolean {
  return isNobodyBusy(facts) && isLogSettled(facts);
}

function isNobodyBusy(facts: UpdateFacts): boolean {
  if (facts.status === "loading" || facts.isTraining) return false;
  if (!facts.isCartFree || facts.isPanelOpen) return false;
  const isSignedIn = facts.status === "selling" || facts.status === "paid";
  return !isSignedIn || facts.idleForMs >= (facts.isAsked ? ASKED_IDLE_MS : IDLE_MS);
}

function isLogSettled(facts: UpdateFacts): boolean {
  return facts.unsentEventCount === 0 || facts.isAsked || facts.readyForMs >= UNSENT_HOLDS_MS;
}
