import { type SQL, sql } from "drizzle-orm";

/** A table whose rows come from events, and what of it is compared. */
export type ComparedTable = {
  readonly table: string;
  readonly key: readonly string[];
  /** Columns that say nothing of the events: when a row was written, what a projector did with it. */
  readonly leftOut?: readonly string[];
  /** Columns compared in another form, on both sides; `row` is the table's alias. */
  readonly instead?: Readonly<Record<string, SQL>>;
  /** Only these rows. */
  readonly where?: SQL;
  /** A query of the event behind a row: its columns are those of the key. */
  readonly eventOf?: SQL;
};

/**
 * Releases before 0.3 did not note when an event was booked (`applied_at`); what they could not say
 * of it is not held against them: whether it was late, and the instant of its receipt to the minute.
 */
const isNoted = (sourceEventId: SQL) => sql`exists (
  select 1 from public.event_inbox as noted where noted.tenant_id = row.tenant_id
    and noted.event_id = ${sourceEventId} and noted.applied_at is not null)`;

const receivedAt = (column: string) => {
  const name = sql.raw(`row.${column}`);
  return sql`case when not ${isNoted(sql`row.source_event_id`)} and exists (
    select 1 from public.event_inbox as said where said.tenant_id = row.tenant_id
      and said.event_id = row.source_event_id
      and said.received_at between ${name} - interval '1 minute' and ${name} + interval '1 minute')
    then null else ${name} end`;
};

/** Sales of the first release, whose prices have no trace; it noted no actions either. */
const ofFirstRelease = (saleId: SQL) => sql`exists (
  select 1 from public.sale_lines as old
  join public.sales as sale on sale.tenant_id = old.tenant_id and sale.id = old.sale_id
  join public.event_inbox as said on said.tenant_id = sale.tenant_id
    and said.event_id = sale.source_event_id and said.type_version = 1
  where old.tenant_id = row.tenant_id and old.sale_id = ${saleId} and old.trace is null)`;

const viaSale = sql`select sale.source_event_id from public.sales as sale
  where sale.tenant_id = row.tenant_id and sale.id = row.sale_id`;
const own = sql`select row.source_event_id`;

/** In the order in which a difference is told: what it comes from before what comes from it. */
export const COMPARED_TABLES: readonly ComparedTable[] = [
  {
    table: "sales",
    key: ["id"],
    eventOf: own,
    instead: {
      received_at: receivedAt("received_at"),
      is_late: sql`case when ${isNoted(sql`row.source_event_id`)} then row.is_late end`,
    },
  },
  {
    table: "sale_lines",
    key: ["sale_id", "line_number"],
    eventOf: viaSale,
    instead: {
      trace: sql`case when ${ofFirstRelease(sql`row.sale_id`)} then null else row.trace end`,
    },
  },
  { table: "sale_taxes", key: ["sale_id", "position"], eventOf: viaSale },
  {
    table: "deposits",
    key: ["id"],
    eventOf: own,
    instead: { received_at: receivedAt("received_at") },
  },
  {
    table: "payments",
    key: ["id"],
    eventOf: sql`${viaSale} union all select deposit.source_event_id from public.deposits as deposit
      where deposit.tenant_id = row.tenant_id and deposit.id = row.deposit_id`,
  },
  { table: "coupon_uses", key: ["code", "sale_id"], eventOf: viaSale },
  { table: "journal_lines", key: ["source_event_id", "line_number"], eventOf: own },
  {
    table: "stock_movements",
    key: ["source_event_id", "position"],
    eventOf: own,
    instead: { recorded_at: receivedAt("recorded_at") },
  },
  {
    table: "stock_levels",
    key: ["store_id", "product_id"],
    leftOut: ["updated_at", "revision", "is_published"],
  },
  { table: "shifts", key: ["id"] },
  {
    table: "operator_actions",
    key: ["source_event_id", "position"],
    eventOf: own,
    where: sql`row.sale_id is null or not ${ofFirstRelease(sql`row.sale_id`)}`,
  },
  {
    // A held cart is the tills' own affair; its deposits and its end are events.
    table: "held_carts",
    key: ["id"],
    instead: {
      status: sql`case when row.status in ('sold', 'cancelled') then row.status end`,
    },
    leftOut: [
      ..."kind number name store_id register_id cashier_name customer_id currency".split(" "),
      ..."item_count total_minor expires_on held_at cart taken_by_terminal_id".split(" "),
      // Of a layaway whose last deposit came together with its sale, 0.2 did not note it.
      ..."sold_sale_id created_at updated_at deleted_at version revision".split(" "),
    ],
    where: sql`exists (select 1 from public.deposits as deposit
      where deposit.tenant_id = row.tenant_id and deposit.held_cart_id = row.id)`,
  },
  { table: "recovered_events", key: ["terminal_id", "sequence"], eventOf: own },
  {
    table: "event_inbox",
    key: ["terminal_id", "sequence"],
    eventOf: sql`select row.event_id`,
    instead: {
      error_code: sql`case when row.state = 'quarantined' then row.error_code end`,
    },
    leftOut: [
      ..."applied_at attempts error_details".split(" "),
      ..."resolution resolved_at resolved_by_id resolution_event_id".split(" "),
    ],
  },
];
