/** Crockford's base 32: no letter that a person takes for another one. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;
const BITS_PER_DIGIT = 5;

/** Bytes of chance that a code is made of; more than it needs, and the rest is left. */
export const ENROLMENT_CODE_BYTES = 7;

/**
 * A code of ten digits from random bytes, as it is kept: without its hyphen [DV1].
 *
 * @param bytes at least `ENROLMENT_CODE_BYTES`.
 */
export function enrolmentCodeOf(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= BITS_PER_DIGIT && text.length < LENGTH) {
      bits -= BITS_PER_DIGIT;
      text += DIGITS[(held >> bits) & 31] ?? "";
      held &= (1 << bits) - 1;
    }
  }
  return text;
}

/** As people read it: `XXXXX-XXXXX`. */
export function formatEnrolmentCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/**
 * The code in what somebody typed, pasted or scanned, or null [DV1]: case, blanks and hyphens do not
 * matter, an O is a 0, an I and an L are a 1.
 */
export function readEnrolmentCode(text: string): string | null {
  const digits = text
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const isCode = digits.length === LENGTH && [...digits].every((digit) => DIGITS.includes(digit));
  return isCode ? digits : null;
}
