import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * A UUID that is a function of its words (RFC 9562 version 8, SHA-256): the same words give the
 * same id for ever, so what is derived twice is stored once.
 */
export function uuidFrom(...words: readonly string[]): string {
  const digest = sha256(utf8ToBytes(words.map((word) => `${word.length}:${word}`).join("|")));
  const bytes = digest.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/**
 * A tenant's id is derived from its code [TN1]: codes are unique in a deployment without any
 * index that spans tenants, and a code never changes.
 */
export function tenantIdOf(code: string): string {
  return uuidFrom("kaunta/tenant", code.toLowerCase());
}
