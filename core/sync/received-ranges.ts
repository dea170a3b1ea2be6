import type { SequenceRange } from "./event-store";

/**
 * Move the received cursor over everything without a hole [EV6]: stored runs, and gaps that a
 * person closed. What lies beyond a hole waits.
 *
 * @param islands unbroken runs of stored sequences behind `from`, in order.
 */
export function advanceReceived(
  from: number,
  islands: readonly SequenceRange[],
  closedGaps: readonly SequenceRange[],
): { sequence: number; waiting: readonly SequenceRange[] } {
  const known = [...islands, ...closedGaps].sort((left, right) => left[0] - right[0]);
  let sequence = from;
  for (const [first, last] of known) {
    if (first > sequence + 1) break;
    sequence = Math.max(sequence, last);
  }
  return { sequence, waiting: islands.filter(([first]) => first > sequence) };
}

/** Sequences up to the terminal's head that the server has not and that nobody closed. */
export function missingRanges(
  receivedThrough: number,
  known: readonly SequenceRange[],
  headSequence: number,
): [number, number][] {
  const missing: [number, number][] = [];
  let next = receivedThrough + 1;
  for (const [first, last] of [...known].sort((left, right) => left[0] - right[0])) {
    if (last < next) continue;
    if (first > next) missing.push([next, first - 1]);
    next = last + 1;
  }
  if (headSequence >= next) missing.push([next, headSequence]);
  return missing;
}

/** How many sequences ranges hold. */
export function countSequences(ranges: readonly SequenceRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Unbroken runs of rising sequences. */
export function rangesOf(sequences: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const sequence of sequences) {
    const last = runs.at(-1);
    if (last && last[1] === sequence - 1) last[1] = sequence;
    else runs.push([sequence, sequence]);
  }
  return runs;
}
