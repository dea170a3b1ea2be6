const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * When to book again after booking failed by no fault of an event: half a bound that doubles with
 * each failure up to five minutes, and a random part of the other half.
 *
 * @param random 0 ≤ x < 1.
 */
export function retryAfterMs(failures: number, random: number): number {
  const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 16));
  return Math.floor(bound / 2 + (random * bound) / 2);
}
