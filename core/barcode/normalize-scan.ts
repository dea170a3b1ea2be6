import { GROUP_SEPARATOR, type Gs1Elements, parseGs1Elements } from "./gs1-elements";
import { hasValidCheckDigit, toGtin14 } from "./gtin";
import { detectSymbologies, type Symbology } from "./symbology";
import { expandUpce } from "./upce";

export type NormalizedScan = {
  /** What was scanned, without the scanner's prefix and without blanks around it. */
  readonly scannedText: string;
  /** What to look up, most specific first: GTIN-14 forms, then the text itself. */
  readonly lookupKeys: readonly string[];
  readonly symbologies: readonly Symbology[];
  /** Lot, expiry and the like, when the code carries them. */
  readonly elements: Gs1Elements | null;
};

const AIM_PATTERN = /^\]([A-Za-z][0-9A-Za-z])/;
const GS1_AIMS = new Set(["C1", "d2", "e0", "Q3", "J1"]);

/**
 * Turn what a scanner or a keyboard sent into the keys to look a product up by, in order [BC8].
 * Reads bare GTINs, UPC-E, GS1 element strings and GS1 Digital Links, with or without an AIM
 * prefix. Never fails: a text that is none of these is looked up as it is; an empty one has no key.
 */
export function normalizeScan(text: string): NormalizedScan {
  const trimmed = trimScan(text);
  const aim = AIM_PATTERN.exec(trimmed)?.[1] ?? null;
  const scannedText = aim === null ? trimmed : trimScan(trimmed.slice(3));
  const elements = readElements(scannedText, aim);
  if (elements) {
    const gtin14 = toGtin14(elements["01"] ?? elements["02"] ?? "");
    return { scannedText, lookupKeys: distinct([gtin14, scannedText]), symbologies: [], elements };
  }
  const symbologies = detectSymbologies(scannedText).filter((found) => agreesWithAim(found, aim));
  const keys = symbologies.map((symbology) => gtin14Of(scannedText, symbology));
  return { scannedText, lookupKeys: distinct([...keys, scannedText]), symbologies, elements: null };
}

/**
 * The form in which a product's barcode is stored, so that every scan of it finds it [BC8]: the
 * first lookup key. An empty text stays empty.
 */
export function canonicalBarcode(text: string): string {
  // Nearly every code there is; loading a catalogue reads a hundred thousand of them.
  if (isThirteenDigits(text)) return hasValidCheckDigit(text) ? `0${text}` : text;
  return normalizeScan(text).lookupKeys[0] ?? "";
}

function isThirteenDigits(text: string): boolean {
  if (text.length !== 13) return false;
  for (let index = 0; index < 13; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function gtin14Of(code: string, symbology: Symbology): string | null {
  return toGtin14(symbology === "upce" ? (expandUpce(code)?.upca ?? "") : code);
}

// `]E4` says EAN-8; a UPC-E in eight digits comes with `]E0`.
function agreesWithAim(symbology: Symbology, aim: string | null): boolean {
  if (aim === "E4") return symbology === "ean8";
  return aim === "E0" ? symbology !== "ean8" : true;
}

function readElements(text: string, aim: string | null): Gs1Elements | null {
  const link = readDigitalLink(text);
  if (link) return link;
  const isMarked = text.includes(GROUP_SEPARATOR) || (aim !== null && GS1_AIMS.has(aim));
  // Many scanners strip the mark: a leading GTIN with a right check digit is proof enough.
  const hasGtin = /^01\d{14}/.test(text) && toGtin14(text.slice(2, 16)) !== null;
  return isMarked || hasGtin ? parseGs1Elements(text) : null;
}

const LINK_PATTERN = /^https?:\/\/[^/?#]+(\/[^?#]*)/i;
const LINK_KEYS = ["22", "10", "21"];

function readDigitalLink(text: string): Gs1Elements | null {
  const path = LINK_PATTERN.exec(text)?.[1];
  if (path === undefined) return null;
  const segments = path.split("/").slice(1);
  const at = segments.indexOf("01");
  const gtin14 = at === -1 ? null : toGtin14(segments[at + 1] ?? "");
  if (gtin14 === null) return null;
  const elements: Record<string, string> = { "01": gtin14 };
  const pairs = segments.slice(at + 2);
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const [key = "", value = ""] = pairs.slice(index, index + 2);
    if (LINK_KEYS.includes(key)) elements[key] = decodeOr(value);
  }
  for (const [, key = "", value = ""] of text.matchAll(/[?&](\d{2,4})=([^&#]*)/g)) {
    elements[key] = decodeOr(value);
  }
  return elements;
}

function decodeOr(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

// Blanks and line ends come from scanner suffixes; a separator at either end carries nothing.
function trimScan(text: string): string {
  let trimmed = text.trim();
  while (trimmed.startsWith(GROUP_SEPARATOR)) trimmed = trimmed.slice(1);
  while (trimmed.endsWith(GROUP_SEPARATOR)) trimmed = trimmed.slice(0, -1);
  return trimmed.trim();
}

function distinct(keys: readonly (string | null)[]): string[] {
  return [...new Set(keys)].filter((key): key is string => key !== null && key !== "");
}
