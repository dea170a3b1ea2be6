import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const FOLDERS = ["app", "bench", "components", "core", "db", "scripts", "server", "tests", "till"];
const OWN = "tests/tidy.test.ts";

type File = { path: string; text: string };

const files = FOLDERS.flatMap((folder) => listFiles(folder));
const sources = files.filter(({ path }) => /[.](tsx?|mjs)$/.test(path) && path !== OWN);
const product = sources.filter(({ path }) => !isTest(path));
const documents = [
  ...readdirSync(ROOT)
    .filter((name) => name.endsWith(".md"))
    .map(read),
  ...files.filter(({ path }) => path.endsWith(".md")),
];

type Ban = { what: string; pattern: RegExp; where: (path: string) => boolean };

const BANS: readonly Ban[] = [
  {
    what: "a clock, chance or a key in core, where each is an argument",
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bcrypto\./,
    where: (path) => path.startsWith("core/"),
  },
  {
    what: "floating point in money",
    pattern: /\bparseFloat\b|\.toFixed\(|[*/] 100\b(?!_)/,
    // The one file that knows how many minor units a currency has.
    where: (path) =>
      /^core\/(cart|ledger|money|sale|tax)\//.test(path) && path !== "core/money/currency.ts",
  },
  {
    what: "an abbreviation",
    pattern: /\b(qty|txn|cust|inv)\b|[a-z](Qty|Txn|Cust)(?![a-z])|\b(qty|txn)[A-Z]/,
    where: (path) => !/^(scripts|bench|tests)\//.test(path),
  },
  {
    what: "an amount, price, rate or wait without its unit",
    pattern:
      /^\s+(readonly )?(amount|price|total|rate|timeout)\??: (number|Minor|RatePpm|money|bigint)\b/m,
    // Exact division knows nothing of units.
    where: (path) => /^(core|db\/schema)\//.test(path) && path !== "core/money/mul-div.ts",
  },
];

describe("words", () => {
  test.each(BANS)("no $what", ({ pattern, where }) => {
    expect(
      product.filter(({ path }) => where(path)).flatMap((file) => find(file, pattern)),
    ).toEqual([]);
  });

  test("no test is left out, alone or unfinished, and no error is silenced", () => {
    const left =
      /\b(test|it|describe)(\.\w+)*\.(skip|only|todo|fixme)\(|\bFIXME\b|\bTODO\b|@ts-(ignore|nocheck)/;
    expect(sources.flatMap((file) => find(file, left))).toEqual([]);
  });

  test("a change to rows says which rows", () => {
    const unbound = product
      .filter(({ path }) => /^(server|db)\//.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\b(tx|db)\s*\.(update|delete)\([^;]*;/g)]
          .filter(([statement]) => !statement.includes(".where("))
          .map(([statement]) => `${path}: ${statement.split("\n")[0]}`),
      );
    expect(unbound).toEqual([]);
  });
});

describe("files", () => {
  test("are short enough to read at once", () => {
    const long = sources
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
      .filter(({ path, lines }) => lines > lineLimit(path))
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  test("are named for what they hold", () => {
    const vague = /^(index|utils?|helpers?|types|common|misc|service)[.]/;
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+)+$/;
    const bad = sources
      .map(({ path }) => path)
      .filter((path) => vague.test(basename(path)) || !kebab.test(basename(path)));
    expect(bad).toEqual([]);
  });
});

describe("documents", () => {
  test("name only paths that exist", () => {
    const gone = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/`([^`\s]+)`/g)]
        .map(([, quoted = ""]) => quoted.replace(/[:#].*$/, ""))
        .filter(isRepositoryPath)
        .filter((quoted) => !existsSync(join(ROOT, quoted)))
        .map((quoted) => `${path}: ${quoted}`),
    );
    expect(gone).toEqual([]);
  });

  test("and tests agree on the rules", () => {
    const specified = documents
      .filter(({ path }) => basename(path) === "SPEC.md")
      .flatMap(({ text }) =>
        [...text.matchAll(/^- \*\*\[?([A-Z]{2,3}\d+)\]?\*\*/gm)].map(([, id]) => id),
      );
    const tested = sources
      .filter(({ path }) => isTest(path))
      .flatMap(({ text }) => [...text.matchAll(/\[([A-Z]{2,3}\d+)\]/g)].map(([, id]) => id));
    expect(specified.length).toBe(new Set(specified).size);
    expect({
      untested: without(specified, tested),
      unspecified: without(tested, specified),
    }).toEqual({
      untested: [],
      unspecified: [],
    });
  });
});

function isTest(path: string): boolean {
  return /[.](test|e2e)[.]tsx?$/.test(path) || path.startsWith("tests/");
}

function lineLimit(path: string): number {
  // Tables and catalogues of words are lists; splitting them hides what is missing.
  return isTest(path) || /^(db\/schema|components\/messages)\//.test(path) ? 500 : 300;
}

function find({ path, text }: File, pattern: RegExp): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

function without<T>(list: readonly T[], excluded: readonly T[]): T[] {
  const known = new Set(excluded);
  return [...new Set(list)].filter((item) => !known.has(item)).sort();
}

/** Starts with one of our folders and is neither a pattern nor cut short. */
function isRepositoryPath(quoted: string): boolean {
  const [folder = "", rest] = quoted.split("/");
  return FOLDERS.includes(folder) && rest !== undefined && !/[*{}<>…$|]/.test(quoted);
}

function read(path: string): File {
  return { path, text: readFileSync(join(ROOT, path), "utf8") };
}

function listFiles(folder: string): File[] {
  const path = join(ROOT, folder);
  if (!existsSync(path) || folder === "db/migrations") return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listFiles(inner);
    return /[.](tsx?|mjs|md)$/.test(entry.name) ? [read(inner)] : [];
  });
}
