import type { SyncTerminal } from "../office-outputs";

/** What is wrong with a terminal, the gravest first. */
export const ISSUES = [
  "wiped",
  "gap",
  "conflict",
  "quarantined",
  "apply",
  "silent",
  "upgrade",
  "unsent",
  "backlog",
  "clock",
  "storage",
  "full",
] as const;
export type Issue = (typeof ISSUES)[number];

export type Severity = "danger" | "warning";

const GRAVE: ReadonlySet<Issue> = new Set(["wiped", "gap", "conflict", "quarantined", "apply"]);

/** A till that has a network is heard of more often than this. */
const QUIET_MS = 10 * 60_000;
const SILENT_MS = 24 * 60 * 60_000;
const SKEW_MS = 2 * 60_000;
const FULL_PERCENT = 70;

/** Everything that an owner should know of a terminal, the gravest first; none when it is in step. */
export function issuesOf(terminal: SyncTerminal, serverTime: string): readonly Issue[] {
  return ISSUES.filter((issue) => TESTS[issue](terminal, Date.parse(serverTime)));
}

export function severityOf(issue: Issue): Severity {
  return GRAVE.has(issue) ? "danger" : "warning";
}

/** How full the room of the browser is, in whole percent; null when it does not say. */
export function storagePercent(terminal: SyncTerminal): number | null {
  const { storageUsedBytes: used, storageQuotaBytes: quota } = terminal;
  if (used === null || quota === null || quota === 0) return null;
  return Math.floor((used * 100) / quota);
}

const isActive = ({ status }: SyncTerminal) => status === "active";

const TESTS: Readonly<Record<Issue, (terminal: SyncTerminal, now: number) => boolean>> = {
  wiped: ({ wipedAt, risk }) => wipedAt !== null && risk !== null,
  gap: ({ gaps }) => gaps.length > 0,
  conflict: ({ conflictCount }) => conflictCount > 0,
  quarantined: ({ quarantinedCount }) => quarantinedCount > 0,
  apply: ({ applyError, backlogCount }) => applyError !== null && backlogCount > 0,
  silent: (terminal, now) => isActive(terminal) && quietMs(terminal, now) > SILENT_MS,
  upgrade: ({ upgradeCount }) => upgradeCount > 0,
  unsent: (terminal, now) => terminal.unsent !== null && quietMs(terminal, now) > QUIET_MS,
  backlog: ({ backlogCount, upgradeCount, applyError }) =>
    backlogCount > 0 && upgradeCount === 0 && applyError === null,
  clock: (terminal) => isActive(terminal) && Math.abs(terminal.clockSkewMs ?? 0) > SKEW_MS,
  storage: (terminal) => isActive(terminal) && terminal.isStoragePersisted === false,
  full: (terminal) => isActive(terminal) && (storagePercent(terminal) ?? 0) >= FULL_PERCENT,
};

/** For how long it has not been heard; one that never was has not fallen silent. */
function quietMs({ lastSeenAt, status }: SyncTerminal, now: number): number {
  if (lastSeenAt === null) return 0;
  return status === "active" ? now - Date.parse(lastSeenAt) : Number.POSITIVE_INFINITY;
}
