import { z } from "zod";

const count = z.number().int();
const range = z.object({ first: count, last: count });

/** Instants are ISO 8601 UTC; null is never. */
const syncTerminal = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: z.string(),
  status: z.string(),
  deviceName: z.string().nullable(),
  appVersion: z.string().nullable(),
  /** What the device said it has, what is durable here, and what stands in the ledger. */
  claimedSequence: count,
  receivedSequence: count,
  appliedSequence: count,
  /** Holes before something that has arrived: the first ones, and how many there are. */
  gaps: z.array(range),
  gapCount: count,
  gapSince: z.string().nullable(),
  /** What it said it had, behind everything that has arrived; null for nothing. */
  unsent: range.nullable(),
  /** Arrived behind a gap. */
  waitingCount: count,
  quarantinedCount: count,
  upgradeCount: count,
  conflictCount: count,
  /** Received and not yet booked. */
  backlogCount: count,
  applyError: z.string().nullable(),
  applyAfter: z.string().nullable(),
  clockSkewMs: count.nullable(),
  isStoragePersisted: z.boolean().nullable(),
  storageUsedBytes: count.nullable(),
  storageQuotaBytes: count.nullable(),
  enrolledAt: z.string(),
  lastSeenAt: z.string().nullable(),
  pulledAt: z.string().nullable(),
  retiredAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  wipedAt: z.string().nullable(),
  /** What may be lost with the device: `count` 0 is what it never spoke of. */
  risk: z
    .object({
      why: z.enum(["wiped", "retired", "silent"]),
      count,
      from: z.string(),
      to: z.string(),
    })
    .nullable(),
});

export const syncStateResult = z.object({
  stores: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      timezone: z.string(),
      registers: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          /** The active one first, then the newest. */
          terminals: z.array(syncTerminal),
        }),
      ),
    }),
  ),
  /** What waits for a person, over all stores that the person may see; counted up to 1,000; `late` is of seven days. */
  counts: z.object({ aside: count, deviations: count, late: count, risk: count }),
  serverTime: z.string(),
});
export type SyncState = z.infer<typeof syncStateResult>;
export type SyncStateTerminal =
  SyncState["stores"][number]["registers"][number]["terminals"][number];
