import { describe, expect, it } from "vitest";
import type { SyncTerminal } from "../office-outputs";
import { issuesOf, severityOf, storagePercent } from "./terminal-issues";

const NOW = "2026-04-30T10:00:00.000Z";

function terminal(change: Partial<SyncTerminal> = {}): SyncTerminal {
  return {
    id: "00000000-0000-4000-8000-000000000001",
    code: "A1",
    kind: "till",
    status: "active",
    deviceName: null,
    appVersion: "0.3.0",
    claimedSequence: 9,
    receivedSequence: 9,
    appliedSequence: 9,
    gaps: [],
    gapCount: 0,
    gapSince: null,
    unsent: null,
    waitingCount: 0,
    quarantinedCount: 0,
    upgradeCount: 0,
    conflictCount: 0,
    backlogCount: 0,
    applyError: null,
    applyAfter: null,
    clockSkewMs: 1_000,
    isStoragePersisted: true,
    storageUsedBytes: 1,
    storageQuotaBytes: 100,
    enrolledAt: "2026-04-01T10:00:00.000Z",
    lastSeenAt: "2026-04-30T09:59:30.000Z",
    pulledAt: null,
    retiredAt: null,
    revokedAt: null,
    wipedAt: null,
    risk: null,
    ...change,
  };
}

const issues = (change: Partial<SyncTerminal>) => issuesOf(terminal(change), NOW);

describe("issuesOf", () => {
  it("finds nothing with a till that is in step, and with one that is new", () => {
    expect(issues({})).toEqual([]);
    expect(issues({ lastSeenAt: null, appVersion: null, isStoragePersisted: null })).toEqual([]);
  });

  it("names the gravest first", () => {
    const found = issues({
      gaps: [{ first: 4, last: 6 }],
      quarantinedCount: 2,
      isStoragePersisted: false,
      clockSkewMs: -180_000,
    });
    expect(found).toEqual(["gap", "quarantined", "clock", "storage"]);
    expect(found.map(severityOf)).toEqual(["danger", "danger", "warning", "warning"]);
  });

  it("lets a till that is heard take its time, and asks after one that is not", () => {
    const unsent = { first: 8, last: 9 };
    expect(issues({ unsent })).toEqual([]);
    expect(issues({ unsent, lastSeenAt: "2026-04-30T09:00:00.000Z" })).toEqual(["unsent"]);
    expect(issues({ unsent, lastSeenAt: "2026-04-28T09:00:00.000Z" })).toEqual([
      "silent",
      "unsent",
    ]);
    expect(issues({ unsent, status: "retired" })).toEqual(["unsent"]);
    expect(issues({ status: "retired", isStoragePersisted: false })).toEqual([]);
  });

  it("tells what cannot be booked from what is being booked", () => {
    expect(issues({ backlogCount: 40 })).toEqual(["backlog"]);
    expect(issues({ backlogCount: 40, applyError: "out of disk" })).toEqual(["apply"]);
    expect(issues({ backlogCount: 40, upgradeCount: 1 })).toEqual(["upgrade"]);
  });

  it("knows how full a device is", () => {
    expect(storagePercent(terminal({ storageUsedBytes: 699, storageQuotaBytes: 1_000 }))).toBe(69);
    expect(storagePercent(terminal({ storageQuotaBytes: null }))).toBeNull();
    expect(issues({ storageUsedBytes: 70 })).toEqual(["full"]);
  });
});
