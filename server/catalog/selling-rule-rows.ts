import { type SQL, sql } from "drizzle-orm";
import type { PriceList } from "../../core/pricing/price-list";
import type { Promotion } from "../../core/promotion/promotion";

/** A price list as its table gives it. */
export type PriceListRow = Omit<PriceList, "validFrom" | "validUntil"> & {
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly revision: string;
  readonly isGone: boolean;
};

/** All of a tenant's price lists that a condition leaves, by code. */
export function selectPriceLists(tenantId: string, condition: SQL): SQL {
  return sql`
    select id, code, name, currency, prices_include_tax as "pricesIncludeTax", priority,
      store_ids as "storeIds", customer_group_ids as "customerGroupIds",
      valid_from as "validFrom", valid_until as "validUntil", weekdays,
      from_minutes as "fromMinutes", until_minutes as "untilMinutes", revision,
      deleted_at is not null as "isGone"
    from price_lists where tenant_id = ${tenantId}::uuid and ${condition} order by code`;
}

/** A row in the form that the engine and the tills read. */
export function toPriceList({ revision: _, isGone: _gone, ...row }: PriceListRow): PriceList {
  return { ...row, validFrom: isoOrNull(row.validFrom), validUntil: isoOrNull(row.validUntil) };
}

export type PromotionRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly priority: number;
  readonly definition: Omit<Promotion, "id" | "code" | "name" | "priority">;
  readonly revision: string;
  readonly isGone: boolean;
};

/** A tenant's promotions that a condition leaves, by code; a stopped one is gone. */
export function selectPromotions(
  tenantId: string,
  condition: SQL,
  end: SQL = sql`order by code`,
): SQL {
  return sql`
    select id, code, name, priority, definition, revision,
      deleted_at is not null or not is_active as "isGone"
    from promotions where tenant_id = ${tenantId}::uuid and ${condition} ${end}`;
}

/** A row in the form that the engine and the tills read. */
export function toPromotion({ id, code, name, priority, definition }: PromotionRow): Promotion {
  return { ...definition, id, code, name, priority };
}

function isoOrNull(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
