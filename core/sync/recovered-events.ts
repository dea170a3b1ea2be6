import { EMPTY_PROJECTION } from "../sale/projection";
import type { SaleRecovered } from "../sale/sale-recovered";
import { isRecovered } from "./decide-event";
import type {
  BookedEvent,
  EventIdentity,
  EventStore,
  RecoveredEvent,
  TerminalState,
  WaitingEvent,
} from "./event-store";

/** What receipts brought back of a run of a terminal's events, by sequence. */
export async function recoveredOf(
  store: EventStore,
  terminalId: string,
  events: readonly WaitingEvent[],
): Promise<ReadonlyMap<number, RecoveredEvent>> {
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return new Map();
  const found = await store.listRecovered(terminalId, [first.sequence, last.sequence]);
  return new Map(found.map((one) => [one.sequence, one]));
}

/**
 * What is to become of the recoveries among decided events: one whose code nobody signed who may is
 * set aside [RC13], and what is known already adds nothing [EV10].
 */
export async function settleRecoveries(
  store: EventStore,
  terminal: TerminalState,
  booked: readonly BookedEvent[],
): Promise<readonly BookedEvent[]> {
  const proved: BookedEvent[] = [];
  for (const one of booked) proved.push(await proveRecovery(store, terminal, one));
  return withoutKnown(store, proved);
}

async function proveRecovery(
  store: EventStore,
  terminal: TerminalState,
  one: BookedEvent,
): Promise<BookedEvent> {
  const { event, projection } = one;
  if (!projection.recovered || !store.isGenuineRecovery) return one;
  const { terminalId } = projection.recovered;
  const { code } = event.envelope.payload as SaleRecovered;
  const stated = { sequence: event.sequence, terminalId, code };
  if (await store.isGenuineRecovery(terminal, stated)) return one;
  // Its money was in no drawer of this terminal, so none waits in suspense.
  const aside = { code: "receipt_code_invalid", details: { path: "code" } };
  return { event, projection: EMPTY_PROJECTION, aside };
}

/**
 * A receipt that was scanned twice, or whose own event has arrived meanwhile, adds nothing [EV10].
 * Another event at its place is no reason: then a copy of the device sold there as well.
 */
async function withoutKnown(
  store: EventStore,
  booked: readonly BookedEvent[],
): Promise<readonly BookedEvent[]> {
  const targets = booked.flatMap(({ projection }) => projection.recovered ?? []);
  if (targets.length === 0) return booked;
  const keyOf = (of: EventIdentity) => `${of.terminalId}/${of.sequence}/${of.hash}`;
  const known = new Set((await store.findKnown(targets)).map(keyOf));
  return booked.map((one) => {
    const { recovered } = one.projection;
    if (!recovered) return one;
    const key = keyOf(recovered);
    if (known.has(key)) return { ...one, projection: EMPTY_PROJECTION };
    known.add(key);
    return one;
  });
}

/**
 * A recovery and its own event are booked under different terminals' locks, so both may be decided
 * before either is written; the ledger refuses the later one, which then adds nothing.
 *
 * @returns null when it was refused for another reason.
 */
export async function recoveredMeanwhile(
  store: EventStore,
  terminalId: string,
  refused: BookedEvent,
): Promise<BookedEvent | null> {
  const { event } = refused;
  const [again = refused] = await withoutKnown(store, [refused]);
  if (again !== refused) return again;
  const found = await recoveredOf(store, terminalId, [event]);
  return isRecovered(event, found.get(event.sequence) ?? null)
    ? { event, projection: EMPTY_PROJECTION, aside: null }
    : null;
}
