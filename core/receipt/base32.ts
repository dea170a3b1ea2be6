const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes in the letters of RFC 4648 without padding: they are densest in a QR code of capitals. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += DIGITS[(held >> bits) & 31] ?? "";
    }
    held &= 31;
  }
  return bits === 0 ? text : text + (DIGITS[(held << (5 - bits)) & 31] ?? "");
}

/** Null for what `encodeBase32` never writes, so that bytes have one text and no other. */
export function decodeBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0) return null;
    held = (held << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = held >> bits;
    at += 1;
    held &= (1 << bits) - 1;
  }
  return bits < 5 && held === 0 ? bytes : null;
}
