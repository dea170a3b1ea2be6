import { isDomainError } from "../../core/errors";
import { projectFact, projectSuspense } from "../../core/sale/project-event";
import type { EventPlace, Projection } from "../../core/sale/projection";
import { readFact } from "../../core/sale/read-fact";
import type { Envelope } from "../../core/sync/envelope";

/** An event that waits in the inbox to be booked. */
export type WaitingEvent = {
  readonly sequence: number;
  readonly eventId: string;
  readonly receivedAt: string;
  readonly envelope: Envelope;
};

/** What is to happen with one event: booked, set aside with its money in sight, or left waiting. */
export type Decision =
  | { readonly kind: "apply"; readonly event: WaitingEvent; readonly projection: Projection }
  | {
      readonly kind: "quarantine";
      readonly event: WaitingEvent;
      readonly projection: Projection;
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "wait"; readonly event: WaitingEvent };

/** Decide one event against the hash of its predecessor; pure but for the thrown bugs. */
export function decideEvent(
  event: WaitingEvent,
  previousHash: string,
  place: EventPlace,
): Decision {
  const { envelope } = event;
  if (envelope.prevHash !== previousHash) {
    return quarantine(event, place, {
      code: "event_chain_broken",
      details: { expected: previousHash },
    });
  }
  try {
    return {
      kind: "apply",
      event,
      projection: projectFact(envelope, readFact(envelope), place),
    };
  } catch (error) {
    if (!isDomainError(error)) {
      // The engine's own assertions are as deterministic as its refusals: the same event would
      // fail for ever, so it is set aside instead of holding up the ones behind it.
      return quarantine(event, place, {
        code: "event_schema_invalid",
        details: { message: error instanceof Error ? error.message : "unknown" },
      });
    }
    if (error.code === "event_type_unknown") return { kind: "wait", event };
    return quarantine(event, place, { code: error.code, details: error.details });
  }
}

/** Set an event aside: its money goes to suspense, everything else waits for a person. */
export function quarantine(
  event: WaitingEvent,
  place: EventPlace,
  reason: { code: string; details: Readonly<Record<string, unknown>> },
): Decision {
  return {
    kind: "quarantine",
    event,
    projection: projectSuspense(event.envelope, place),
    ...reason,
  };
}
