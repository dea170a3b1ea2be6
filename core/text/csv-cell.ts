const MARKS = /[",;\t\r\n]/;
/** What a spreadsheet takes for the beginning of a formula, also behind white space. */
const FORMULA = /^\s*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20|%]|^[\t\r\n]/u;
const NUMBER = /^-?\d+([.]\d+)?$/;

/**
 * One cell of a CSV file by RFC 4180 that no spreadsheet executes: text that begins like a formula
 * gets an apostrophe in front, which spreadsheets show as text. Numbers stay numbers, negative
 * ones too; null is an empty cell. NUL is left out, for no program expects it in a text file.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value).replaceAll("\u0000", "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return MARKS.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file, with its end. */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}
