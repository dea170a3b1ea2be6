import { sql } from "drizzle-orm";
import { isRole } from "../../core/access/permissions";
import { permissionsByPin } from "../../core/access/pin-rule";
import { accessOf } from "../../core/access/roles";
import type { Change, PinVerifier, StaffChange } from "../../core/sync/protocol-v1";
import type { Tx } from "../../db/client";
import type { StoredPin } from "../people/pin-verifier";
import type { StreamPage, StreamQuery } from "./stream-page";

/**
 * The terminal's own store and the people who may work there. Few rows, so a change of either
 * sends them all: a person who has left the store arrives as a tombstone.
 */
export async function readConfigChanges(tx: Tx, query: StreamQuery): Promise<StreamPage> {
  const [place] = query.after;
  if (place >= query.head) return { changes: [], place: query.after, isComplete: true };
  const [stores, staff] = await Promise.all([readStore(tx, query), readStaff(tx, query)]);
  return {
    changes: [...stores, ...staff],
    place: [query.head, "", ""],
    isComplete: true,
  };
}

async function readStore(tx: Tx, query: StreamQuery): Promise<Change[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select stores.id, stores.code, stores.name, stores.address_lines as "addressLines",
      tenants.tax_number as "taxNumber", stores.timezone,
      stores.day_ends_at_minutes as "dayEndsAtMinutes", stores.currency, stores.language,
      stores.price_list_id as "priceListId",
      price_lists.prices_include_tax as "pricesIncludeTax",
      stores.cash_increment_minor as "cashIncrementMinor",
      stores.receipt_footer as "receiptFooter", tenants.name as "tenantName",
      tenants.code as "tenantCode", tenants.is_demo as "isDemo",
      stores.tax_rounding as "taxRounding", stores.exchange_rates as "exchangeRates",
      stores.measure_layouts as "measureLayouts", stores.takes_tips as "takesTips",
      stores.points_ppm as "pointsPpm", stores.quote_days as "quoteDays",
      stores.layaway_days as "layawayDays", stores.deposit_ppm as "depositPpm"
    from stores
    join tenants on tenants.tenant_id = ${query.tenantId}::uuid
    join price_lists on price_lists.tenant_id = ${query.tenantId}::uuid
      and price_lists.id = stores.price_list_id
    where stores.tenant_id = ${query.tenantId}::uuid and stores.id = ${query.storeId}::uuid`);
  return rows.map(({ measureLayouts, ...row }) => ({
    entity: "store",
    id: String(row["id"]),
    revision: query.head,
    body: {
      ...row,
      cashIncrementMinor: Number(row["cashIncrementMinor"]),
      ...(measureLayouts === null ? {} : { measureLayouts }),
    },
  }));
}

type StaffRow = {
  id: string;
  name: string;
  display_name: string;
  role: string;
  pin: StoredPin | null;
  badge: PinVerifier | null;
  role_name: string | null;
  stored_permissions: unknown;
  stored_limits: unknown;
  is_here: boolean;
};

async function readStaff(tx: Tx, query: StreamQuery): Promise<Change[]> {
  const rows = await tx.execute<StaffRow>(sql`
    select users.id, users.name, users.display_name, users.role, users.pin, users.badge,
      roles.name as role_name, roles.permissions as stored_permissions, roles.limits as stored_limits,
      users.deleted_at is null and users.blocked_at is null and users.kind = 'person' and (
        users.is_everywhere
        or exists (select 1 from user_stores where user_stores.tenant_id = ${query.tenantId}::uuid
          and user_stores.user_id = users.id and user_stores.store_id = ${query.storeId}::uuid)
      ) as is_here
    from users
    left join roles on roles.tenant_id = ${query.tenantId}::uuid and roles.code = users.role
      and roles.deleted_at is null
    where users.tenant_id = ${query.tenantId}::uuid
    order by users.id`);
  return rows.flatMap((row): Change[] => {
    const change = { entity: "staff" as const, id: row.id, revision: query.head };
    const body = row.is_here ? staffBodyOf(row) : null;
    return body === null && query.after[0] === 0 ? [] : [{ ...change, body }];
  });
}

/** Null for somebody without a PIN, who is nobody at a till. */
function staffBodyOf(row: StaffRow): StaffChange | null {
  if (row.pin === null) return null;
  const { id, name, role, badge } = row;
  const { digits = null, ...pin } = row.pin;
  const stored = { permissions: row.stored_permissions, limits: row.stored_limits };
  const { permissions, limits } = accessOf(role, row.stored_permissions === null ? null : stored);
  return {
    id,
    name,
    displayName: row.display_name,
    role,
    ...(row.role_name !== null && !isRole(role) && { roleName: row.role_name }),
    permissions: [...permissionsByPin({ role, digits }, permissions)],
    pin,
    ...(badge !== null && { badge }),
    limits,
  };
}
