import fc from "fast-check";

/** How a place in a list is called, in what is asked and in what is answered. */
export const CURSOR_NAME = /cursor|^token$/i;

const SEED = 20_260;
const FLIPS = 24;
/** A cursor with many parts is tried with every third of the places that it could be turned into. */
const PLACES_MAX = 200;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Places that an answer names, wherever in it they stand. */
export function cursorsIn(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    CURSOR_NAME.test(name) && typeof value === "string" ? [value] : cursorsIn(value),
  );
}

const encode = (place: unknown) => Buffer.from(JSON.stringify(place)).toString("base64url");

const decode = (cursor: string): unknown =>
  JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));

/** The same place of a row that nobody has; its id stands in the order where theirs does. */
export function ofNobody(cursor: string): string {
  const place = JSON.stringify(decode(cursor));
  return encode(JSON.parse(place.replaceAll(UUID, (id) => id.slice(0, -4) + otherEnd(id))));
}

const otherEnd = (id: string) => (id.endsWith("abcd") ? "abce" : "abcd");

/** Texts that somebody makes of a cursor that they were given. */
export function tamperedCursors(cursor: string): string[] {
  const places = withOtherParts(decode(cursor));
  const step = Math.ceil(places.length / PLACES_MAX);
  const tried = places.filter((_, index) => index % step === 0);
  return [...MADE_UP, ...flipped(cursor), ...tried.map(encode)];
}

/** What no list has ever given out. */
const MADE_UP: readonly string[] = [
  "",
  "0",
  "-1",
  "null",
  "\u0000",
  "%00",
  "../../etc/passwd",
  "' or 1=1 --",
  "A".repeat(200),
  "A".repeat(100_000),
  ...[null, 0, -1, 1e308, "", [], {}, [[]], [null, null], { __proto__: null, length: 2 }].map(
    encode,
  ),
  Buffer.from(`${"[".repeat(700)}${"]".repeat(700)}`).toString("base64url"),
  Buffer.from('["\\ud800","\\u0000"]').toString("base64url"),
];

/** One character of it is another; the same ones in every run. */
function flipped(cursor: string): string[] {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const change = fc.tuple(fc.nat(cursor.length - 1), fc.constantFrom(...alphabet));
  return fc
    .sample(change, { seed: SEED, numRuns: FLIPS })
    .map(([at, character]) => cursor.slice(0, at) + character + cursor.slice(at + 1));
}

/** What stands in a cursor in place of a time, a number, a name or an id. */
const PARTS: readonly unknown[] = [
  null,
  true,
  [],
  {},
  -1,
  0,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  "",
  "-1",
  "x\u0000y",
  "'; select 1 --",
  "0000-00-00",
  "0001-01-01",
  "9999-12-31",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999999Z",
  "+275760-09-13T00:00:00Z",
  "-004713-01-01T00:00:00Z",
  "infinity",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
];

/** The place with each of its parts replaced, at every depth, and with one too many or too few. */
function withOtherParts(place: unknown): unknown[] {
  if (typeof place !== "object" || place === null) return [...PARTS];
  const keys = Object.keys(place);
  const replaced = keys.flatMap((key) =>
    withOtherParts((place as Record<string, unknown>)[key]).map((part) => put(place, key, part)),
  );
  if (!Array.isArray(place)) return replaced;
  return [...replaced, place.slice(1), [...place, null], [...place].reverse(), -1];
}

function put(place: object, key: string, part: unknown): unknown {
  if (Array.isArray(place)) return place.map((own, at) => (String(at) === key ? part : own));
  return { ...place, [key]: part };
}
