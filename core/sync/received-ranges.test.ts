import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SequenceRange } from "./event-store";
import { advanceReceived, countSequences, missingRanges } from "./received-ranges";

/** Unbroken runs of a set of sequences. */
function runsOf(sequences: ReadonlySet<number>): SequenceRange[] {
  const runs: [number, number][] = [];
  for (const sequence of [...sequences].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === sequence - 1) last[1] = sequence;
    else runs.push([sequence, sequence]);
  }
  return runs;
}

const sets = fc
  .array(fc.integer({ min: 1, max: 30 }), { maxLength: 25 })
  .map((list) => new Set(list));

describe("advanceReceived", () => {
  it("[EV6] stands before the first hole, and what lies beyond waits", () => {
    fc.assert(
      fc.property(sets, sets, fc.integer({ min: 0, max: 10 }), (stored, closed, from) => {
        const beyond = new Set([...stored].filter((sequence) => sequence > from));
        const { sequence, waiting } = advanceReceived(from, runsOf(beyond), runsOf(closed));
        let expected = from;
        while (beyond.has(expected + 1) || closed.has(expected + 1)) expected += 1;
        expect(sequence).toBe(expected);
        expect(countSequences(waiting)).toBe([...beyond].filter((each) => each > expected).length);
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
  });
});

describe("missingRanges", () => {
  it("[EV6] names every sequence up to the head that is neither here nor closed", () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: 0, max: 30 }), (known, head) => {
        const { sequence, waiting } = advanceReceived(0, runsOf(known), []);
        const missing = missingRanges(sequence, waiting, head);
        const highest = Math.max(head, ...known, 0);
        const expected = Array.from({ length: highest }, (_, index) => index + 1).filter(
          (each) => !known.has(each),
        );
        const named = missing.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        expect(named).toEqual(expected);
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
  });

  it("leaves out what a person closed", () => {
    expect(
      missingRanges(
        4,
        [
          [8, 9],
          [6, 6],
        ],
        12,
      ),
    ).toEqual([
      [5, 5],
      [7, 7],
      [10, 12],
    ]);
  });
});
