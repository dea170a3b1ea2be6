import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { assert } from "../assert";

/**
 * The one byte form of a JSON value (RFC 8785), so that browser and server hash alike [EV1]. Keys
 * are in the order of their UTF-16 units; a number or a string is written as JSON itself writes it.
 */
export function canonicalJson(value: unknown): string {
  const text = write(value);
  assert(text !== undefined, "an event must be a JSON value");
  return text;
}

/** Undefined for what JSON cannot say. */
function write(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      assert(Number.isFinite(value), "a number of an event is finite");
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writeArray(value) : writeObject(value);
    default:
      return undefined;
  }
}

function writeArray(values: readonly unknown[]): string {
  let text = "";
  for (const value of values) text += `${text === "" ? "" : ","}${write(value) ?? "null"}`;
  return `[${text}]`;
}

function writeObject(value: object): string {
  let text = "";
  for (const { key, name } of sortedKeys(value)) {
    const member = write((value as Record<string, unknown>)[key]);
    if (member !== undefined) text += `${text === "" ? "" : ","}${name}${member}`;
  }
  return `{${text}}`;
}

type SortedKey = { readonly key: string; readonly name: string };

/** Events have few shapes: each is sorted once. What anybody may send does not fill the memory. */
const knownShapes = new Map<string, readonly SortedKey[]>();
const SHAPES_MAX = 1_000;
const SHAPE_LENGTH_MAX = 2_000;

function sortedKeys(value: object): readonly SortedKey[] {
  const keys = Object.keys(value);
  const shape = JSON.stringify(keys);
  const known = knownShapes.get(shape);
  if (known) return known;
  // By UTF-16 units, as the default order is.
  const sorted = keys.sort().map((key) => ({ key, name: `${JSON.stringify(key)}:` }));
  if (shape.length > SHAPE_LENGTH_MAX) return sorted;
  if (knownShapes.size >= SHAPES_MAX) knownShapes.clear();
  knownShapes.set(shape, sorted);
  return sorted;
}

/** SHA-256 of the bytes that a hex text names followed by a text's UTF-8 bytes, as lower-case hex. */
export type Sha256 = (headHex: string, text: string) => string;

/** In any JavaScript. */
export const portableSha256: Sha256 = (headHex, text) =>
  bytesToHex(sha256(concatBytes(hexToBytes(headHex), utf8ToBytes(text))));

let hash = portableSha256;

/** Let a platform that has SHA-256 of its own compute it; the results are the same. */
export function computeSha256By(platform: Sha256): void {
  hash = platform;
}

/** SHA-256 of a text as lower-case hex. */
export function sha256Hex(text: string): string {
  return hash("", text);
}

/** SHA-256 over the previous hash's bytes followed by the canonical text [EV2]. */
export function chainHash(previousHash: string, canonicalText: string): string {
  return hash(previousHash, canonicalText);
}
