import { layoutReceipt, type PaperLine, type ReceiptColumns } from "./layout-receipt";
import type { ReceiptDocument } from "./receipt-document";

/**
 * A receipt as plain text for a fixed-width font, line by line what the printer prints; the QR code
 * and the bars are left out, their words stay. The true minus becomes a hyphen, as on the printer.
 *
 * @param columns cells of a line.
 * @returns lines ended by "\n", none with trailing spaces.
 */
export function renderReceiptText(document: ReceiptDocument, columns: ReceiptColumns): string {
  const lines = layoutReceipt(document, {
    columns,
    hasWideText: false,
    toPrintable: (text) => text.replaceAll("\u2212", "-"),
  });
  return lines
    .filter((line) => line.kind === "text")
    .map((line) => `${textOf(line)}\n`)
    .join("");
}

function textOf(line: Extract<PaperLine, { kind: "text" }>): string {
  return line.runs
    .map((run) => run.text)
    .join("")
    .trimEnd();
}
