/** Where in a text a card's number stands, as offsets of the text that was searched. */
export type FoundCardNumber = { readonly start: number; readonly end: number };

type Issuer = { readonly prefix: RegExp; readonly lengths: readonly number[] };

const SIXTEEN_UP = [16, 17, 18, 19];

/** Issuers by the first digits of their numbers, with the lengths that they give out. */
const ISSUERS: readonly Issuer[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(30[0-5]|3095|3[689])/, lengths: [14, 16, 19] },
  {
    prefix: /^(6011|62212[6-9]|6221[3-9]|622[2-8]|6229[01]|62292[0-5]|64[4-9]|65)/,
    lengths: [16, 19],
  },
  { prefix: /^35(2[89]|[3-8])/, lengths: SIXTEEN_UP },
  { prefix: /^(62|81)/, lengths: SIXTEEN_UP },
  {
    prefix: /^(5018|5019|5020|5038|5893|6304|6759|676[1-3])/,
    lengths: [13, 14, 15, ...SIXTEEN_UP],
  },
  { prefix: /^(5060(99|[1-9])|5061|507(86[5-9]|8[7-9]|9[0-5]|96[0-4]))/, lengths: [16, 18, 19] },
  { prefix: /^220[0-4]/, lengths: SIXTEEN_UP },
  { prefix: /^(508[5-9]|60|82|9792)/, lengths: [16] },
];

/** How numbers are printed and dictated; other groups of figures are other figures. */
const GROUPINGS: ReadonlySet<string> = new Set([
  "4-4-4-4",
  "4-4-4-4-1",
  "4-4-4-4-2",
  "4-4-4-4-3",
  "4-4-4-1",
  "4-6-5",
  "4-6-4",
  "6-13",
  "8-8",
]);
const GROUPS_MAX = 5;

/** Figures in groups with one mark between them; a plus before them is of a telephone. */
const RUN = /\+?\d+(?:[ \u00a0\u2009\u202f._\-\u2010-\u2014]\d+)*/g;
const GROUP = /\d+/g;
const WORD_BEFORE = /[\p{L}\d_-]*$/u;
const WORD_BEHIND = /^[\p{L}\d_-]*/u;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Telephone numbers have at most 15 digits. */
const TELEPHONE_DIGITS_MAX = 15;
/** A key or a hash is at least this long and mixes letters and digits. */
const MIXED_WORD_MIN = 24;

/**
 * The first number of a payment card in a text, or null: an issuer's prefix, with a length that
 * it gives out, and a right check digit; written without marks, or in the groups of a card.
 * Numbers of goods with their own right check digit, telephone numbers, ids and hashes are none.
 */
export function findCardNumber(text: string): FoundCardNumber | null {
  for (const found of cardNumbersIn(withPlainDigits(text))) return found;
  return null;
}

/** The text with every card number as dots and its last four digits. */
export function maskCardNumbers(text: string): string {
  const plain = withPlainDigits(text);
  let masked = "";
  let doneThrough = 0;
  for (const { start, end } of cardNumbersIn(plain)) {
    const digits = plain.slice(start, end).replaceAll(/\D/g, "");
    masked += `${plain.slice(doneThrough, start)}•••• ${digits.slice(-4)}`;
    doneThrough = end;
  }
  return masked === "" ? text : masked + plain.slice(doneThrough);
}

/** Each number of a card in turn; a text is gone through once, however many it holds. */
function* cardNumbersIn(plain: string): Generator<FoundCardNumber> {
  if (!/\d{4}/.test(plain)) return;
  const searched = plain.replaceAll(UUID, (id) => "x".repeat(id.length));
  for (const run of searched.matchAll(RUN)) yield* findInRun(searched, run[0], run.index);
}

/** Full-width and other digits as ours, without characters that nobody sees. */
function withPlainDigits(text: string): string {
  return text.normalize("NFKC").replaceAll(INVISIBLE, "");
}

type Group = { readonly digits: string; readonly start: number; readonly end: number };

function* findInRun(text: string, run: string, at: number): Generator<FoundCardNumber> {
  const groups = [...run.matchAll(GROUP)].map((group) => ({
    digits: group[0],
    start: at + group.index,
    end: at + group.index + group[0].length,
  }));
  let first = 0;
  while (first < groups.length) {
    const isTelephone = first === 0 && run.startsWith("+");
    const found = firstWindow(text, groups.slice(first, first + GROUPS_MAX), isTelephone);
    if (found !== null) yield found.place;
    first += found?.count ?? 1;
  }
}

/** The fewest of these groups, from the first on, that are a card's number. */
function firstWindow(
  text: string,
  groups: readonly Group[],
  isTelephone: boolean,
): { readonly place: FoundCardNumber; readonly count: number } | null {
  for (let count = 1; count <= groups.length; count += 1) {
    const place = judgeWindow(text, groups.slice(0, count), isTelephone);
    if (place !== null) return { place, count };
  }
  return null;
}

function judgeWindow(
  text: string,
  window: readonly Group[],
  isTelephone: boolean,
): FoundCardNumber | null {
  const start = window[0]?.start ?? 0;
  const end = window.at(-1)?.end ?? 0;
  const digits = window.map((group) => group.digits).join("");
  if (isTelephone && digits.length <= TELEPHONE_DIGITS_MAX) return null;
  if (window.length > 1 && !GROUPINGS.has(groupingOf(window))) return null;
  return isCardNumber(digits) && !isInMixedWord(text, start, end) ? { start, end } : null;
}

function groupingOf(window: readonly Group[]): string {
  return window.map(({ digits }) => digits.length).join("-");
}

function isCardNumber(digits: string): boolean {
  const { length } = digits;
  if (length < 13 || length > 19 || /^(\d)\1+$/.test(digits)) return false;
  const isIssued = ISSUERS.some(
    ({ prefix, lengths }) => lengths.includes(length) && prefix.test(digits),
  );
  return isIssued && hasLuhnDigit(digits) && !isOtherNumber(digits);
}

/** Numbers of goods, places and parcels; and, of thirteen digits, mobiles in Austria and Germany. */
function isOtherNumber(digits: string): boolean {
  const { length } = digits;
  if (length === 13 && /^4[39]/.test(digits)) return true;
  return [13, 14, 17, 18].includes(length) && hasGs1Digit(digits);
}

function hasLuhnDigit(digits: string): boolean {
  return (
    weightedSum(digits, (digit, place) => {
      if (place % 2 === 0) return digit;
      return digit > 4 ? digit * 2 - 9 : digit * 2;
    }) %
      10 ===
    0
  );
}

function hasGs1Digit(digits: string): boolean {
  return weightedSum(digits, (digit, place) => (place % 2 === 0 ? digit : digit * 3)) % 10 === 0;
}

/** Places are counted from the check digit, which is at 0. */
function weightedSum(digits: string, weigh: (digit: number, place: number) => number): number {
  let sum = 0;
  for (const [index, digit] of [...digits].entries()) {
    sum += weigh(Number(digit), digits.length - 1 - index);
  }
  return sum;
}

/** Whether the figures are a part of a key or a hash, where letters stand between digits. */
function isInMixedWord(text: string, start: number, end: number): boolean {
  const before = WORD_BEFORE.exec(text.slice(Math.max(0, start - 64), start))?.[0] ?? "";
  const behind = WORD_BEHIND.exec(text.slice(end, end + 64))?.[0] ?? "";
  const isMixed = /\d\p{L}|\p{L}\d.*\p{L}/u.test(before) || /\p{L}\d/u.test(behind);
  return isMixed && before.length + behind.length + end - start >= MIXED_WORD_MIN;
}
