import { expect, test } from "vitest";
import { hoursOf, typedDays, wrongDaysOf } from "./hours-form";

const span = { opensAt: 480, closesAt: 1_080 };
const HOURS = {
  timezone: "Africa/Nairobi",
  days: [span, span, span, span, { opensAt: 1_200, closesAt: 120 }, null, null],
};

test("hours are typed and read as they are kept, overnight and closed days too", () => {
  expect(hoursOf(typedDays(HOURS), HOURS.timezone)).toEqual(HOURS);
});

test("a day that lasts to midnight closes at the beginning of the next", () => {
  const [day] = typedDays({
    ...HOURS,
    days: HOURS.days.map(() => ({ opensAt: 60, closesAt: 1_440 })),
  });
  expect(day).toEqual({ isOpen: true, opens: "01:00", closes: "00:00" });
});

test("a day that opens and closes at once, or lacks a time, is no day and is named", () => {
  const [first, ...rest] = typedDays(null);
  expect(wrongDaysOf(typedDays(null))).toEqual([]);
  for (const closes of [first?.opens ?? "", ""]) {
    const days = [...rest.slice(0, 2), { isOpen: true, opens: "08:00", closes }, ...rest.slice(2)];
    expect(hoursOf(days, "UTC")).toBeNull();
    expect(wrongDaysOf(days)).toEqual([2]);
  }
});
