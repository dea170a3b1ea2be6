import { createHash, timingSafeEqual } from "node:crypto";
import { formatBearer, parseBearer } from "./bearer-form";

const PREFIX = "kd_";

export type DeviceToken = { tenantId: string; terminalId: string; secret: string };

/** What an enrolled device shows the server; only the secret's hash is stored. */
export function formatDeviceToken(token: DeviceToken): string {
  const { tenantId, terminalId, secret } = token;
  return formatBearer(PREFIX, { tenantId, ownerId: terminalId, secret });
}

/** Null when it is not a device token. */
export function parseDeviceToken(text: string): DeviceToken | null {
  const parts = parseBearer(PREFIX, text);
  if (!parts) return null;
  return { tenantId: parts.tenantId, terminalId: parts.ownerId, secret: parts.secret };
}

/** SHA-256 as hex: enough for a secret of 256 random bits, which nobody can guess. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}

/** Whether a secret is the one whose hash is stored, in the same time for any wrong one. */
export function isSecretRight(secret: string, storedHash: string | null): boolean {
  const stored = Buffer.from(storedHash ?? "", "hex");
  const given = Buffer.from(hashSecret(secret), "hex");
  return stored.length === given.length && timingSafeEqual(stored, given);
}
