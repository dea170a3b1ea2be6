import type { PinVerifier } from "../../core/sync/protocol-v1";

/** Check a PIN with the browser's own PBKDF2; salt and hash are lower-case hex. */
export async function verifyPin(pin: string, verifier: PinVerifier): Promise<boolean> {
  return isSame(await derive(pin, verifier), fromHex(verifier.hash));
}

/**
 * Which of the verifiers a secret fits, or -1. What was salted alike is derived once, so that a badge
 * takes no longer among a hundred people than among one.
 */
export async function findVerifier(
  secret: string,
  verifiers: readonly PinVerifier[],
): Promise<number> {
  const derived = new Map<string, Promise<Uint8Array>>();
  let found = -1;
  for (const [at, verifier] of verifiers.entries()) {
    const terms = `${verifier.salt}/${verifier.iterations}/${verifier.hash.length}`;
    const bits = derived.get(terms) ?? derive(secret, verifier);
    derived.set(terms, bits);
    if (isSame(await bits, fromHex(verifier.hash))) found = at;
  }
  return found;
}

async function derive(secret: string, verifier: PinVerifier): Promise<Uint8Array> {
  const encoded = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey("raw", encoded, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    {
      name: "PBKDF2",
      hash: "SHA-256",
      salt: fromHex(verifier.salt),
      iterations: verifier.iterations,
    },
    key,
    verifier.hash.length * 4,
  );
  return new Uint8Array(bits);
}

function isSame(found: Uint8Array, wanted: Uint8Array): boolean {
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
