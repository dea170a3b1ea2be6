/** What an attacker writes where a text is asked for. */
export const HOSTILE_TEXTS: readonly string[] = [
  "' or 1=1 --",
  "'; drop table users; --",
  '" or ""="',
  "%",
  "_",
  "\\",
  "x\u0000y",
  "\ud800",
  "a".repeat(100_000),
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "{{7*7}}#{7*7}",
  "<script>alert(1)</script>",
  '=HYPERLINK("http://evil.example")',
  "http://169.254.169.254/latest/meta-data/",
  "x\r\nset-cookie: a=b",
  "__proto__",
  "x\u001fy\u001ez",
  "0000-01-01",
  "0000-01-01T00:00:00Z",
  "2026-01-01T00:00:00+23:59",
];

/** What is hashed before anything else is done with it. */
const HASHED = /password|secret/i;

/** The value with each text in it replaced by each hostile one, one at a time. */
export function* withHostileTexts(value: unknown): Generator<unknown> {
  for (const place of placesOf(value, [])) {
    for (const text of HOSTILE_TEXTS) yield replaceAt(value, place, text);
  }
}

type Place = readonly string[];

function placesOf(value: unknown, place: Place): Place[] {
  if (typeof value === "string") return [place];
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value).filter(([key]) => !HASHED.test(key));
  return entries.flatMap(([key, inner]) => placesOf(inner, [...place, key]));
}

function replaceAt(value: unknown, [key, ...rest]: Place, text: string): unknown {
  if (key === undefined) return text;
  const inner = (value as Record<string, unknown>)[key];
  const replaced = replaceAt(inner, rest, text);
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === key ? replaced : item));
  return { ...(value as object), [key]: replaced };
}
