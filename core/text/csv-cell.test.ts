import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvLine } from "./csv-cell";

describe("[ET1] a cell of a CSV file", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ["+254700000000", "'+254700000000"],
    ["-1+1", "'-1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+1", "'  =1+1"],
    ["\t=1+1", '"\'\t=1+1"'],
    ["\r=1+1", '"\'\r=1+1"'],
    ["\u0000=1+1", "'=1+1"],
    ["＝1+1", "'＝1+1"],
    ["|cmd", "'|cmd"],
    ["%0A=1", "'%0A=1"],
  ])("%j can be no formula", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  test.each([
    [-250, "-250"],
    ["-12.50", "-12.50"],
    [0, "0"],
    [true, "true"],
    [null, ""],
    ["Maize flour 2 kg", "Maize flour 2 kg"],
    ["a,b", '"a,b"'],
    ["a;b", '"a;b"'],
    ['5" nail', '"5"" nail"'],
    ["two\nlines", '"two\nlines"'],
    [" padded ", '" padded "'],
  ])("%j stays what it is", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test("any text comes back out of a line, behind at most an apostrophe", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 5 }),
        (row) => {
          const wanted = row.map((text) => text.replaceAll("\u0000", ""));
          const [read] = parse(csvLine(row), { relaxColumnCount: true }) as string[][];
          expect(
            read?.map((text, index) => text === wanted[index] || text === `'${wanted[index]}`),
          ).toEqual(row.map(() => true));
          for (const text of read ?? []) expect(text).not.toMatch(/^[=+@\t\r]/);
        },
      ),
      { seed: 20_261_121, numRuns: 150 },
    );
  });
});
