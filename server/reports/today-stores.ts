import { sql } from "drizzle-orm";
import { DomainError } from "../../core/errors";
import {
  type BusinessDay,
  businessDay,
  businessDayAt,
  type Instant,
  instant,
  instantOfLocal,
  localTime,
} from "../../core/time";
import type { Tx } from "../../db/client";
import type { TenantContext } from "../context";
import { requireStoreScope, scopedStoreIds } from "../require-permission";

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/** A store with the two days that the report sets side by side, by its own clock. */
export type TodayStore = {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  readonly tenantCurrency: string;
  readonly dayEndsAtMinutes: number;
  readonly day: BusinessDay;
  readonly comparisonDay: BusinessDay;
  /** The same time of day on the compared day. */
  readonly comparisonUntil: Instant;
};

type StoreRow = Pick<
  TodayStore,
  "id" | "name" | "timezone" | "currency" | "tenantCurrency" | "dayEndsAtMinutes"
>;

/**
 * The stores that the report is about, by name.
 *
 * @throws DomainError store_not_found
 */
export async function readTodayStores(
  tx: Tx,
  context: TenantContext,
  storeId: string | undefined,
): Promise<readonly TodayStore[]> {
  if (storeId !== undefined) requireStoreScope(context.actor, storeId);
  const { tenantId } = context;
  const wanted = storeId === undefined ? scopedStoreIds(context.actor) : [storeId];
  const rows = await tx.execute<StoreRow>(sql`
    select stores.id, stores.name, stores.timezone, stores.currency,
      tenants.currency as "tenantCurrency", stores.day_ends_at_minutes as "dayEndsAtMinutes"
    from stores join tenants on tenants.tenant_id = ${tenantId}::uuid
    where stores.tenant_id = ${tenantId}::uuid and stores.deleted_at is null and ${
      wanted === null
        ? sql`true`
        : sql`stores.id in (
            select (jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb))::uuid)`
    }
    order by stores.name, stores.id`);
  if (storeId !== undefined && rows.length === 0) throw new DomainError("store_not_found");
  return rows.map((row) => ({ ...row, ...daysOf(row, context.now()) }));
}

/**
 * Today and the same weekday a week ago. The time of day is that of the wall clock, so a change
 * of the clocks in between moves no sale into or out of the comparison.
 */
function daysOf(store: StoreRow, now: Instant) {
  const day = businessDayAt(now, store);
  const local = localTime(now, store.timezone);
  const weekAgo = shiftDay(local.day, -7);
  const clock = `${String(local.hour).padStart(2, "0")}:${String(local.minute).padStart(2, "0")}`;
  const minuteStart = instantOfLocal(`${weekAgo}T${clock}:00`, store.timezone);
  return {
    day,
    comparisonDay: shiftDay(day, -7),
    comparisonUntil: instant(minuteStart + (now % MS_PER_MINUTE)),
  };
}

function shiftDay(day: BusinessDay, days: number): BusinessDay {
  const shifted = new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY);
  return businessDay(shifted.toISOString().slice(0, 10));
}
