import type { Oddity } from "./read-rows";

/** Kinds whose every row would only repeat the same words are listed by their lines alone. */
const LINES_ONLY = new Set(["missing_customer", "return_without_original", "service_line"]);
const LINE_NUMBERS_A_ROW = 20;

/** Print every oddity with the line of the file that it stands on. */
export function reportOddities(oddities: readonly Oddity[]): void {
  const kinds = new Map<string, Oddity[]>();
  for (const oddity of oddities) {
    const own = kinds.get(oddity.kind);
    if (own) own.push(oddity);
    else kinds.set(oddity.kind, [oddity]);
  }
  for (const [kind, own] of kinds) {
    console.log(`${kind}: ${own.length}`);
    if (LINES_ONLY.has(kind)) printLines(own);
    else for (const oddity of own) console.log(`  line ${oddity.line}: ${oddity.detail}`);
  }
}

function printLines(oddities: readonly Oddity[]): void {
  for (let start = 0; start < oddities.length; start += LINE_NUMBERS_A_ROW) {
    const some = oddities.slice(start, start + LINE_NUMBERS_A_ROW);
    console.log(`  lines ${some.map((oddity) => oddity.line).join(" ")}`);
  }
}
