import { assert } from "../assert";
import { type QrVersion, qrCodewords, qrVersionFor } from "./qr-codewords";

type Module = boolean | null;
type Grid = Module[][];

/**
 * The modules of a QR code, model 2, error correction M, versions 1 to 25: rows from the top, true
 * for a dark module, without the quiet zone of four modules.
 *
 * @throws AssertionError when the text needs more than version 25: 1,451 capitals and digits.
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const version = qrVersionFor(text);
  assert(version !== null, "a receipt's payload fits a QR code of version 25");
  const codewords = qrCodewords(text, version);
  const masked = MASKS.map((mask, index) => drawCode(version, codewords, { mask, index }));
  const penalties = masked.map(penaltyOf);
  const best = penalties.indexOf(Math.min(...penalties));
  return masked[best] ?? [];
}

/** Beyond this a code stands on a line of its own: beside words its modules would be too small. */
const NARROW_MODULES_MAX = 57;

export function isWideQr(modules: readonly unknown[]): boolean {
  return modules.length > NARROW_MODULES_MAX;
}

type Mask = (row: number, column: number) => boolean;

const MASKS: readonly Mask[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function drawCode(
  version: QrVersion,
  codewords: readonly number[],
  { mask, index }: { mask: Mask; index: number },
): boolean[][] {
  const size = version.number * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => Array<Module>(size).fill(null));
  drawFinders(grid);
  drawAlignments(grid, version.alignments);
  drawTiming(grid);
  drawFormat(grid, index);
  if (version.number >= 7) drawVersion(grid, version.number);
  drawData(grid, codewords, mask);
  return grid.map((row) => row.map((module) => module === true));
}

function set(grid: Grid, row: number, column: number, isDark: boolean): void {
  const line = grid[row];
  if (line && column >= 0 && column < grid.length) line[column] = isDark;
}

function drawFinders(grid: Grid): void {
  const far = grid.length - 7;
  for (const [top, left] of [
    [0, 0],
    [0, far],
    [far, 0],
  ] as const) {
    for (let row = -1; row <= 7; row += 1) {
      for (let column = -1; column <= 7; column += 1) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        set(grid, top + row, left + column, ring !== 2 && ring !== 4);
      }
    }
  }
}

function drawAlignments(grid: Grid, centres: readonly number[]): void {
  for (const centreRow of centres) {
    for (const centreColumn of centres) {
      if (grid[centreRow]?.[centreColumn] === null) drawAlignment(grid, centreRow, centreColumn);
    }
  }
}

function drawAlignment(grid: Grid, centreRow: number, centreColumn: number): void {
  for (let row = -2; row <= 2; row += 1) {
    for (let column = -2; column <= 2; column += 1) {
      const ring = Math.max(Math.abs(row), Math.abs(column));
      set(grid, centreRow + row, centreColumn + column, ring !== 1);
    }
  }
}

function drawTiming(grid: Grid): void {
  for (let at = 8; at < grid.length - 8; at += 1) {
    set(grid, 6, at, at % 2 === 0);
    set(grid, at, 6, at % 2 === 0);
  }
}

/** Error correction M is 00, so that the five data bits are the mask's number alone. */
function drawFormat(grid: Grid, mask: number): void {
  const bits = ((mask << 10) | bchRemainder(mask << 10, 0x537)) ^ 0x5412;
  const size = grid.length;
  for (let index = 0; index < 15; index += 1) {
    const isDark = ((bits >> index) & 1) === 1;
    if (index < 6) set(grid, index, 8, isDark);
    else if (index < 8) set(grid, index + 1, 8, isDark);
    else set(grid, size - 15 + index, 8, isDark);
    if (index < 8) set(grid, 8, size - 1 - index, isDark);
    else if (index === 8) set(grid, 8, 7, isDark);
    else set(grid, 8, 14 - index, isDark);
  }
  set(grid, size - 8, 8, true);
}

function drawVersion(grid: Grid, version: number): void {
  const bits = (version << 12) | bchRemainder(version << 12, 0x1f25);
  for (let index = 0; index < 18; index += 1) {
    const isDark = ((bits >> index) & 1) === 1;
    const near = Math.floor(index / 3);
    const far = grid.length - 11 + (index % 3);
    set(grid, near, far, isDark);
    set(grid, far, near, isDark);
  }
}

function bchRemainder(value: number, generator: number): number {
  const length = 32 - Math.clz32(generator);
  let remainder = value;
  for (let bit = 31 - Math.clz32(remainder); bit >= length - 1; bit = 31 - Math.clz32(remainder)) {
    remainder ^= generator << (bit - length + 1);
  }
  return remainder;
}

/** Two columns at a time from the right, up and down in turn, leaving out the vertical timing. */
function drawData(grid: Grid, codewords: readonly number[], mask: Mask): void {
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size * 2; step += 1) {
      const line = step >> 1;
      const row = isUpward ? size - 1 - line : line;
      const column = right - (step & 1);
      if (grid[row]?.[column] !== null) continue;
      const isDark = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
      set(grid, row, column, isDark !== mask(row, column));
      bit += 1;
    }
  }
}

/** How hard a code is to read, by the standard's four rules; the mask with the least wins. */
function penaltyOf(grid: readonly (readonly boolean[])[]): number {
  const rows = grid.map(lineText);
  const columns = grid.map((_, column) => lineText(grid.map((row) => row[column] ?? false)));
  const lines = [...rows, ...columns];
  const runs = lines.reduce((sum, text) => sum + runPenalty(text), 0);
  const finders = lines.reduce((sum, text) => sum + finderPenalty(text), 0);
  return runs + finders + blockPenalty(rows) + balancePenalty(rows.join(""));
}

function lineText(line: readonly boolean[]): string {
  return line.map((isDark) => (isDark ? "1" : "0")).join("");
}

function runPenalty(text: string): number {
  const runs = text.match(/0{5,}|1{5,}/g) ?? [];
  return runs.reduce((sum, run) => sum + run.length - 2, 0);
}

function finderPenalty(text: string): number {
  const hits = text.match(/(?=10111010000|00001011101)/g) ?? [];
  return hits.length * 40;
}

function blockPenalty(rows: readonly string[]): number {
  let blocks = 0;
  for (let row = 1; row < rows.length; row += 1) {
    const upper = rows[row - 1] ?? "";
    const lower = rows[row] ?? "";
    for (let column = 1; column < lower.length; column += 1) {
      const block = upper.slice(column - 1, column + 1) + lower.slice(column - 1, column + 1);
      if (block === "0000" || block === "1111") blocks += 1;
    }
  }
  return blocks * 3;
}

function balancePenalty(text: string): number {
  const dark = text.replaceAll("0", "").length;
  return Math.floor(Math.abs(dark * 20 - text.length * 10) / text.length) * 10;
}
