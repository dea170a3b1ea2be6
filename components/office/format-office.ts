import { formatMajor } from "../../core/money/currency";
import { minor } from "../../core/money/minor";

const formatters = new Map<string, Intl.DateTimeFormat>();

function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}/${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const created = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, created);
  return created;
}

/** A business day has no zone: it is shown as it is written. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** "Saturday 21 November" */
export function formatDayLong(day: string, locale: string): string {
  const date = dateFormatter(locale, { timeZone: "UTC", day: "numeric", month: "long" });
  return `${formatWeekday(day, locale)} ${date.format(noonOf(day))}`;
}

/** "Sat 14 Nov" */
export function formatDayShort(day: string, locale: string): string {
  const weekday = dateFormatter(locale, { timeZone: "UTC", weekday: "short" });
  const date = dateFormatter(locale, { timeZone: "UTC", day: "numeric", month: "short" });
  return `${weekday.format(noonOf(day))} ${date.format(noonOf(day))}`;
}

/** "21 Nov 2026" */
export function formatDay(day: string, locale: string): string {
  const format = { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" } as const;
  return dateFormatter(locale, format).format(noonOf(day));
}

/** "Saturday" */
export function formatWeekday(day: string, locale: string): string {
  return dateFormatter(locale, { timeZone: "UTC", weekday: "long" }).format(noonOf(day));
}

/** "14:16" on the clock of a store. */
export function formatTime(at: string, timezone: string, locale: string): string {
  const format = { timeZone: timezone, hour: "2-digit", minute: "2-digit" } as const;
  return dateFormatter(locale, { ...format, hourCycle: "h23" }).format(new Date(at));
}

/** "21 Nov 2026, 14:16:03" on the clock of a store. */
export function formatMoment(at: string, timezone: string, locale: string): string {
  const date = dateFormatter(locale, {
    timeZone: timezone,
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const time = dateFormatter(locale, {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return `${date.format(new Date(at))}, ${time.format(new Date(at))}`;
}

/** "21 Nov 2026, 14:16 GMT+3": where clocks of several stores stand beside each other. */
export function formatZonedMoment(at: string, timezone: string, locale: string): string {
  const zone = dateFormatter(locale, { timeZone: timezone, timeZoneName: "shortOffset" })
    .formatToParts(new Date(at))
    .find(({ type }) => type === "timeZoneName");
  const day = formatDay(dayAt(new Date(at), timezone), locale);
  return `${day}, ${formatTime(at, timezone, locale)} ${zone?.value ?? timezone}`;
}

/** The business day that a store's clock shows; for presets, not for figures. */
export function dayAt(at: Date, timezone: string): string {
  const format = { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return dateFormatter("en-CA", format).format(at);
}

export function shiftDay(day: string, days: number): string {
  const shifted = noonOf(day);
  shifted.setUTCDate(shifted.getUTCDate() + days);
  return shifted.toISOString().slice(0, 10);
}

export function formatCount(count: number, locale: string, decimals = 0): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(count)
    .replace("-", "\u2212");
}

/** A share or a change: one decimal below ten, none above, the sign left to the caller. */
export function formatPercent(ratio: number, locale: string): string {
  const percent = Math.abs(ratio) * 100;
  return `${formatCount(percent, locale, percent < 9.95 ? 1 : 0)}\u00a0%`;
}

/** A share of a whole, one decimal so that a column of them lines up. */
export function formatShare(ratio: number, locale: string): string {
  return `${formatCount(ratio * 100, locale, 1)}\u00a0%`;
}

/** A rate as it is set: "16 %", "8.875 %". */
export function formatRate(ratePpm: number, locale: string): string {
  const formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  return `${formatter.format(ratePpm / 10_000)}\u00a0%`;
}

/** For the height of a bar, where a rounded fraction harms nobody; never for a figure. */
export function plottedAmount(amountMinor: number, currency: string): number {
  return Number(formatMajor(minor(amountMinor), currency));
}

/** "50k" beside an axis, in whole steps that the axis chooses. */
export function formatAxisAmount(amount: number, locale: string): string {
  const [scale, sign] =
    Math.abs(amount) >= 1_000_000
      ? [1_000_000, "M"]
      : Math.abs(amount) >= 1_000
        ? [1_000, "k"]
        : [1, ""];
  const formatter = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return `${formatter.format(amount / scale)}${sign}`.replace("-", "\u2212");
}
