import type { ReceiptBlock, ReceiptRow } from "./receipt-document";

export type ReceiptTaxes = Extract<ReceiptBlock, { kind: "taxes" }>;

const TOTAL_CHARACTERS_MAX = 16;
const TAX_CHARACTERS_MAX = 44;

/** How far the large total shrinks so that the longest amounts stay whole on 72 mm: 1 is not. */
export function totalScale(amount: string): number {
  return Math.min(1, TOTAL_CHARACTERS_MAX / amount.length);
}

/** Whether the four columns of the tax table stand side by side in proportional type on 72 mm. */
export function taxTableFits(block: ReceiptTaxes): boolean {
  const rows = [block.heading, ...block.rows, block.total];
  const widest = (key: "label" | "net" | "tax" | "gross") =>
    Math.max(...rows.map((row) => row[key].length));
  return widest("label") + widest("net") + widest("tax") + widest("gross") <= TAX_CHARACTERS_MAX;
}

/** The tax table one figure a line, for amounts too long to stand side by side. */
export function stackTaxes(block: ReceiptTaxes): ReceiptRow[] {
  const { heading } = block;
  const figures = [...block.rows, block.total].flatMap((row) => [
    { label: row.label, value: "", isStrong: true },
    { label: heading.net, value: row.net, isStrong: false },
    { label: heading.tax, value: row.tax, isStrong: false },
    { label: heading.gross, value: row.gross, isStrong: false },
  ]);
  return [{ label: heading.label, value: "", isStrong: true }, ...figures];
}
