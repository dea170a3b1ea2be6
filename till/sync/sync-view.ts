import { instant } from "../../core/time";
import type { EngineState } from "../engine/engine-core";
import { sumWaiting } from "../engine/pending-event";
import { failuresOf } from "../engine/sync-trouble";
import type { SyncView } from "../react/till-state";

/**
 * What the pill says. Green only after the server confirmed everything; offline before waiting,
 * because it explains it; attention before both, because somebody must act.
 */
export function syncView(state: EngineState): SyncView {
  const own = state.pending.filter((event) => event.sequence > state.upload.receivedThrough);
  const waiting = sumWaiting([...state.retiredPending, ...own]);
  return {
    kind: kindOf(state, waiting.eventCount),
    attention: state.attention,
    waitingCount: waiting.count,
    waitingEventCount: waiting.eventCount,
    waitingTotalMinor: waiting.totalMinor,
    oldestWaitingAt: waiting.oldestAt,
    offlineSince: toInstant(state.offlineSince),
    lastExchangeAt: {
      push: toInstant(state.lastPushAt ?? state.upload.answeredAt ?? null),
      pull: toInstant(state.lastPullAt),
    },
    nextTryAt: toInstant(state.nextTryAt),
    receivedCount: state.upload.receivedThrough,
    unbookedCount: state.upload.receivedThrough - state.upload.appliedThrough,
    failedCount: failuresOf(state.upload, state.lacking).length,
    missing: state.lacking.missing,
    isPullPaused: state.isPullPaused,
  };
}

function kindOf(state: EngineState, waitingEvents: number): SyncView["kind"] {
  if (state.attention !== null) return "attention";
  if (state.offlineSince !== null) return "offline";
  const { lastPushAt, isOpenElsewhere, upload } = state;
  // A window beside the one that uploads knows of its answers by the log.
  const hasHeard = lastPushAt !== null || (isOpenElsewhere && upload.answeredAt !== undefined);
  return waitingEvents > 0 || !hasHeard ? "waiting" : "synced";
}

function toInstant(epochMs: number | null): SyncView["nextTryAt"] {
  return epochMs === null ? null : instant(Math.round(epochMs));
}
