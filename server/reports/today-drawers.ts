import { sql } from "drizzle-orm";
import type { Tx } from "../../db/client";
import type { TodayScope } from "./today-figures";
import type { TodayDrawer } from "./today-result";

type DrawerRow = {
  id: string;
  shift_id: string | null;
  register_name: string;
  store_name: string;
  timezone: string;
  is_enrolled: boolean;
  last_seen_at: string | null;
  unsent: string;
  number: number;
  opened_by_name: string;
  opened_at: string;
  closed_at: string | null;
  float_minor: string;
  cash_minor: string;
  expected_cash_minor: string | null;
  counted_cash_minor: string | null;
};

/**
 * The tills of the stores with what their drawers should hold: every open shift, otherwise the
 * last one that was closed today. Cash of a shift is what its sales, refunds and deposits left in
 * the drawer, of another currency the change alone; they lie on the shift's own business day or
 * later, which keeps the sum on an index.
 */
export async function readDrawers(tx: Tx, scope: TodayScope): Promise<TodayDrawer[]> {
  const { tenantId, stores } = scope;
  const days = JSON.stringify(stores.map(({ id, day }) => ({ storeId: id, day })));
  const rows = await tx.execute<DrawerRow>(sql`
    select registers.id, shift.id as shift_id, registers.name as register_name,
      stores.name as store_name, stores.timezone, terminals.id is not null as is_enrolled,
      terminals.last_seen_at,
      coalesce(greatest(terminals.claimed_sequence - terminals.received_sequence, 0), 0) as unsent,
      shift.number, coalesce(users.display_name, '') as opened_by_name, shift.opened_at,
      shift.closed_at, shift.float_minor, coalesce(cash.amount_minor, 0) as cash_minor,
      shift.expected_cash_minor, shift.counted_cash_minor
    from jsonb_to_recordset(${days}::jsonb) as days("storeId" uuid, day date)
    join stores on stores.tenant_id = ${tenantId}::uuid and stores.id = days."storeId"
    join registers on registers.tenant_id = ${tenantId}::uuid and registers.store_id = stores.id
      and registers.kind = 'till' and registers.deleted_at is null
    left join terminals on terminals.tenant_id = ${tenantId}::uuid
      and terminals.register_id = registers.id and terminals.status = 'active'
    left join lateral (
      select shifts.*, row_number() over (order by shifts.closed_at is null desc,
        shifts.opened_at desc) as place
      from shifts where shifts.tenant_id = ${tenantId}::uuid and shifts.store_id = stores.id
        and shifts.register_id = registers.id
        and (shifts.closed_at is null or shifts.business_on = days.day)
    ) as shift on shift.closed_at is null and shift.id is not null or shift.place = 1
    left join users on users.tenant_id = ${tenantId}::uuid and users.id = shift.opened_by_id
    left join lateral (
      select sum(case when paid.foreign_currency is null then paid.amount_minor
        else -paid.change_minor end) as amount_minor
      from (
        select payments.* from sales join payments on payments.tenant_id = ${tenantId}::uuid
          and payments.sale_id = sales.id
        where sales.tenant_id = ${tenantId}::uuid and sales.store_id = shift.store_id
          and sales.business_on >= shift.business_on and sales.shift_id = shift.id
        union all
        select payments.* from deposits join payments on payments.tenant_id = ${tenantId}::uuid
          and payments.deposit_id = deposits.id
        where deposits.tenant_id = ${tenantId}::uuid and deposits.store_id = shift.store_id
          and deposits.business_on >= shift.business_on and deposits.shift_id = shift.id
      ) as paid where paid.method = 'cash'
    ) as cash on shift.closed_at is null
    order by stores.name, length(registers.name), registers.name, shift.opened_at`);
  return rows.map(toDrawer);
}

function toDrawer(row: DrawerRow): TodayDrawer {
  return {
    id: `${row.id}/${row.shift_id ?? ""}`,
    registerName: row.register_name,
    storeName: row.store_name,
    timezone: row.timezone,
    isEnrolled: row.is_enrolled,
    lastContactAt: isoOrNull(row.last_seen_at),
    unsent: Number(row.unsent),
    shift:
      row.shift_id === null
        ? null
        : {
            number: row.number,
            openedByName: row.opened_by_name,
            openedAt: new Date(row.opened_at).toISOString(),
            closedAt: isoOrNull(row.closed_at),
            expectedCashMinor: Number(
              row.expected_cash_minor ?? Number(row.float_minor) + Number(row.cash_minor),
            ),
            countedCashMinor:
              row.counted_cash_minor === null ? null : Number(row.counted_cash_minor),
          },
  };
}

function isoOrNull(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
