import { type SQL, sql } from "drizzle-orm";
import { type Instant, toIso } from "../../../core/time";

/** A person who does nothing in the office for this long signs in again, unless the tenant says otherwise. */
export const IDLE_MINUTES = 720;

/**
 * Whether session `s` still stands: neither ended nor too old nor, in the office, idle for longer
 * than the tenant's rules `a` allow.
 */
export function standing(now: Instant): SQL {
  const at = toIso(now);
  return sql`(s.revoked_at is null and s.expires_at > ${at}::timestamptz
    and (s.kind <> 'office' or s.last_seen_at > ${at}::timestamptz
      - make_interval(mins => coalesce(a.idle_minutes, ${IDLE_MINUTES}))))`;
}
