import { createHash } from "node:crypto";
import { z } from "zod";
import { DomainError } from "../../core/errors";
import { COMMON_PASSWORD_PREFIXES } from "./common-passwords";

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;

/** A password that a person chooses, as it arrives; `requireGoodPassword` judges it. */
export const newPasswordSchema = z.string().min(1).max(PASSWORD_LENGTH_MAX);

/** So much must stand in a password beside words that anybody would try. */
const OWN_LENGTH_MIN = 6;
const PERSONAL_WORD_MIN = 3;
const PREFIX_BYTES = 4;

/** Whose password it is to be: words that are no secret. */
export type PasswordOwner = {
  readonly email: string;
  readonly name: string;
  readonly displayName: string;
  readonly businessName: string;
  readonly businessCode: string;
};

/**
 * Refuse a new password that is short, guessed early, or made of what everybody knows of its
 * owner. There are no rules about kinds of characters: they make passwords worse.
 *
 * @throws DomainError password_too_short | password_too_common | password_too_personal
 */
export function requireGoodPassword(password: string, owner: PasswordOwner): void {
  const given = password.normalize("NFKC").toLowerCase();
  if ([...given].length < PASSWORD_LENGTH_MIN) {
    throw new DomainError("password_too_short", { minimum: PASSWORD_LENGTH_MIN });
  }
  if (isPersonal(given, owner)) throw new DomainError("password_too_personal");
  if (isPlain(given) || isCommon(given)) throw new DomainError("password_too_common");
}

function isPersonal(given: string, owner: PasswordOwner): boolean {
  const words = Object.values(owner)
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.normalize("NFKC").toLowerCase().trim())
    .filter((word) => word.length >= PERSONAL_WORD_MIN)
    .sort((one, other) => other.length - one.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), given);
  return rest !== given && [...rest].length < OWN_LENGTH_MIN;
}

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"];

/** Whether it repeats, counts or runs along the keyboard for nearly all of its length. */
function isPlain(given: string): boolean {
  const characters = [...given];
  if (new Set(characters).size < OWN_LENGTH_MIN - 1) return true;
  const own = characters.filter((character, at) => !follows(characters[at - 1], character));
  return own.length < OWN_LENGTH_MIN - 1;
}

function follows(before: string | undefined, character: string): boolean {
  if (before === undefined) return false;
  if (Math.abs(before.charCodeAt(0) - character.charCodeAt(0)) <= 1) return true;
  return ROWS.some((row) => row.includes(before + character) || row.includes(character + before));
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** Whether it is on the list, or a word of the list with little around it. */
function isCommon(given: string): boolean {
  if (isListed(given)) return true;
  const stem = given.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const undisguised = given
    .replace(/[\d!?.*#]+$/, "")
    .replace(/[013457@$!]/g, (character) => LOOK_ALIKES[character] ?? character);
  return [stem, undisguised].some(
    (word) => given.length - word.length < OWN_LENGTH_MIN && isListed(word),
  );
}

const prefixes = Buffer.from(COMMON_PASSWORD_PREFIXES, "base64");

function isListed(word: string): boolean {
  const wanted = createHash("sha256").update(word, "utf8").digest().readUInt32BE(0);
  let [low, high] = [0, prefixes.length / PREFIX_BYTES - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = prefixes.readUInt32BE(middle * PREFIX_BYTES);
    if (found === wanted) return true;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
