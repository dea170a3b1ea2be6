import { describe, expect, it } from "vitest";
import { instant } from "../time";
import type { Contact, EventStore, ServerEnv, TerminalState } from "./event-store";
import { formatLease } from "./lease";
import type { PushRequest } from "./protocol-v1";
import { receiveBatch } from "./receive-batch";

const INCARNATION = "aaaaaaaa-0000-4000-8000-000000000001";
const TERMINAL_ID = "bbbbbbbb-0000-4000-8000-000000000001";
const HASH = "0".repeat(64);

/** One terminal without events, whose contacts are kept. */
function oneTerminal(leaseToken = formatLease(INCARNATION, "0"), status = "active") {
  let terminal = {
    id: TERMINAL_ID,
    status,
    receivedSequence: 0,
    appliedSequence: 0,
    receivedHash: HASH,
    appliedHash: HASH,
    claimedSequence: 0,
    leaseToken,
    previousLeaseToken: null,
    applyFailures: 0,
    applyAfter: null,
  } as unknown as TerminalState;
  const store = {
    lockTerminal: async () => terminal,
    readStreamState: async () => ({ catalogHead: "1", incarnation: INCARNATION }),
    insertEvents: async () => new Set(),
    readHashes: async () => new Map(),
    listIslands: async () => [],
    listClosedGaps: async () => [],
    listQuarantined: async () => [],
    noteDeviations: async () => undefined,
    saveContact: async (_: string, { leaseToken, previousLeaseToken }: Contact) => {
      terminal = { ...terminal, leaseToken, previousLeaseToken };
    },
    attempt: (work: (store: EventStore) => Promise<unknown>) => work(store),
  } as unknown as EventStore;
  let ids = 0;
  const env = {
    tenantId: "tenant",
    now: () => instant(0),
    newId() {
      ids += 1;
      return String(ids);
    },
  } as unknown as ServerEnv;
  return async (leaseToken: string | null): Promise<string> => {
    const request = { terminalId: TERMINAL_ID, leaseToken, headSequence: 0, events: [] };
    const answer = await receiveBatch(store, request as unknown as PushRequest, env);
    return answer === "lease_conflict" ? answer : answer.leaseToken;
  };
}

describe("the lease of an answer", () => {
  it("[EV8] stays the last one when a request of before a restore arrives late", async () => {
    const contact = oneTerminal(formatLease("older-history", "7"));
    const since = await contact(formatLease("older-history", "9"));
    expect(await contact(formatLease("older-history", "8"))).toBe(since);
    expect(await contact(since)).not.toBe("lease_conflict");
  });

  it("[EV8] is the last one again for a request that was given up and arrives late", async () => {
    const contact = oneTerminal();
    const first = formatLease(INCARNATION, "0");
    const second = await contact(first);
    expect(second).not.toBe(first);
    expect(await contact(first)).toBe(second);
    expect(await contact(second)).not.toBe("lease_conflict");
    expect(await contact(first)).toBe("lease_conflict");
  });

  it("[EV8] is given to every copy of a device that has been replaced, so that nothing unsent is shut out", async () => {
    const contact = oneTerminal(formatLease(INCARNATION, "0"), "retired");
    expect(await contact(formatLease(INCARNATION, "stale"))).not.toBe("lease_conflict");
    expect(await contact(null)).not.toBe("lease_conflict");
  });
});
