import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import { assert } from "../assert";

/** The one byte form of a JSON value (RFC 8785), so that browser and server hash alike [EV1]. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  assert(text !== undefined, "an event must be a JSON value");
  return text;
}

/** SHA-256 of a text as lower-case hex. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 over the previous hash's bytes followed by the canonical text [EV2]. */
export function chainHash(previousHash: string, canonicalText: string): string {
  return bytesToHex(sha256(concatBytes(hexToBytes(previousHash), utf8ToBytes(canonicalText))));
}
