const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const RECONNECT_SPREAD_MS = 10_000;

/**
 * Full jitter [TP4]: anywhere from now to a bound that doubles with each failure, so that a hundred
 * tills behind one router do not come back as one. A server that names a time is obeyed.
 *
 * @param random 0 ≤ x < 1.
 */
export function retryDelayMs(
  failures: number,
  random: number,
  retryAfterMs: number | null = null,
): number {
  const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 16));
  return Math.max(Math.floor(random * bound), retryAfterMs ?? 0);
}

/** The first wait after the network came back. */
export function reconnectDelayMs(random: number): number {
  return Math.floor(random * RECONNECT_SPREAD_MS);
}
