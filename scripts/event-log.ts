import {
  type Envelope,
  EVENT_TYPE_VERSIONS,
  type EventType,
  sealEnvelope,
} from "../core/sync/envelope";
import { type Instant, toIso } from "../core/time";

/** A terminal's log while a command writes it: each event is sealed behind the one before. */
export type EventLog = {
  readonly events: readonly Envelope[];
  seal(event: {
    type: EventType;
    eventId: string;
    createdAt: Instant;
    businessDate: string;
    shiftId: string | null;
    cashierId: string;
    payload: unknown;
  }): void;
};

/** Begin the log of a newly enrolled terminal. */
export function createEventLog(terminal: {
  terminalId: string;
  genesisHash: string;
  appVersion: string;
}): EventLog {
  const events: Envelope[] = [];
  return {
    events,
    seal({ createdAt, ...event }) {
      const last = events.at(-1);
      const draft = {
        v: 1 as const,
        ...event,
        terminalId: terminal.terminalId,
        sequence: (last?.sequence ?? 0) + 1,
        typeVersion: EVENT_TYPE_VERSIONS[event.type],
        createdAt: toIso(createdAt),
        clock: {
          bootId: terminal.appVersion,
          monoMs: 0,
          lastServerTime: null,
          lastServerMonoMs: null,
        },
        catalogRev: "1",
        appVersion: terminal.appVersion,
      };
      events.push(sealEnvelope(draft, last?.hash ?? terminal.genesisHash));
    },
  };
}
