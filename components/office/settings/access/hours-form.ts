import type { OpeningHours } from "../../../../core/access/access-rules";

/** A day as it is typed: two times of the clock, kept while it is closed. */
export type TypedDay = {
  readonly isOpen: boolean;
  readonly opens: string;
  readonly closes: string;
};

const USUAL: TypedDay = { isOpen: false, opens: "08:00", closes: "18:00" };
const MINUTES_OF_DAY = 1_440;

/** Monday first; a business that set nothing begins with usual hours. */
export function typedDays(hours: OpeningHours | null): readonly TypedDay[] {
  return Array.from({ length: 7 }, (_, at) => {
    if (hours === null) return { ...USUAL, isOpen: at < 6 };
    const span = hours.days[at];
    return span
      ? { isOpen: true, opens: clockOf(span.opensAt), closes: clockOf(span.closesAt) }
      : USUAL;
  });
}

/** Null when a day opens and closes at once, or a time is missing. */
export function hoursOf(days: readonly TypedDay[], timezone: string): OpeningHours | null {
  if (wrongDaysOf(days).length > 0) return null;
  return { timezone, days: days.map((day) => spanOf(day) ?? null) };
}

/** Places in the week of the days that open and close at once, or miss a time. */
export function wrongDaysOf(days: readonly TypedDay[]): readonly number[] {
  return days.flatMap((day, at) => (spanOf(day) === undefined ? [at] : []));
}

/** Null for a closed day, undefined for times that say nothing. */
function spanOf({ isOpen, opens, closes }: TypedDay): OpeningHours["days"][number] | undefined {
  if (!isOpen) return null;
  const [opensAt, closesAt] = [minutesOf(opens), minutesOf(closes)];
  const isSpan = opensAt !== null && closesAt !== null && opensAt !== closesAt;
  return isSpan ? { opensAt, closesAt } : undefined;
}

/** The end of a day is its beginning on a clock. */
function clockOf(minutes: number): string {
  const onClock = minutes % MINUTES_OF_DAY;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(onClock / 60))}:${two(onClock % 60)}`;
}

function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
