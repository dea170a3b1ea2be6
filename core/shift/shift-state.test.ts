import { describe, expect, it } from "vitest";
import { requireNoOpenShift, requireOpenShift } from "./shift-state";

describe("shift state", () => {
  it("[SH2] a drawer has one shift at a time", () => {
    expect(() => requireNoOpenShift(null)).not.toThrow();
    expect(() => requireNoOpenShift({ shiftId: "a" })).toThrow(
      expect.objectContaining({ code: "shift_already_open" }),
    );
  });

  it("[SH2] nothing is sold or closed without one", () => {
    expect(() => requireOpenShift({ shiftId: "a" })).not.toThrow();
    expect(() => requireOpenShift(null)).toThrow(
      expect.objectContaining({ code: "shift_not_open" }),
    );
  });
});
