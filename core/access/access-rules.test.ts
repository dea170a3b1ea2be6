import { expect, test } from "vitest";
import { isOpenAt, openingHoursSchema } from "./access-rules";

const day = { opensAt: 8 * 60, closesAt: 18 * 60 };
const night = { opensAt: 20 * 60, closesAt: 2 * 60 };
const hours = {
  timezone: "Africa/Nairobi",
  days: [day, day, day, day, night, null, null],
};

test.each([
  ["Monday at eight", 1, 480, true],
  ["Monday before eight", 1, 479, false],
  ["Monday at six in the evening", 1, 1_080, false],
  ["Friday before the evening", 5, 600, false],
  ["Friday at eleven at night", 5, 1_380, true],
  ["Saturday at one, still Friday's night", 6, 60, true],
  ["Saturday at two", 6, 120, false],
  ["Sunday", 7, 720, false],
  ["Monday at one", 1, 60, false],
])("[AC6] %s: open %#", (_name, weekday, minute, isOpen) => {
  expect(isOpenAt(hours, { weekday, minute })).toBe(isOpen);
});

test("hours that open and close at once are refused", () => {
  const stuck = { ...hours, days: [{ opensAt: 5, closesAt: 5 }, ...hours.days.slice(1)] };
  expect(openingHoursSchema.safeParse(stuck).success).toBe(false);
  expect(openingHoursSchema.safeParse(hours).success).toBe(true);
});
