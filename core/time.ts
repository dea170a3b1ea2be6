import { assert } from "./assert";

/** Epoch milliseconds. Two devices' instants are never compared to order what they did. */
export type Instant = number & { readonly __brand: "Instant" };

/** A trading day of a store, `YYYY-MM-DD`. */
export type BusinessDay = string & { readonly __brand: "BusinessDay" };

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60_000;

/** Brand epoch milliseconds; a fraction or a year beyond 9999 is a bug. */
export function instant(epochMs: number): Instant {
  assert(Number.isSafeInteger(epochMs), "an instant is whole milliseconds");
  return epochMs as Instant;
}

/** Brand `YYYY-MM-DD`; anything else is a bug of the caller. */
export function businessDay(text: string): BusinessDay {
  assert(/^\d{4}-\d{2}-\d{2}$/.test(text), "a business day is YYYY-MM-DD");
  return text as BusinessDay;
}

/** ISO 8601 UTC with milliseconds, as REST and events carry it. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString();
}

/** Parse ISO 8601 with any offset to an instant, or null when it is not one. */
export function parseIso(text: string): Instant | null {
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? null : (epochMs as Instant);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const created = new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(timezone, created);
  return created;
}

type LocalTime = { readonly day: BusinessDay; readonly hour: number; readonly minute: number };

/** Batches ask for the same seconds again and again, and a calendar is slow to ask. */
const knownTimes = new Map<string, LocalTime>();
const KNOWN_TIMES_MAX = 500;

/** The wall clock of a zone at an instant: day `YYYY-MM-DD`, hour 0–23, minute 0–59. */
export function localTime(at: Instant, timezone: string): LocalTime {
  const key = `${Math.floor(at / MS_PER_SECOND)} ${timezone}`;
  const known = knownTimes.get(key);
  if (known) return known;
  const computed = computeLocalTime(at, timezone);
  if (knownTimes.size >= KNOWN_TIMES_MAX) knownTimes.clear();
  knownTimes.set(key, computed);
  return computed;
}

function computeLocalTime(at: Instant, timezone: string): LocalTime {
  const parts: Record<string, string> = {};
  for (const part of formatterOf(timezone).formatToParts(at)) parts[part.type] = part.value;
  return {
    day: businessDay(`${parts["year"]}-${parts["month"]}-${parts["day"]}`),
    hour: Number(parts["hour"]),
    minute: Number(parts["minute"]),
  };
}

/**
 * The trading day an instant belongs to [TM1]: the local date, shifted back while the store's
 * day has not ended yet. `dayEndsAtMinutes` counts from local midnight, so 180 keeps 02:59 in
 * the evening before.
 */
export function businessDayAt(
  at: Instant,
  store: { timezone: string; dayEndsAtMinutes: number },
): BusinessDay {
  return localTime(instant(at - store.dayEndsAtMinutes * MS_PER_MINUTE), store.timezone).day;
}

/**
 * The instant at which a zone's wall clock shows a local time [TM2]. A time that a clock change
 * skips is the one an hour later; one that happens twice is its first.
 *
 * @param local `YYYY-MM-DDTHH:MM:SS`, without an offset.
 */
export function instantOfLocal(local: string, timezone: string): Instant {
  const asUtc = Date.parse(`${local}Z`);
  assert(!Number.isNaN(asUtc), "a local time is YYYY-MM-DDTHH:MM:SS");
  const offsetAt = (epochMs: number) => {
    const shown = localTime(instant(epochMs), timezone);
    const minuteStart = Math.floor(epochMs / MS_PER_MINUTE) * MS_PER_MINUTE;
    const clock = `${pad(shown.hour)}:${pad(shown.minute)}`;
    return Date.parse(`${shown.day}T${clock}:00Z`) - minuteStart;
  };
  const first = asUtc - offsetAt(asUtc);
  const second = asUtc - offsetAt(first);
  return instant(Math.min(first, second) === second ? second : first);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
