const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "5 minutes ago", in whole steps downwards; under a minute it is "now". */
export function formatAgo(at: string, now: string, locale: string): string {
  const agoMs = Math.max(0, Date.parse(now) - Date.parse(at));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, stepMs] of STEPS) {
    if (agoMs >= stepMs) return format.format(-Math.floor(agoMs / stepMs), unit);
  }
  return format.format(0, "second");
}
