import { sql } from "drizzle-orm";
import type { Scratch } from "./scratch-schema";

/** An event in the order in which a shop's events were booked. */
export type PlannedEvent = {
  readonly terminalId: string;
  readonly sequence: number;
  /** When it was booked. */
  readonly at: string;
  readonly isLate: boolean;
  readonly type: string;
  /** Booked after all, when it had been set aside: its second time in the plan. */
  readonly isRetry: boolean;
};

/** Events whose order among each other does not count, and where they stand in the plan. */
export type Window = {
  readonly first: number;
  readonly last: number;
  readonly events: readonly PlannedEvent[];
};

const WINDOW_EVENTS_MAX = 1_000;

/**
 * Write down in which order the shop's events were booked. Releases that did not note the instant
 * booked an event as soon as it and all before it had been received.
 *
 * @returns how many there are.
 */
export async function planBookings({ tx, tenantId }: Scratch): Promise<number> {
  await tx.execute(sql`
    create unlogged table booking_plan (
      position bigint primary key, terminal_id uuid not null, sequence bigint not null,
      at timestamptz not null, type text not null, is_late boolean not null,
      is_alone boolean not null, is_retry boolean not null)`);
  const [planned] = await tx.execute<{ count: string }>(sql`
    with booked as (
      select inbox.terminal_id, inbox.sequence, inbox.type, inbox.state, inbox.resolution,
        inbox.received_at, inbox.resolved_at, case when inbox.resolution = 'retried'
          then inbox.received_at else coalesce(inbox.applied_at, inbox.received_at) end
          as booked_at,
        inbox.raw like '%"heldCartId":"%' as is_from_held,
        case when inbox.type = 'SHIFT_CLOSED' then exists (
          select 1 from public.shifts as shift where shift.tenant_id = ${tenantId}::uuid
            and shift.id = (inbox.raw::jsonb -> 'payload' ->> 'shiftId')::uuid
            and shift.terminal_id <> inbox.terminal_id) else false end as closes_for_another, brought.terminal_id is not null
          as brings_back, back.sequence is not null as was_brought_back, exists (
            select 1 from public.closed_gaps as gap where gap.tenant_id = ${tenantId}::uuid
              and gap.terminal_id = inbox.terminal_id
              and inbox.sequence between gap.from_sequence and gap.through_sequence) as is_late
      from public.event_inbox as inbox
      join public.terminals as terminal on terminal.tenant_id = ${tenantId}::uuid
        and terminal.id = inbox.terminal_id and inbox.sequence <= terminal.applied_sequence
      left join public.recovered_events as brought on brought.tenant_id = ${tenantId}::uuid
        and brought.source_event_id = inbox.event_id
      left join public.recovered_events as back on back.tenant_id = ${tenantId}::uuid
        and back.terminal_id = inbox.terminal_id and back.sequence = inbox.sequence
      where inbox.tenant_id = ${tenantId}::uuid),
    placed as (
      select *, case when is_late then booked_at
        else max(booked_at) filter (where not is_late)
          over (partition by terminal_id order by sequence) end as at
      from booked where not (is_late and state = 'waiting')),
    steps as (
      select terminal_id, sequence, at, type, is_late, brings_back, false as is_retry,
        state <> 'applied' or resolution is not null or is_late or is_from_held
          or was_brought_back or closes_for_another or type not in ('SALE', 'REFUND', 'VOID',
            'TRAINING_SALE', 'STOCK_ADJUSTED', 'DRAWER_OPENED', 'CART_VOIDED', 'SHIFT_OPENED',
            'SHIFT_CLOSED') as is_alone
      from placed
      union all
      select terminal_id, sequence, resolved_at, type, is_late, false, true, true
      from placed where resolution = 'retried'),
    written as (
      insert into booking_plan
      select row_number() over (order by at, is_retry, brings_back desc, terminal_id, sequence),
        terminal_id, sequence, at, type, is_late, is_alone, is_retry
      from steps returning 1)
    select count(*) as count from written`);
  return Number(planned?.count ?? 0);
}

type PlanRow = {
  readonly position: string;
  readonly terminal_id: string;
  readonly sequence: string;
  readonly at: string;
  readonly type: string;
  readonly is_late: boolean;
  readonly is_alone: boolean;
  readonly is_retry: boolean;
};

/** The plan in windows; an event whose order counts (a shared cart, a recovery) comes alone. */
export async function* readWindows({ tx }: Scratch): AsyncGenerator<Window> {
  let after = 0;
  for (;;) {
    const rows = await tx.execute<PlanRow>(sql`
      select * from booking_plan where position > ${after}
      order by position limit ${WINDOW_EVENTS_MAX}`);
    if (rows.length === 0) return;
    yield* splitWindows(rows);
    after = Number(rows.at(-1)?.position ?? after);
  }
}

function* splitWindows(rows: readonly PlanRow[]): Generator<Window> {
  let open: PlanRow[] = [];
  for (const row of rows) {
    if (!row.is_alone) {
      open.push(row);
      continue;
    }
    if (open.length > 0) yield toWindow(open);
    yield toWindow([row]);
    open = [];
  }
  if (open.length > 0) yield toWindow(open);
}

function toWindow(rows: readonly PlanRow[]): Window {
  return {
    first: Number(rows[0]?.position),
    last: Number(rows.at(-1)?.position),
    events: rows.map((row) => ({
      terminalId: row.terminal_id,
      sequence: Number(row.sequence),
      at: row.at,
      isLate: row.is_late,
      type: row.type,
      isRetry: row.is_retry,
    })),
  };
}
