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
type Shape = { readonly keys: readonly string[]; readonly sorted: readonly SortedKey[] };

/**
 * Events have few shapes: each is sorted once. They are found by their last key, which tells nearly
 * all of them apart. What anybody may send does not fill the memory.
 */
const knownShapes = new Map<string, Shape[]>();
const SHAPES_MAX = 1_000;
const SHAPE_KEYS_MAX = 100;
const KEY_LENGTH_MAX = 100;
/** Nobody can make the search long. */
const ALIKE_MAX = 20;
let shapes = 0;

function sortedKeys(value: object): readonly SortedKey[] {
  const keys = Object.keys(value);
  const last = keys.at(-1) ?? "";
  if (keys.length > SHAPE_KEYS_MAX || last.length > KEY_LENGTH_MAX) return sortKeys(keys);
  const alike = knownShapes.get(last);
  const known = alike?.find((shape) => isSame(shape.keys, keys));
  return known ? known.sorted : remember(last, keys);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at += 1) if (some[at] !== others[at]) return false;
  return true;
}

function remember(last: string, keys: readonly string[]): readonly SortedKey[] {
  const sorted = sortKeys(keys);
  if (keys.some((key) => key.length > KEY_LENGTH_MAX)) return sorted;
  if (shapes >= SHAPES_MAX) {
    knownShapes.clear();
    shapes = 0;
  }
  const alike = knownShapes.get(last) ?? [];
  if (alike.length >= ALIKE_MAX) return sorted;
  knownShapes.set(last, alike);
  alike.push({ keys, sorted });
  shapes += 1;
  return sorted;
}

/** By UTF-16 units, as the default order is. */
function sortKeys(keys: readonly string[]): readonly SortedKey[] {
  return keys.toSorted().map((key) => ({ key, name: `${JSON.stringify(key)}:` }));
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
