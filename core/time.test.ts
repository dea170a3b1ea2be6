import { describe, expect, it } from "vitest";
import { businessDayAt, instant, instantOfLocal, localTime, parseIso, toIso } from "./time";

const at = (iso: string) => instant(Date.parse(iso));

describe("businessDayAt", () => {
  it.each([
    ["2026-04-30T20:59:59Z", 0, "2026-04-30"],
    ["2026-04-30T21:00:00Z", 0, "2026-05-01"],
    ["2026-04-30T23:59:00Z", 180, "2026-04-30"],
    ["2026-05-01T00:00:00Z", 180, "2026-05-01"],
  ])("[TM1] %s in Nairobi, day ends at minute %i: %s", (iso, dayEndsAtMinutes, day) => {
    expect(businessDayAt(at(iso), { timezone: "Africa/Nairobi", dayEndsAtMinutes })).toBe(day);
  });
});

describe("instantOfLocal", () => {
  it.each([
    ["2011-11-14T08:10:00", "Europe/London", "2011-11-14T08:10:00.000Z"],
    ["2011-07-26T10:13:05", "Europe/London", "2011-07-26T09:13:05.000Z"],
    ["2026-04-30T13:46:00", "Africa/Nairobi", "2026-04-30T10:46:00.000Z"],
    ["2026-01-01T00:00:00", "America/New_York", "2026-01-01T05:00:00.000Z"],
    ["2026-01-01T00:00:00", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
  ])("[TM2] %s in %s is %s", (local, timezone, iso) => {
    expect(toIso(instantOfLocal(local, timezone))).toBe(iso);
  });

  it("[TM2] comes back as the same wall clock for every hour of a year with clock changes", () => {
    const start = Date.UTC(2026, 0, 1);
    for (let hour = 0; hour < 365 * 24; hour += 5) {
      const local = new Date(start + hour * 3_600_000).toISOString().slice(0, 19);
      const shown = localTime(instantOfLocal(local, "Europe/London"), "Europe/London");
      const isSkipped = local.startsWith("2026-03-29T01");
      if (!isSkipped)
        expect(`${shown.day}T${String(shown.hour).padStart(2, "0")}`).toBe(local.slice(0, 13));
    }
  });
});

describe("parseIso", () => {
  it("reads offsets and refuses what is no instant", () => {
    expect(parseIso("2026-04-30T13:00:00+03:00")).toBe(at("2026-04-30T10:00:00Z"));
    expect(parseIso("yesterday")).toBeNull();
  });
});
