/** Separates elements of variable length: FNC1 as scanners send it. */
export const GROUP_SEPARATOR = "\u001d";

/** Values by application identifier, as printed: "01" is the GTIN, "10" the lot, "17" the expiry. */
export type Gs1Elements = Readonly<Record<string, string>>;

type ElementForm = {
  readonly identifierLength: number;
  readonly valueLength: number;
  /** Ends by its length alone; any other ends at a separator or at the end of the data. */
  readonly isPredefined: boolean;
  readonly isNumeric: boolean;
};

/**
 * Read a GS1 element string [BC7]: identifiers of predefined length need no separator, others end
 * at one or at the end. A leading separator is skipped.
 *
 * @returns null on an unknown identifier, a value of the wrong length or form, or no element.
 */
export function parseGs1Elements(data: string): Gs1Elements | null {
  const elements: Record<string, string> = {};
  let offset = 0;
  while (offset < data.length) {
    if (data[offset] === GROUP_SEPARATOR) {
      offset += 1;
      continue;
    }
    const form = findForm(data, offset);
    if (!form) return null;
    const start = offset + form.identifierLength;
    const value = readValue(data, start, form);
    if (value === null) return null;
    elements[data.slice(offset, start)] = value;
    offset = start + value.length;
  }
  return Object.keys(elements).length === 0 ? null : elements;
}

function readValue(data: string, start: number, form: ElementForm): string | null {
  if (form.isPredefined) {
    const value = data.slice(start, start + form.valueLength);
    return value.length === form.valueLength && /^\d+$/.test(value) ? value : null;
  }
  const separatorAt = data.indexOf(GROUP_SEPARATOR, start);
  const value = data.slice(start, separatorAt === -1 ? data.length : separatorAt);
  if (value.length === 0 || value.length > form.valueLength) return null;
  const allowed = form.isNumeric ? /^\d+$/ : /^[\x21-\x7e]+$/;
  return allowed.test(value) ? value : null;
}

// Total lengths with the identifier, by its first two digits: the list is closed for ever.
const PREDEFINED_LENGTHS: Readonly<Record<string, number>> = {
  "00": 20,
  "01": 16,
  "02": 16,
  "03": 16,
  "04": 18,
  "11": 8,
  "12": 8,
  "13": 8,
  "14": 8,
  "15": 8,
  "16": 8,
  "17": 8,
  "18": 8,
  "19": 8,
  "20": 4,
  "31": 10,
  "32": 10,
  "33": 10,
  "34": 10,
  "35": 10,
  "36": 10,
  "41": 16,
};

const LONG_TEXT = 90;

// Identifier's start, its length, and the longest value; the first that matches holds.
const VARIABLE_FORMS: readonly (readonly [start: RegExp, identifier: number, value: number])[] = [
  [/^(?:10|21|22)/, 2, 20],
  [/^(?:30|37)/, 2, 8],
  [/^23/, 3, 28],
  [/^2[45]/, 3, 30],
  [/^39[02]/, 4, 15],
  [/^39[13]/, 4, 18],
  [/^39/, 4, 6],
  [/^4[02]/, 3, 30],
  [/^43/, 4, 70],
  [/^71/, 3, 20],
  [/^7/, 4, 30],
  [/^8/, 4, 70],
  [/^9/, 2, LONG_TEXT],
];

const NUMERIC_VARIABLE = /^(?:30|37|39)/;

function findForm(data: string, offset: number): ElementForm | null {
  const start = data.slice(offset, offset + 4);
  const prefix = start.slice(0, 2);
  const total = PREDEFINED_LENGTHS[prefix];
  if (total !== undefined) {
    const identifierLength = predefinedIdentifierLength(prefix);
    return {
      identifierLength,
      valueLength: total - identifierLength,
      isPredefined: true,
      isNumeric: true,
    };
  }
  const known = VARIABLE_FORMS.find(([pattern]) => pattern.test(start));
  if (!known || !/^\d+$/.test(start.slice(0, known[1]))) return null;
  return {
    identifierLength: known[1],
    valueLength: known[2],
    isPredefined: false,
    isNumeric: NUMERIC_VARIABLE.test(start),
  };
}

function predefinedIdentifierLength(prefix: string): number {
  if (prefix.startsWith("3")) return 4;
  return prefix === "41" ? 3 : 2;
}
