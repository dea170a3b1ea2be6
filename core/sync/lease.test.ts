import { describe, expect, it } from "vitest";
import { formatLease, leaseState } from "./lease";

const BEFORE = "aaaaaaaa-0000-4000-8000-000000000001";
const AFTER = "bbbbbbbb-0000-4000-8000-000000000002";

describe("leaseState", () => {
  const terminal = {
    leaseToken: formatLease(BEFORE, "2"),
    previousLeaseToken: formatLease(BEFORE, "1"),
  };

  it("[EV8] takes the lease of the last answer, and the one before it", () => {
    expect(leaseState(terminal, formatLease(BEFORE, "2"), BEFORE)).toBe("current");
    expect(leaseState(terminal, formatLease(BEFORE, "1"), BEFORE)).toBe("lost_answer");
  });

  it("[EV8] knows a copy by any other", () => {
    expect(leaseState(terminal, formatLease(BEFORE, "0"), BEFORE)).toBe("stale");
    expect(leaseState(terminal, null, BEFORE)).toBe("stale");
    expect(leaseState(terminal, "made up", BEFORE)).toBe("stale");
  });

  it("[EV8] takes leases of an earlier history after a restore until one of this was shown", () => {
    const late = formatLease(BEFORE, "8");
    const forgotten = formatLease(BEFORE, "9");
    expect(leaseState(terminal, late, AFTER)).toBe("restored");
    const since = { leaseToken: formatLease(AFTER, "1"), previousLeaseToken: late };
    expect(leaseState(since, forgotten, AFTER)).toBe("restored");
    const shown = {
      leaseToken: formatLease(AFTER, "3"),
      previousLeaseToken: formatLease(AFTER, "2"),
    };
    expect(leaseState(shown, forgotten, AFTER)).toBe("stale");
  });

  it("[EV8] takes a forgotten lease of a device that enrolled just before the backup", () => {
    const enrolled = { leaseToken: "0190-plain", previousLeaseToken: null };
    expect(leaseState(enrolled, formatLease(BEFORE, "3"), AFTER)).toBe("restored");
    expect(leaseState(enrolled, formatLease(BEFORE, "3"), BEFORE)).toBe("stale");
  });
});
