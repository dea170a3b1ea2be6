import { enrolmentCodeOf } from "./enrolment-code";

const PREFIX = "KB";

/** Shortest text that may be a badge: fewer could be tried out. */
export const BADGE_LENGTH_MIN = 8;
export const BADGE_LENGTH_MAX = 64;

/**
 * The text of a badge that the office makes, so that a till knows it from a product's code.
 *
 * @param bytes random, at least `ENROLMENT_CODE_BYTES`.
 */
export function newBadgeCode(bytes: Uint8Array): string {
  return `${PREFIX}${enrolmentCodeOf(bytes)}`;
}
