import type { Envelope } from "../../core/sync/envelope";
import type { PushResponse } from "../../core/sync/protocol-v1";
import type { TransportAnswer, TransportRequest } from "../../till/engine/ports";
import type { Fault } from "./faults";

/** What a server under simulation asks of the run that it is part of. */
export type ServerFaults = {
  readonly strikes: (fault: Fault) => boolean;
  /** How this instance misreads events that its program does not know; null when it knows all. */
  readonly disguise: () => ((envelope: Envelope) => Envelope) | null;
  /** Rows that a page of changes may have; small ones now and then. */
  readonly pageLimit: (asked: number) => number;
  /** An answer is about to go out; its transaction is committed. */
  readonly noteAnswer: (terminalId: string, answer: PushResponse) => void;
};

/** What stands in a server's books, by whatever server it was. */
export type Ledger = {
  readonly sales: readonly LedgerSale[];
  /** Sums of the journal by account and currency. */
  readonly journal: Readonly<Record<string, number>>;
  readonly cursors: Readonly<Record<string, readonly [received: number, applied: number]>>;
  readonly conflicts: readonly string[];
  readonly quarantine: readonly string[];
  readonly stock: Readonly<Record<string, number>>;
};

export type LedgerSale = {
  readonly saleId: string;
  readonly terminalId: string;
  readonly sequence: number;
  readonly totalMinor: number;
  readonly tenders: readonly { readonly method: string; readonly amountMinor: number }[];
};

/** A server as the tills, the owner and the checks of a run meet it. */
export type SimServer = {
  /** @throws when no answer comes. */
  readonly handle: (request: TransportRequest) => Promise<TransportAnswer>;
  readonly applyBacklog: () => Promise<void>;
  /** The owner gives up what does not come; the answer is how many gaps were closed. */
  readonly closeGaps: (terminalId: string) => Promise<number>;
  readonly registers: readonly string[];
  /** Whether a terminal is the one that its register sells with; another is told nothing new. */
  readonly isActive: (terminalId: string) => boolean;
  /** The mark of a till that has fetched everything; null where nobody can say. */
  readonly headToken: () => string | null;
  readonly readLedger: () => Promise<Ledger>;
};
