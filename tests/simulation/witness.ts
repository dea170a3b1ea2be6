/** A receipt that somebody holds: the till said Paid. */
export type Acknowledged = {
  readonly device: string;
  /** Which of the device's logs it went into: a log that was thrown away cannot be asked again. */
  readonly generation: number;
  readonly terminalId: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly hash: string;
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly kind: string;
  readonly totalMinor: number;
  readonly isTraining: boolean;
};

export type Violation = { readonly invariant: string; readonly detail: string };

/** All that a run saw from outside, for the checks at its end. */
export type Witness = {
  readonly acknowledged: Acknowledged[];
  /** Terminals in the order in which the server made them. */
  readonly enrolled: string[];
  /** Events that a defective till sealed: they must be set aside, and nothing else. */
  readonly poisoned: Set<string>;
  /** Terminals whose log was copied or set back. */
  readonly forked: Set<string>;
  /** Carts that stood open when their device was copied or set back: both may sell them. */
  readonly copiedCarts: Set<string>;
  /** Terminals whose log was thrown away with the browser's data. */
  readonly wiped: Set<string>;
  /** Logs, as `device/generation`, that nobody can read any more. */
  readonly lostLogs: Set<string>;
  /** By terminal, up to where a file of its events was saved. */
  readonly exported: Map<string, number>;
  readonly gapsClosed: Set<string>;
  readonly violations: Violation[];
  readonly blame: (invariant: string, detail: string) => void;
  /** Null but for a run that is watched. */
  readonly trace: ((line: string) => void) | null;
};

export function createWitness(trace: Witness["trace"]): Witness {
  const violations: Violation[] = [];
  return {
    acknowledged: [],
    enrolled: [],
    poisoned: new Set(),
    forked: new Set(),
    copiedCarts: new Set(),
    wiped: new Set(),
    lostLogs: new Set(),
    exported: new Map(),
    gapsClosed: new Set(),
    violations,
    blame(invariant, detail) {
      trace?.(`VIOLATION ${invariant}: ${detail}`);
      if (violations.length < 20) violations.push({ invariant, detail });
    },
    trace,
  };
}
