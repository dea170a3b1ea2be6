import { createHash, pbkdf2, randomBytes } from "node:crypto";
import type { PinVerifier } from "../../core/sync/protocol-v1";

const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A PIN as it is stored: how long it is beside what checks it, never the PIN. */
export type StoredPin = PinVerifier & {
  /** Left out where it was set before lengths were kept, or comes as a verifier. */
  readonly digits?: number;
};

/**
 * What a till checks a PIN with while it has no network. `salt` and `hash` are lower-case hex;
 * the hash is PBKDF2-HMAC-SHA-256 of the PIN's digits as UTF-8.
 */
export async function buildPinVerifier(pin: string): Promise<StoredPin> {
  const verifier = await derive(pin, randomBytes(SALT_BYTES));
  return { ...verifier, digits: pin.length };
}

/**
 * The same of a badge's code. One salt a business: a till that hears a code does not know whose it
 * is, and derives once to compare it with everybody's.
 */
export function buildBadgeVerifier(tenantId: string, code: string): Promise<PinVerifier> {
  const salt = createHash("sha256").update(`badge:${tenantId}`, "utf8").digest();
  return derive(code, salt.subarray(0, SALT_BYTES));
}

function derive(secret: string, salt: Buffer): Promise<PinVerifier> {
  return new Promise((resolve, reject) => {
    pbkdf2(secret, salt, ITERATIONS, HASH_BYTES, "sha256", (error, hash) => {
      if (error) reject(error);
      else {
        resolve({
          algorithm: "pbkdf2-sha256",
          iterations: ITERATIONS,
          salt: salt.toString("hex"),
          hash: hash.toString("hex"),
        });
      }
    });
  });
}
