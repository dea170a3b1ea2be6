import type { Instant } from "../time";
import type { EventStore, WaitingEvent } from "./event-store";
import type { Resolution } from "./resolution";

/** An event of the inbox with what became of it. */
export type AsideEvent = {
  readonly event: WaitingEvent;
  /** waiting | applied | quarantined | waiting_upgrade */
  readonly state: string;
  /** Why it was set aside; null when it was not. */
  readonly code: string | null;
  readonly resolution: Resolution | null;
};

/** What dealing with events that were set aside needs beside receiving and booking. */
export type AsideStore = EventStore & {
  readonly findEvent: (terminalId: string, sequence: number) => Promise<AsideEvent | null>;
  /** It was tried again and is still no good: one attempt more, and today's reason. */
  readonly keepAside: (
    terminalId: string,
    sequence: number,
    aside: { code: string; details: Readonly<Record<string, unknown>> },
  ) => Promise<void>;
  /** Once: a second resolution of the same event is a bug of the caller, who holds the lock. */
  readonly resolveAside: (
    terminalId: string,
    resolved: {
      sequence: number;
      eventId: string;
      resolution: Resolution;
      resolvedById: string;
      /** The event that corrects it. */
      resolutionEventId: string | null;
      at: Instant;
    },
  ) => Promise<void>;
};
