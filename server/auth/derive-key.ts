import { hkdfSync } from "node:crypto";

/** Every use of the deployment's secret has a key of its own; none can stand in for another. */
export function deriveKey(authSecret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", authSecret, "kaunta", purpose, 32));
}
