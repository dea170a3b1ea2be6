import type { Instant } from "../../core/time";
import type { Figures } from "./use-figures";

const SAME_DAY_MS = 12 * 60 * 60_000;

/** Hours and minutes say enough for half a day; what is older also needs its day. */
export function momentText(at: Instant, now: number | null, figures: Figures): string {
  const isOld = now !== null && now - at > SAME_DAY_MS;
  return isOld ? figures.dayAndTime(at) : figures.time(at);
}
