import { sql } from "drizzle-orm";
import { applyWaiting, placeOf } from "../../core/sync/apply-waiting";
import { setAside } from "../../core/sync/decide-event";
import { type EnrolmentCertificate, genesisHash } from "../../core/sync/envelope";
import type { EventStore, ServerEnv } from "../../core/sync/event-store";
import { retryEvent } from "../../core/sync/retry-event";
import { type Instant, instant, parseIso } from "../../core/time";
import { systemContext } from "../../server/tenants/system-context";
import { asideStore } from "../../server/till-sync/aside-store";
import { serverEnv } from "../../server/till-sync/server-env";
import { lockTerminal } from "../../server/till-sync/terminal-row";
import { sqlState } from "../../server/transaction";
import { type PlannedEvent, planBookings, readWindows, type Window } from "./plan-bookings";
import type { Scratch } from "./scratch-schema";

/** The planner's knowledge of the scratch tables is renewed whenever they have grown this much. */
const ANALYZE_GROWTH = 4;
const ANALYZE_EVENTS_MIN = 400;

/** What a process needs to work inside a business by itself. */
export type SystemRuntime = Parameters<typeof systemContext>[0];

export type Progress = (done: number, of: number) => void;

/**
 * Book a shop's events once more, into empty tables, by the machine that books them for the shop
 * (`core/sync/apply-waiting.ts` over `server/till-sync/event-store.ts`), in the order in which they
 * were booked, up to the shop's own cursors.
 *
 * @returns how many events were booked or set aside.
 */
export async function rebuildLedger(
  scratch: Scratch,
  runtime: SystemRuntime,
  progress: Progress,
): Promise<number> {
  const clock = { at: instant(0) };
  const booker = createBooker(scratch, runtime, {
    clock,
    setAsideBefore: await readSetAside(scratch),
  });
  await resetTerminals(scratch);
  await copyGaps(scratch);
  const total = await planBookings(scratch);
  let done = 0;
  let known = ANALYZE_EVENTS_MIN / ANALYZE_GROWTH;
  for await (const window of readWindows(scratch)) {
    const last = window.events.at(-1);
    clock.at = parseIso(last?.at ?? "") ?? instant(0);
    if (last?.type === "SALE_RECOVERED") await copyArrived(scratch, last.at);
    await copyWindow(scratch, window);
    await bookWindow(booker, window.events);
    done += window.events.length;
    progress(done, total);
    if (done >= known * ANALYZE_GROWTH) {
      await scratch.analyze();
      known = done;
    }
  }
  await finishTerminals(scratch, booker);
  await copyWaiting(scratch);
  await scratch.analyze();
  return total;
}

type Place = { readonly terminalId: string; readonly sequence: number };

type Booker = {
  readonly bookThrough: (terminalId: string, through: number) => Promise<void>;
  readonly retry: (place: Place) => Promise<void>;
};

const keyOf = ({ terminalId, sequence }: Place) => `${terminalId}/${sequence}`;

function createBooker(
  { tx, tenantId }: Scratch,
  runtime: SystemRuntime,
  given: { clock: { at: Instant }; setAsideBefore: ReadonlyMap<string, string> },
): Booker {
  const context = { ...systemContext(runtime, tenantId), now: () => given.clock.at };
  const env: ServerEnv = { ...serverEnv(context), reportFailure };
  // What a person had booked after all was proved then; a key may be another one today.
  const store = { ...asideStore(tx, context), isGenuineRecovery: async () => true };
  const first = asTheFirstTime(store, given.setAsideBefore);
  return {
    async bookThrough(terminalId, through) {
      const terminal = await lockTerminal(tx, tenantId, terminalId);
      if (!terminal) return;
      const receivedSequence = Math.max(through, terminal.appliedSequence);
      await applyWaiting(first, { ...terminal, receivedSequence }, env);
    },
    async retry(place) {
      await retryEvent(store, { ...place, retriedById: tenantId }, env);
    },
  };
}

/**
 * What a person dealt with had been set aside before, whatever today's rules say of it, and so had a
 * receipt's code that bore no good signature: nobody is asked for keys again.
 */
function asTheFirstTime(
  store: EventStore,
  setAsideBefore: ReadonlyMap<string, string>,
): EventStore {
  return {
    ...store,
    isGenuineRecovery: async ({ id: terminalId }, { sequence }) =>
      !setAsideBefore.has(keyOf({ terminalId, sequence })),
    attempt: (work) => store.attempt((behind) => work(asTheFirstTime(behind, setAsideBefore))),
    book: (terminal, booked, at) =>
      store.book(
        terminal,
        booked.map((one) => {
          const code = setAsideBefore.get(
            keyOf({ terminalId: terminal.id, sequence: one.event.sequence }),
          );
          if (code === undefined) return one;
          const aside = { code, details: {} };
          return setAside(one.event, placeOf(terminal, one.event), aside).booked;
        }),
        at,
      ),
  };
}

async function readSetAside({ tx, tenantId }: Scratch): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.execute<{ terminal_id: string; sequence: string; code: string | null }>(sql`
    select terminal_id, sequence, error_code as code from public.event_inbox
    where tenant_id = ${tenantId}::uuid and (resolution is not null
      or (state = 'quarantined' and error_code = 'receipt_code_invalid'))`);
  return new Map(
    rows.map((row) => {
      const place = { terminalId: row.terminal_id, sequence: Number(row.sequence) };
      return [keyOf(place), row.code ?? "event_schema_invalid"];
    }),
  );
}

async function bookWindow(booker: Booker, events: readonly PlannedEvent[]): Promise<void> {
  for (const event of events) if (event.isRetry) await booker.retry(event);
  const coming = events.filter(({ isRetry }) => !isRetry);
  for (const [terminalId, through] of lastOf(coming)) await booker.bookThrough(terminalId, through);
}

/** A row that the tables refuse was refused before; a statement that cannot run here is a bug. */
function reportFailure(error: unknown): void {
  if (sqlState(error)?.startsWith("42")) throw error;
}

/** How far each terminal of a window gets; late events do not move a terminal on. */
function lastOf(window: readonly PlannedEvent[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { terminalId, sequence, isLate } of window) {
    last.set(terminalId, Math.max(last.get(terminalId) ?? 0, isLate ? 0 : sequence));
  }
  return last;
}

/** Every terminal as it was when it enrolled. */
async function resetTerminals({ tx, tenantId }: Scratch): Promise<void> {
  const rows = await tx.execute<{ id: string; certificate: EnrolmentCertificate }>(
    sql`select id, certificate from terminals where tenant_id = ${tenantId}::uuid`,
  );
  const heads = rows.map(({ id, certificate }) => ({ id, hash: genesisHash(certificate) }));
  await tx.execute(sql`
    update terminals set received_sequence = 0, applied_sequence = 0, received_hash = head.hash,
      applied_hash = head.hash, gap_since = null, apply_failures = 0, apply_after = null
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as head(id uuid, hash text)
    where tenant_id = ${tenantId}::uuid and terminals.id = head.id`);
}

async function copyGaps({ tx, tenantId }: Scratch): Promise<void> {
  await tx.execute(sql`
    insert into closed_gaps select * from public.closed_gaps
    where tenant_id = ${tenantId}::uuid`);
}

/** A window's events as they came: what became of them is for the machine to find out again. */
async function copyWindow({ tx, tenantId }: Scratch, { first, last }: Window): Promise<void> {
  await tx.execute(sql`
    insert into event_inbox (${INTO_INBOX})
    select ${AS_RECEIVED} from booking_plan
    join public.event_inbox using (terminal_id, sequence)
    where tenant_id = ${tenantId}::uuid and position between ${first} and ${last}
    on conflict do nothing`);
}

/**
 * All that had been received by an instant: a recovery looks for the event that it stands for. The
 * own event of a sale that a receipt did bring back came after that, so it waits for its window.
 */
async function copyArrived({ tx, tenantId }: Scratch, at: string): Promise<void> {
  await tx.execute(sql`
    insert into event_inbox (${INTO_INBOX})
    select ${AS_RECEIVED} from booking_plan
    join public.event_inbox using (terminal_id, sequence)
    where tenant_id = ${tenantId}::uuid and received_at <= ${at}::timestamptz
      and not exists (select 1 from public.recovered_events as back
        where back.tenant_id = ${tenantId}::uuid
          and back.terminal_id = booking_plan.terminal_id
          and back.sequence = booking_plan.sequence)
    on conflict do nothing`);
}

const AS_RECEIVED = sql.raw(`tenant_id, terminal_id, sequence, event_id, event_inbox.type,
  type_version, raw, hash, prev_hash, created_at, received_at`);
const INTO_INBOX = sql.raw(`tenant_id, terminal_id, sequence, event_id, type, type_version, raw,
  hash, prev_hash, created_at, received_at`);

/** Gaps closed at the end of a log are crossed by its cursor like any others. */
async function finishTerminals({ tx, tenantId }: Scratch, booker: Booker): Promise<void> {
  const rows = await tx.execute<{ id: string; applied: string }>(sql`
    select terminal.id, stored.applied_sequence as applied from terminals as terminal
    join public.terminals as stored on stored.tenant_id = ${tenantId}::uuid
      and stored.id = terminal.id and stored.applied_sequence > terminal.applied_sequence
    where terminal.tenant_id = ${tenantId}::uuid`);
  for (const { id, applied } of rows) await booker.bookThrough(id, Number(applied));
}

/** What nobody has booked yet waits here too. */
async function copyWaiting({ tx, tenantId }: Scratch): Promise<void> {
  await tx.execute(sql`
    insert into event_inbox select * from public.event_inbox
    where tenant_id = ${tenantId}::uuid on conflict do nothing`);
}
