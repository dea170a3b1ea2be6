import type { SequenceRange } from "../../core/sync/event-store";
import { countSequences, missingRanges } from "../../core/sync/received-ranges";
import { toIso } from "../../core/time";
import type { TenantContext } from "../context";
import { requirePermission } from "../require-permission";
import { inTransaction } from "../transaction";
import {
  type AsideCounts,
  countAside,
  countConflicts,
  countOpen,
  readGapsAhead,
  readIslands,
  readTerminals,
  type TerminalFacts,
} from "./read-sync-state";
import type { SyncState, SyncStateTerminal } from "./sync-state-result";

/** A device that was not heard for so long may never be heard again. */
const SILENT_MS_MIN = 24 * 60 * 60_000;
/** More are closed one after the other. */
const GAPS_SHOWN = 20;

/**
 * What every terminal has said, what is durable, what is booked, and what is missing or waits for
 * a person: by store and register, in a fixed number of queries however many there are.
 *
 * @throws DomainError permission_denied
 */
export async function listSyncState(context: TenantContext): Promise<SyncState> {
  requirePermission(context.actor, "sync.read");
  const { tenantId } = context;
  // no-audit: a read.
  const [terminals, aside, conflicts, islands, gapsAhead, open] = await inTransaction(
    context,
    (tx) =>
      Promise.all([
        readTerminals(tx, context),
        countAside(tx, tenantId),
        countConflicts(tx, tenantId),
        readIslands(tx, tenantId),
        readGapsAhead(tx, tenantId),
        countOpen(tx, context),
      ]),
  );
  const states = terminals.map((facts) => ({
    facts,
    state: terminalState(facts, {
      now: context.now(),
      aside: aside.get(facts.id) ?? { quarantined: 0, upgrade: 0 },
      conflictCount: conflicts.get(facts.id) ?? 0,
      islands: islands.get(facts.id) ?? [],
      gapsAhead: gapsAhead.get(facts.id) ?? [],
    }),
  }));
  const sum = (count: (state: SyncStateTerminal) => number) =>
    states.reduce((total, { state }) => total + count(state), 0);
  return {
    stores: byStore(states),
    counts: {
      ...open,
      aside: sum(({ quarantinedCount, upgradeCount }) => quarantinedCount + upgradeCount),
      risk: sum(({ risk }) => (risk === null ? 0 : 1)),
    },
    serverTime: toIso(context.now()),
  };
}

type Found = {
  readonly now: number;
  readonly aside: AsideCounts;
  readonly conflictCount: number;
  readonly islands: readonly SequenceRange[];
  readonly gapsAhead: readonly SequenceRange[];
};

function terminalState(facts: TerminalFacts, found: Found): SyncStateTerminal {
  const claimedSequence = Number(facts.claimedSequence);
  const receivedSequence = Number(facts.receivedSequence);
  const appliedSequence = Number(facts.appliedSequence);
  const known = [...found.islands, ...found.gapsAhead];
  const missing = missingRanges(receivedSequence, known, claimedSequence);
  const lastKnown = Math.max(receivedSequence, ...found.islands.map(([, last]) => last));
  const gaps = missing.filter(([first]) => first <= lastKnown);
  const unsent = missing.find(([first]) => first > lastKnown);
  const { id, code, kind, status, deviceName, appVersion, isStoragePersisted, applyError } = facts;
  return {
    ...{ id, code, kind, status, deviceName, appVersion, isStoragePersisted, applyError },
    ...{ claimedSequence, receivedSequence, appliedSequence },
    gaps: gaps.slice(0, GAPS_SHOWN).map(toRange),
    gapCount: gaps.length,
    gapSince: isoOf(facts.gapSince),
    unsent: unsent ? toRange(unsent) : null,
    waitingCount: countSequences(found.islands),
    quarantinedCount: found.aside.quarantined,
    upgradeCount: found.aside.upgrade,
    conflictCount: found.conflictCount,
    backlogCount: receivedSequence - appliedSequence,
    applyAfter: isoOf(facts.applyAfter),
    clockSkewMs: numberOf(facts.clockSkewMs),
    storageUsedBytes: numberOf(facts.storageUsedBytes),
    storageQuotaBytes: numberOf(facts.storageQuotaBytes),
    enrolledAt: new Date(facts.enrolledAt).toISOString(),
    lastSeenAt: isoOf(facts.lastSeenAt),
    pulledAt: isoOf(facts.pulledAt),
    retiredAt: isoOf(facts.retiredAt),
    revokedAt: isoOf(facts.revokedAt),
    wipedAt: isoOf(facts.wipedAt),
    risk: riskOf(facts, { missingCount: countSequences(missing), now: found.now }),
  };
}

/** What may be lost with a device that was wiped, was replaced, or is not heard any more. */
function riskOf(
  facts: TerminalFacts,
  { missingCount, now }: { missingCount: number; now: number },
): SyncStateTerminal["risk"] {
  const heardAt = facts.lastSeenAt ?? facts.enrolledAt;
  const isSilent = now - new Date(heardAt).getTime() > SILENT_MS_MIN;
  const why =
    facts.wipedAt !== null
      ? ("wiped" as const)
      : facts.status !== "active"
        ? ("retired" as const)
        : isSilent
          ? ("silent" as const)
          : null;
  // A wiped device may have sold more after it was last heard; nobody can know.
  if (why === null || (missingCount === 0 && why !== "wiped")) return null;
  const from = facts.lastReceivedAt ?? facts.enrolledAt;
  return {
    why,
    count: missingCount,
    from: new Date(from).toISOString(),
    to: new Date(heardAt).toISOString(),
  };
}

/** The server's own terminals are shown only while something of theirs waits. */
function isShown({ kind, backlogCount, quarantinedCount, upgradeCount }: SyncStateTerminal) {
  return kind === "till" || backlogCount + quarantinedCount + upgradeCount > 0;
}

function byStore(
  states: readonly { facts: TerminalFacts; state: SyncStateTerminal }[],
): SyncState["stores"] {
  const stores: SyncState["stores"] = [];
  for (const { facts, state } of states) {
    if (!isShown(state)) continue;
    let store = stores.at(-1);
    if (store?.id !== facts.storeId) {
      const { storeId: id, storeName: name, timezone } = facts;
      store = { id, name, timezone, registers: [] };
      stores.push(store);
    }
    let register = store.registers.at(-1);
    if (register?.id !== facts.registerId) {
      register = { id: facts.registerId, name: facts.registerName, terminals: [] };
      store.registers.push(register);
    }
    register.terminals.push(state);
  }
  return stores;
}

const toRange = ([first, last]: SequenceRange) => ({ first, last });

function isoOf(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}

function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
