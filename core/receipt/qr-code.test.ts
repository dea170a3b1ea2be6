import bwipjs from "bwip-js/node";
import { expect, test } from "vitest";
import { barcodeModules } from "./code128";
import { modulePath } from "./module-path";
import { qrModules } from "./qr-code";

type Symbol = { pixs?: number[]; pixx?: number; pixy?: number; sbs?: number[] };

function independentSymbol(kind: string, text: string, options: Record<string, unknown>): Symbol {
  const [symbol] = bwipjs.raw(kind, text, options as never) as Symbol[];
  return symbol ?? {};
}

/** What an independent encoder draws for the same text, version and mask. */
function independentQr(text: string, mask: number, version: number): string[] {
  const options = { eclevel: "M", fixedeclevel: true, mask: mask + 1, version: String(version) };
  const { pixs = [], pixx = 0, pixy = 0 } = independentSymbol("qrcode", text, options);
  return Array.from({ length: pixy }, (_, row) =>
    pixs.slice(row * pixx, (row + 1) * pixx).join(""),
  );
}

function drawn(text: string): string[] {
  return qrModules(text).map((row) => row.map(Number).join(""));
}

/** The mask's number as the format bits beside the upper left finder say it. */
function maskOf(rows: readonly string[]): number {
  const bit = (row: number, column: number) => Number(rows[row]?.[column] ?? 0);
  return ((bit(8, 2) << 2) | (bit(8, 3) << 1) | bit(8, 4)) ^ 0b101;
}

const TEXTS = [
  "KAUNTA1:A3:412:KES:184500:9F3A00C1:2026-04-30-A3-01",
  "A",
  "KAUNTA1:A3:412:KES:-184500:9F3A00C1:2026-04-30-A3-01",
  "lower case is written byte by byte",
  ...[20, 38, 61, 90, 122, 154, 178, 221, 262, 311].map((length) =>
    "KAUNTA1:A3:412:KES:184500:9F3A00C1:".repeat(9).slice(0, length),
  ),
  ...[366, 419, 483, 528, 600, 656, 734, 816, 909, 970, 1035, 1134, 1248, 1326, 1451].map(
    (length) => "KAUNTA2:A3:2026-04-30-A3-01:".repeat(60).slice(0, length),
  ),
];

test.each(TEXTS)("[RC6] an independent encoder draws the same QR code for %s", (text) => {
  const rows = drawn(text);
  expect(rows).toEqual(independentQr(text, maskOf(rows), (rows.length - 17) / 4));
});

test("a text beyond version 25 is refused", () => {
  expect(() => qrModules("A".repeat(1_452))).toThrow("fits a QR code");
});

test.each(["2026-04-30-A3-01", "2-00418", "{}~ x"])(
  "[RC6] an independent encoder draws the same Code 128 bars for %s",
  (text) => {
    // Given as symbol values, because the oracle would mix code sets.
    const values = [104, ...Array.from(text, (character) => character.charCodeAt(0) - 32)];
    const symbols = values.map((value) => `^${String(value).padStart(3, "0")}`).join("");
    const widths = independentSymbol("code128", symbols, { raw: true }).sbs ?? [];
    const bars = widths.flatMap((width, index) => Array(width).fill(index % 2 === 0) as boolean[]);
    expect(barcodeModules(text)).toEqual(bars);
  },
);

test("bars are for printable ASCII of a sane length", () => {
  expect(barcodeModules("")).toBeNull();
  expect(barcodeModules("é")).toBeNull();
  expect(barcodeModules("1".repeat(49))).toBeNull();
});

test("a path covers each dark run of a row once", () => {
  expect(modulePath([[true, true, false, true], [false]])).toBe("M0 0h2v1h-2zM3 0h1v1h-1z");
});
