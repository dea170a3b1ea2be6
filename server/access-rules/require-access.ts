import { sql } from "drizzle-orm";
import { isOpenAt, type OpeningHours, openingHoursSchema } from "../../core/access/access-rules";
import { DomainError } from "../../core/errors";
import { type Instant, localTime } from "../../core/time";
import { isInRanges } from "./address-ranges";

/** From where and when people may use a business, as `accessRulesColumn` reads it. */
export type StoredRules = { readonly ranges: unknown; readonly hours: unknown } | null;

/** The rules of the row of `access_rules` that a query joined as `a`; null where there is none. */
export const accessRulesColumn = sql`
  case when a.tenant_id is not null
    then jsonb_build_object('ranges', a.allowed_ranges, 'hours', a.opening_hours) end`;

/**
 * Refuse whoever asks from outside the networks of a business, or while it is closed [DV4]. Owners
 * may come at any hour, for somebody must be able to; from outside the networks nobody may.
 *
 * @throws DomainError address_not_allowed | outside_opening_hours
 */
export function requireAccess(
  rules: StoredRules,
  asker: { readonly ip: string | null; readonly now: Instant; readonly isOwner: boolean },
): void {
  if (rules === null) return;
  const ranges = textsOf(rules.ranges);
  if (ranges.length > 0 && !isInRanges(ranges, asker.ip)) {
    throw new DomainError("address_not_allowed");
  }
  if (asker.isOwner) return;
  const hours = openingHoursSchema.nullable().safeParse(rules.hours ?? null);
  if (hours.success && hours.data !== null && !isOpen(hours.data, asker.now)) {
    throw new DomainError("outside_opening_hours");
  }
}

/** Whether a business is open at an instant, by the clock of its own zone. */
export function isOpen(hours: OpeningHours, now: Instant): boolean {
  const { day, hour, minute } = localTime(now, hours.timezone);
  const sundayFirst = new Date(`${day}T12:00:00Z`).getUTCDay();
  return isOpenAt(hours, {
    weekday: sundayFirst === 0 ? 7 : sundayFirst,
    minute: hour * 60 + minute,
  });
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
