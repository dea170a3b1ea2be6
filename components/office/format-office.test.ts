import { describe, expect, it } from "vitest";
import {
  dayAt,
  formatAxisAmount,
  formatCount,
  formatDayLong,
  formatDayShort,
  formatMoment,
  formatPercent,
  formatTime,
  formatZonedMoment,
  shiftDay,
} from "./format-office";

const AT = "2026-11-21T22:30:05.000Z";

describe("days and times", () => {
  it("are those of the store's clock", () => {
    expect(formatTime(AT, "Africa/Nairobi", "en-KE")).toBe("01:30");
    expect(formatMoment(AT, "Africa/Nairobi", "en-KE")).toBe("22 Nov 2026, 01:30:05");
    expect(formatZonedMoment(AT, "Africa/Nairobi", "en-KE")).toBe("22 Nov 2026, 01:30 GMT+3");
    expect(dayAt(new Date(AT), "Africa/Nairobi")).toBe("2026-11-22");
    expect(dayAt(new Date(AT), "Europe/London")).toBe("2026-11-21");
  });

  it("name a business day as it is, in the reader's language", () => {
    expect(formatDayLong("2026-11-21", "en-KE")).toBe("Saturday 21 November");
    expect(formatDayLong("2026-11-21", "sw-KE")).toBe("Jumamosi 21 Novemba");
    expect(formatDayShort("2026-11-14", "en-KE")).toBe("Sat 14 Nov");
  });

  it("move over the end of a month", () => {
    expect(shiftDay("2026-03-01", -1)).toBe("2026-02-28");
  });
});

describe("figures", () => {
  it.each([
    [0.078, "7.8\u00a0%"],
    [-0.18, "18\u00a0%"],
    [0.0996, "10\u00a0%"],
    [0, "0.0\u00a0%"],
  ])("writes %s as %s", (ratio, text) => {
    expect(formatPercent(ratio, "en-KE")).toBe(text);
  });

  it.each([
    [0, "0"],
    [500, "500"],
    [12_500, "12.5k"],
    [2_000_000, "2M"],
    [-3_000, "\u22123k"],
  ])("marks %s on an axis as %s", (amount, text) => {
    expect(formatAxisAmount(amount, "en-KE")).toBe(text);
  });

  it("has a real minus", () => {
    expect(formatCount(-1_234.5, "en-KE", 1)).toBe("\u22121,234.5");
  });
});
