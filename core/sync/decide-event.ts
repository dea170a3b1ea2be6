import { isDomainError } from "../errors";
import { projectFact, projectSuspense } from "../sale/project-event";
import { EMPTY_PROJECTION, type EventPlace, type Projection } from "../sale/projection";
import { readFact } from "../sale/read-fact";
import { requireFit } from "../sale/require-figures";
import type { BookedEvent, RecoveredEvent, WaitingEvent } from "./event-store";

/** What is to happen with one event: booked or set aside, or left waiting for an upgrade. */
export type Decision =
  | { readonly kind: "book"; readonly booked: BookedEvent }
  | { readonly kind: "wait"; readonly event: WaitingEvent };

export type Predecessor = {
  /** Hash of the event before; null behind a closed gap, where nobody can know it. */
  readonly hash: string | null;
  /** What a scanned receipt brought back from this event's place. */
  readonly recovered: RecoveredEvent | null;
};

/** Decide one event behind its predecessor [EV4]; pure. */
export function decideEvent(event: WaitingEvent, before: Predecessor, place: EventPlace): Decision {
  const { envelope } = event;
  if (isRecovered(event, before.recovered)) {
    // Its sale stands in the ledger since the receipt was scanned, whatever came before it.
    return { kind: "book", booked: { event, projection: EMPTY_PROJECTION, aside: null } };
  }
  if (before.hash !== null && envelope.prevHash !== before.hash) {
    return setAside(event, place, {
      code: "event_chain_broken",
      details: { expected: before.hash },
    });
  }
  try {
    const projection = projectEvent(event, place);
    return { kind: "book", booked: { event, projection, aside: null } };
  } catch (error) {
    return decideRefused(event, place, error);
  }
}

/**
 * Whether a recovery is of this very event [EV10]: another content under its place, as a copy of the
 * device writes it, is another sale.
 */
export function isRecovered(
  { envelope }: WaitingEvent,
  recovered: Pick<RecoveredEvent, "hash"> | null,
): boolean {
  return recovered?.hash === envelope.hash;
}

function projectEvent({ envelope }: WaitingEvent, place: EventPlace): Projection {
  const fact = readFact(envelope);
  requireFit("type", fact.kind !== "correction" || place.mayCorrect === true);
  return projectFact(envelope, fact, place);
}

function decideRefused(event: WaitingEvent, place: EventPlace, error: unknown): Decision {
  if (!isDomainError(error)) {
    // The engine's own assertions are as deterministic as its refusals: the same event would
    // fail for ever, so it is set aside instead of holding up the ones behind it.
    return setAside(event, place, {
      code: "event_schema_invalid",
      details: { message: error instanceof Error ? error.message : "unknown" },
    });
  }
  if (error.code === "event_type_unknown") return { kind: "wait", event };
  return setAside(event, place, { code: error.code, details: error.details });
}

/** Set an event aside: its money goes to suspense, everything else waits for a person. */
export function setAside(
  event: WaitingEvent,
  place: EventPlace,
  aside: NonNullable<BookedEvent["aside"]>,
): Extract<Decision, { kind: "book" }> {
  return {
    kind: "book",
    booked: { event, projection: projectSuspense(event.envelope, place), aside },
  };
}
