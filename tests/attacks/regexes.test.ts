import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { leastTime, readingTime } from "./work-of";

const FOLDERS = ["app", "components", "core", "db", "server", "till"];
const FILES = ["proxy.ts"];
const SEED = 20_260;

/** A regex as it is written; what stands before it tells it from a division. */
const LITERAL =
  /(?<=(?:[=(,:!&|?[{;]|\breturn|=>)\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g;

type Found = { readonly name: string; readonly source: string; readonly regex: RegExp };

/** Those whose input is short because something before them saw to it, by how many characters. */
const CHARACTERS_MAX: Readonly<Record<string, number>> = {
  // Figures that our own formatters wrote.
  "0+$": 4,
  "\\.?0*$": 40,
  "\\.?0+$": 40,
  "\\B(?=(\\d{3})+$)": 20,
  // What stands before a number, cut to this length.
  "[\\p{L}\\d_-]*$": 64,
  // Names of taxes, names of goods and passwords, by their schemas.
  "[\\s,(]*\\d+(?:[.,]\\d+)?\\s*%\\)?$": 40,
  "[\\s,\\u2013-]+$": 200,
  "[\\d!?.*#]+$": 200,
};

/** Every regex of the product, wherever it is used. */
function listRegexes(): Found[] {
  const inside = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  return [...inside, ...FILES]
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .flatMap((file) => {
      const text = readFileSync(file, "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
      return [...text.matchAll(LITERAL)].map(([, source = "", flags = ""]) => ({
        name: `${file}: ${source}`,
        source,
        regex: new RegExp(source, flags),
      }));
    });
}

/** Texts that match, or any texts where what matches cannot be told. */
function matchesOf({ source, regex }: Found): string[] {
  const plain = new RegExp(
    source.replace(/\(\?<?[=!][^()]*\)/g, ""),
    regex.flags.replace(/[gyi]/g, ""),
  );
  try {
    return fc.sample(fc.stringMatching(plain), { seed: SEED, numRuns: 6 });
  } catch {
    return [];
  }
}

const PUMPS = [" ", "a", "0", ".", "-", "@", "/", "=", '"', "%", "\n", "a ", "0 ", "a.", "0,"];
/** In small steps at first: what doubles with each character is to be found before it never ends. */
const LENGTHS = [16, 20, 24, 28, 32, 48, 96, 400, 6_000];

/** What begins as a match, goes on with one piece of it for long, and then does not end as one. */
function* pumpedTexts(found: Found): Generator<(length: number) => string> {
  for (const pump of PUMPS) yield (length) => fill(pump, length) + END;
  for (const match of matchesOf(found)) {
    for (let at = 0; at < Math.min(match.length, 24); at += 1) {
      for (const size of [1, 2]) {
        const [head, pump] = [match.slice(0, at), match.slice(at, at + size)];
        yield (length) => head + fill(pump, length) + END;
      }
    }
  }
}

/** No class that is meant for words, figures or a line takes all of these. */
const END = " \u0000@ \n";

const fill = (pump: string, length: number) =>
  pump.repeat(Math.ceil(length / pump.length)).slice(0, length);

/** So many times may a regex look at a text as one who reads it once. */
const READINGS_MAX = 100;

function isQuick({ regex, source }: Found, textOf: (length: number) => string): boolean {
  const lengthMax = CHARACTERS_MAX[source] ?? Number.POSITIVE_INFINITY;
  // What takes ever longer is stopped at the short one.
  return LENGTHS.every((length) => {
    const text = textOf(Math.min(length, lengthMax));
    const work = () => text.replace(regex, "");
    const allowed = readingTime(text.length) * READINGS_MAX;
    return leastTime(work, 1) <= allowed || leastTime(work) <= allowed;
  });
}

test("no regex looks at a text again and again", () => {
  const regexes = listRegexes();
  expect(regexes.length).toBeGreaterThan(150);
  const slow = regexes.filter((found) => {
    for (const textOf of pumpedTexts(found)) if (!isQuick(found, textOf)) return true;
    return false;
  });
  expect(slow.map(({ name }) => name)).toEqual([]);
});

test.each(["(a+)+$", "^(\\d|\\d\\d)*x", "\\s*params:", "(x|x)*y", "\\w+:"])(
  "%s would be found",
  (source) => {
    const found = { name: source, source, regex: new RegExp(source) };
    expect([...pumpedTexts(found)].every((textOf) => isQuick(found, textOf))).toBe(false);
  },
);
