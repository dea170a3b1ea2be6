import * as z from "zod";

/** When a business is open, by its own clock. Days are those of ISO 8601: Monday first. */
export type OpeningHours = z.infer<typeof openingHoursSchema>;

const MINUTES_OF_DAY = 1_440;
const span = z
  .strictObject({
    opensAt: z.number().int().min(0).max(MINUTES_OF_DAY),
    closesAt: z.number().int().min(0).max(MINUTES_OF_DAY),
  })
  .refine(({ opensAt, closesAt }) => opensAt !== closesAt, "opens and closes at once");

export const openingHoursSchema = z.strictObject({
  timezone: z.string().min(1).max(64),
  /** Minutes of the day; who closes before they open closes on the next day. Null: closed. */
  days: z.array(span.nullable()).length(7),
});

/**
 * Whether a business is open [AC6].
 *
 * @param now the local day of the week, 1 for Monday, and minute of the day.
 */
export function isOpenAt(
  hours: OpeningHours,
  now: { readonly weekday: number; readonly minute: number },
): boolean {
  const today = hours.days[now.weekday - 1] ?? null;
  const yesterday = hours.days[(now.weekday + 5) % 7] ?? null;
  if (today && isSameDay(today) && now.minute >= today.opensAt && now.minute < today.closesAt) {
    return true;
  }
  if (today && !isSameDay(today) && now.minute >= today.opensAt) return true;
  return yesterday !== null && !isSameDay(yesterday) && now.minute < yesterday.closesAt;
}

function isSameDay({ opensAt, closesAt }: { opensAt: number; closesAt: number }): boolean {
  return opensAt < closesAt;
}
