import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key";

/** Keeps what the server must be able to read again, and nobody who only has the database. */
export type Sealer = {
  readonly seal: (purpose: SealPurpose, text: string) => string;
  /** Null when it was not sealed here for that purpose, or was changed since. */
  readonly open: (purpose: SealPurpose, sealed: string) => string | null;
};

export type SealPurpose = "second-factor" | "oidc-secret" | "mail";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key of the tenant and the purpose: a row moved elsewhere does not open. */
export function sealerOf(authSecret: string, tenantId: string): Sealer {
  const keyOf = (purpose: SealPurpose) => deriveKey(authSecret, `seal:${purpose}:${tenantId}`);
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyOf(purpose), nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", keyOf(purpose), nonce);
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        // Another tenant's, another purpose's, another deployment's, or changed: all the same.
        return null;
      }
    },
  };
}
