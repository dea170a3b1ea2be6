import { expect, test } from "vitest";
import type { Acknowledged } from "./acknowledged";
import { type Books, compareBooks } from "./compare-books";
import type { TerminalLog } from "./terminal-log";

const ACKNOWLEDGED: Acknowledged = {
  at: "2026-04-30T08:00:00.000Z",
  source: "terminal",
  terminalId: "t1",
  sequence: 2,
  saleId: "s1",
  kind: "sale",
  receiptNumber: "2026-04-30-A3-01",
  totalMinor: 16_500,
};

const LOG: TerminalLog = {
  terminalId: "t1",
  source: "terminal",
  entries: [
    { sequence: 1, hash: "h1", sale: null },
    { sequence: 2, hash: "h2", sale: { saleId: "s1", totalMinor: 16_500 } },
  ],
};

const SALE = { saleId: "s1", terminalId: "t1", sequence: 2, totalMinor: 16_500 };
const EVENT = { terminalId: "t1", isSealed: true, state: "applied" };

const BOOKS: Books = {
  sales: [SALE],
  terminals: [
    {
      terminalId: "t1",
      genesisHash: "h0",
      receivedSequence: 2,
      appliedSequence: 2,
      receivedHash: "h2",
      appliedHash: "h2",
    },
  ],
  events: [
    { ...EVENT, sequence: 1, hash: "h1", prevHash: "h0" },
    { ...EVENT, sequence: 2, hash: "h2", prevHash: "h1" },
  ],
  conflicts: 0,
  journalSums: [],
  unbalancedEvents: 0,
  wrongLevels: 0,
};

type Said = Parameters<typeof compareBooks>[0];

function violations(change: Partial<Said>): readonly string[] {
  return compareBooks({ acknowledged: [ACKNOWLEDGED], logs: [LOG], books: BOOKS, ...change });
}

function inBooks(change: Partial<Books>): readonly string[] {
  return violations({ books: { ...BOOKS, ...change } });
}

test("books that say what the tills said have no violation", () => {
  expect(violations({})).toEqual([]);
});

test("an acknowledged sale that is missing, doubled, changed or moved is found", () => {
  expect(inBooks({ sales: [] })).toContain(
    "acknowledged 2026-04-30-A3-01 (s1) is not in the ledger",
  );
  expect(inBooks({ sales: [SALE, SALE] })).toContain(
    "acknowledged 2026-04-30-A3-01 (s1) is in the ledger 2 times",
  );
  expect(inBooks({ sales: [{ ...SALE, totalMinor: 1 }] })).toContain(
    "2026-04-30-A3-01 (s1) was 16500 at the till and is 1",
  );
  expect(violations({ acknowledged: [{ ...ACKNOWLEDGED, sequence: 1 }] })).toEqual([
    "2026-04-30-A3-01 (s1) stands at another place of another log",
  ]);
  expect(violations({ acknowledged: [ACKNOWLEDGED, ACKNOWLEDGED] })).toEqual([
    "sale s1 was acknowledged more than once",
  ]);
});

test("a sale that no till wrote, or that only the till has, is found without being acknowledged", () => {
  const invented = { ...SALE, saleId: "s2", sequence: 3 };
  expect(inBooks({ sales: [SALE, invented] })).toEqual(["sale s2 is in no terminal's log"]);
  expect(violations({ acknowledged: [], books: { ...BOOKS, sales: [] } })).toEqual([
    "sale s1 of t1/2 is not in the ledger",
  ]);
});

test("a terminal that is behind its log is found", () => {
  const [terminal] = BOOKS.terminals;
  if (!terminal) throw new Error("there is one");
  expect(inBooks({ terminals: [{ ...terminal, appliedSequence: 1, appliedHash: "h1" }] })).toEqual([
    "terminal t1 is at 2, booked through 1",
  ]);
  expect(inBooks({ terminals: [{ ...terminal, receivedHash: "other" }] })).toEqual([
    "terminal t1 is at 2, received through 2",
  ]);
  expect(inBooks({ terminals: [] })).toContain("terminal t1 is unknown to the server");
});

test("an event that is set aside, altered, unlinked or of nobody is found", () => {
  const [first, second] = BOOKS.events;
  if (!first || !second) throw new Error("there are two");
  const withSecond = (change: Partial<typeof second>) =>
    inBooks({ events: [first, { ...second, ...change }] });
  expect(withSecond({ state: "quarantined" })).toEqual(["event t1/2 is quarantined"]);
  expect(withSecond({ hash: "other" })).toEqual(["event t1/2 is not what the till wrote"]);
  expect(withSecond({ prevHash: "other" })).toEqual(["event t1/2 breaks the chain"]);
  expect(withSecond({ isSealed: false })).toEqual(["event t1/2 breaks the chain"]);
  expect(inBooks({ events: [{ ...first, prevHash: "other" }, second] })).toEqual([
    "event t1/1 breaks the chain",
  ]);
  expect(inBooks({ events: [first] })).toEqual(["t1 wrote 2 events, 1 are kept"]);
  expect(inBooks({ events: [first, second, { ...first, terminalId: "t9" }] })).toEqual([
    "events of t9, which no till was",
  ]);
});

test("sums that do not come to nothing are found", () => {
  expect(
    inBooks({
      conflicts: 1,
      journalSums: [{ currency: "KES", sumMinor: 5 }],
      unbalancedEvents: 2,
      wrongLevels: 3,
    }),
  ).toEqual([
    "1 events conflict with others of the same place",
    "the journal is off by 5 KES",
    "2 events do not balance",
    "3 stock levels are not their movements' sum",
  ]);
});
