import type { Acknowledged } from "./acknowledged";
import type { LogEntry, TerminalLog } from "./terminal-log";

/** A row of `sales`. */
export type BookedSale = {
  readonly saleId: string;
  readonly terminalId: string;
  readonly sequence: number;
  readonly totalMinor: number;
};

/** A row of `terminals` with its certificate's hash. */
export type BookedTerminal = {
  readonly terminalId: string;
  readonly genesisHash: string;
  readonly receivedSequence: number;
  readonly appliedSequence: number;
  readonly receivedHash: string;
  readonly appliedHash: string;
};

/** A row of `event_inbox`. */
export type BookedEvent = {
  readonly terminalId: string;
  readonly sequence: number;
  readonly hash: string;
  readonly prevHash: string;
  /** Whether the hash is the hash of the stored text. */
  readonly isSealed: boolean;
  readonly state: string;
};

export type Books = {
  readonly sales: readonly BookedSale[];
  readonly terminals: readonly BookedTerminal[];
  /** In the order of terminal and sequence. */
  readonly events: readonly BookedEvent[];
  readonly conflicts: number;
  /** Journal sums that are not zero, by currency, and events whose lines do not add up to zero. */
  readonly journalSums: readonly { readonly currency: string; readonly sumMinor: number }[];
  readonly unbalancedEvents: number;
  /** Stock levels that are not the sum of their movements. */
  readonly wrongLevels: number;
};

/** Everything in which the ledger differs from what tills said and wrote; empty when nothing does. */
export function compareBooks(said: {
  acknowledged: readonly Acknowledged[];
  logs: readonly TerminalLog[];
  books: Books;
}): readonly string[] {
  const { acknowledged, logs, books } = said;
  return [
    ...compareAcknowledged(acknowledged, books.sales),
    ...compareSales(logs, books.sales),
    ...logs.flatMap((log) => compareTerminal(log, books)),
    ...compareEvents(logs, books),
    ...compareSums(books),
  ];
}

function compareAcknowledged(
  acknowledged: readonly Acknowledged[],
  sales: readonly BookedSale[],
): string[] {
  const booked = groupBy(sales, ({ saleId }) => saleId);
  const said = groupBy(acknowledged, ({ saleId }) => saleId);
  const twice = [...said].filter(([, list]) => list.length > 1);
  return [
    ...twice.map(([saleId]) => `sale ${saleId} was acknowledged more than once`),
    ...acknowledged.flatMap((sale) => {
      const name = `${sale.receiptNumber} (${sale.saleId})`;
      const [found, ...more] = booked.get(sale.saleId) ?? [];
      if (!found) return [`acknowledged ${name} is not in the ledger`];
      if (more.length > 0)
        return [`acknowledged ${name} is in the ledger ${more.length + 1} times`];
      if (found.totalMinor !== sale.totalMinor) {
        return [`${name} was ${sale.totalMinor} at the till and is ${found.totalMinor}`];
      }
      const isInPlace = found.terminalId === sale.terminalId && found.sequence === sale.sequence;
      return isInPlace ? [] : [`${name} stands at another place of another log`];
    }),
  ];
}

function compareSales(logs: readonly TerminalLog[], sales: readonly BookedSale[]): string[] {
  const placeOf = (terminalId: string, sequence: number) => `${terminalId}/${sequence}`;
  const logged = new Map(
    logs.flatMap(({ terminalId, entries }) =>
      entries.flatMap(({ sequence, sale }) =>
        sale ? [[placeOf(terminalId, sequence), sale] as const] : [],
      ),
    ),
  );
  const booked = new Set(sales.map((sale) => placeOf(sale.terminalId, sale.sequence)));
  return [
    ...sales.flatMap((sale) => {
      const own = logged.get(placeOf(sale.terminalId, sale.sequence));
      if (own?.saleId !== sale.saleId) return [`sale ${sale.saleId} is in no terminal's log`];
      return own.totalMinor === sale.totalMinor
        ? []
        : [`sale ${sale.saleId} is ${own.totalMinor} in its log and ${sale.totalMinor} booked`];
    }),
    ...[...logged].flatMap(([place, sale]) =>
      booked.has(place) ? [] : [`sale ${sale.saleId} of ${place} is not in the ledger`],
    ),
  ];
}

function compareTerminal({ terminalId, entries }: TerminalLog, books: Books): string[] {
  const row = books.terminals.find((terminal) => terminal.terminalId === terminalId);
  if (!row) return [`terminal ${terminalId} is unknown to the server`];
  const head = entries.at(-1);
  const sequence = head?.sequence ?? 0;
  const hash = head?.hash ?? row.genesisHash;
  return [
    ...(row.receivedSequence === sequence && row.receivedHash === hash
      ? []
      : [`terminal ${terminalId} is at ${sequence}, received through ${row.receivedSequence}`]),
    ...(row.appliedSequence === sequence && row.appliedHash === hash
      ? []
      : [`terminal ${terminalId} is at ${sequence}, booked through ${row.appliedSequence}`]),
  ];
}

/** The inbox is each log, link by link, all of it booked. */
function compareEvents(logs: readonly TerminalLog[], { terminals, events }: Books): string[] {
  const known = new Set(logs.map(({ terminalId }) => terminalId));
  const genesis = new Map(terminals.map((row) => [row.terminalId, row.genesisHash]));
  const byTerminal = groupBy(events, ({ terminalId }) => terminalId);
  const strangers = [...byTerminal.keys()].filter((terminalId) => !known.has(terminalId));
  return [
    ...strangers.map((terminalId) => `events of ${terminalId}, which no till was`),
    ...logs.flatMap(({ terminalId, entries }) => {
      const received = byTerminal.get(terminalId) ?? [];
      const lengths =
        received.length === entries.length
          ? []
          : [`${terminalId} wrote ${entries.length} events, ${received.length} are kept`];
      const hashes = [genesis.get(terminalId), ...entries.map(({ hash }) => hash)];
      const wrong = received.flatMap((event, at) => judgeEvent(event, entries[at], hashes[at]));
      return [...lengths, ...wrong];
    }),
  ];
}

function judgeEvent(
  event: BookedEvent,
  own: LogEntry | undefined,
  prevHash: string | undefined,
): string[] {
  const name = `event ${event.terminalId}/${event.sequence}`;
  const isOwn = own?.sequence === event.sequence && own.hash === event.hash;
  const isLinked = event.prevHash === prevHash && event.isSealed;
  return [
    ...(event.state === "applied" ? [] : [`${name} is ${event.state}`]),
    ...(isOwn ? [] : [`${name} is not what the till wrote`]),
    ...(isLinked ? [] : [`${name} breaks the chain`]),
  ];
}

function compareSums(books: Books): string[] {
  const { conflicts, journalSums, unbalancedEvents, wrongLevels } = books;
  return [
    ...(conflicts === 0 ? [] : [`${conflicts} events conflict with others of the same place`]),
    ...journalSums.map(({ currency, sumMinor }) => `the journal is off by ${sumMinor} ${currency}`),
    ...(unbalancedEvents === 0 ? [] : [`${unbalancedEvents} events do not balance`]),
    ...(wrongLevels === 0 ? [] : [`${wrongLevels} stock levels are not their movements' sum`]),
  ];
}

function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
