import { instant, parseIso } from "../time";
import type { Envelope } from "./envelope";

/** Beyond this a person should look at the device's clock. */
export const CLOCK_SKEW_MS_MAX = 5 * 60_000;

const SKEW_BOUND_MS = 2 ** 40;

/**
 * How far a device's clock stood from the server's when it made its last event, in milliseconds;
 * null when the device had never heard from a server. Shown, never a reason to refuse.
 */
export function clockSkewMs(last: Envelope | undefined): number | null {
  if (!last || last.clock.lastServerTime === null || last.clock.lastServerMonoMs === null) {
    return null;
  }
  const serverAt = parseIso(last.clock.lastServerTime);
  const deviceAt = parseIso(last.createdAt);
  if (serverAt === null || deviceAt === null) return null;
  const trueAt = instant(serverAt + (last.clock.monoMs - last.clock.lastServerMonoMs));
  return Math.max(-SKEW_BOUND_MS, Math.min(SKEW_BOUND_MS, deviceAt - trueAt));
}
