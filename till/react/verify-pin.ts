import type { PinVerifier } from "../../core/sync/protocol-v1";

/** Check a PIN with the browser's own PBKDF2; salt and hash are lower-case hex. */
export async function verifyPin(pin: string, verifier: PinVerifier): Promise<boolean> {
  const encoded = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", encoded, "PBKDF2", false, ["deriveBits"]);
  const wanted = fromHex(verifier.hash);
  const bits = await crypto.subtle.deriveBits(
    {
      name: "PBKDF2",
      hash: "SHA-256",
      salt: fromHex(verifier.salt),
      iterations: verifier.iterations,
    },
    key,
    wanted.length * 8,
  );
  const found = new Uint8Array(bits);
  let difference = 0;
  wanted.forEach((byte, index) => {
    difference |= byte ^ (found[index] ?? 0);
  });
  return difference === 0 && wanted.length > 0;
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}
