import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import { barcodeModules } from "./code128";
import { layoutReceipt, type PaperLine, type ReceiptColumns } from "./layout-receipt";
import { codePageRuns, toPrinterText } from "./printer-text";
import { qrVersionFor } from "./qr-codewords";
import type { ReceiptDocument } from "./receipt-document";

export type EscposOptions = {
  readonly columns: ReceiptColumns;
  /** Open the drawer before the first line is printed. */
  readonly opensDrawer?: boolean;
  /** The printer's own numbers for its code pages; Epson's, which most others copy, by default. */
  readonly codePageNumbers?: { readonly cp858: number; readonly cp852: number };
};

const EPSON_NUMBERS = { cp858: 19, cp852: 18 };

/** ESC p: pin 2, 100 ms on, 500 ms off. */
const DRAWER_KICK = [0x1b, 0x70, 0x00, 0x32, 0xfa];
/** GS V B 0: feed to the cutter, however far it is on this printer, and leave the paper hanging. */
const FEED_AND_CUT = [0x1d, 0x56, 0x42, 0x00];

/** Larger codes shrink to the paper; three dots are the least that scanners read well. */
const QR_MODULE_DOTS_MAX = 6;
const QR_MODULE_DOTS_MIN = 3;
/** Four modules on each side, as the standard asks. */
const QR_QUIET_MODULES = 8;
/** Four modules, as the standard asks, above and below. */
const QR_QUIET_DOTS = 24;
const BAR_GAP_DOTS = 12;
const BAR_HEIGHT_DOTS = 80;
const BAR_MODULE_DOTS = 2;
/** Dots across the narrowest head that prints this many columns. */
const PAPER_DOTS: Readonly<Record<ReceiptColumns, number>> = { 32: 384, 42: 512, 48: 576 };
const QUIET_MODULES = 20;

/**
 * A receipt as ESC/POS bytes [RC5], ready to be sent to a printer: initialise, lines, QR code,
 * Code 128 bars where the paper is wide enough for them, cut. The text is what `renderReceiptText`
 * gives for the same columns, with the shop's name and the total larger.
 */
export function encodeEscpos(document: ReceiptDocument, options: EscposOptions): Uint8Array {
  const { columns, codePageNumbers = EPSON_NUMBERS } = options;
  const encoder = new ReceiptPrinterEncoder({
    language: "esc-pos",
    columns,
    newline: "\n",
    feedAfterBlock: false,
    errors: "strict",
    codepageMapping: { ...codePageNumbers },
  });
  encoder.initialize();
  // Raw, because the library ends its own pulse and cut with a line feed.
  if (options.opensDrawer) encoder.raw(DRAWER_KICK);
  const paper = { columns, hasWideText: true, toPrintable: toPrinterText };
  for (const line of layoutReceipt(document, paper)) printLine(encoder, line, columns);
  encoder.raw(FEED_AND_CUT);
  return encoder.encode();
}

/** ESC J: feed a few dots without ending a line of text. */
function feed(dots: number): number[] {
  return [0x1b, 0x4a, dots];
}

function printLine(encoder: ReceiptPrinterEncoder, line: PaperLine, columns: ReceiptColumns): void {
  switch (line.kind) {
    case "text":
      printText(encoder, line);
      return;
    case "qr":
      encoder.raw(feed(QR_QUIET_DOTS)).align("center");
      encoder.qrcode(line.payload, {
        model: 2,
        size: qrModuleDots(line.payload, columns),
        errorlevel: "m",
      });
      encoder.align("left").raw(feed(QR_QUIET_DOTS));
      return;
    case "barcode":
      printBarcode(encoder, line.value, columns);
      return;
  }
}

function qrModuleDots(payload: string, columns: ReceiptColumns): number {
  const across = (qrVersionFor(payload)?.number ?? 1) * 4 + 17 + QR_QUIET_MODULES;
  const fitting = Math.floor(PAPER_DOTS[columns] / across);
  return Math.min(QR_MODULE_DOTS_MAX, Math.max(QR_MODULE_DOTS_MIN, fitting));
}

function printText(
  encoder: ReceiptPrinterEncoder,
  line: Extract<PaperLine, { kind: "text" }>,
): void {
  for (const run of line.runs) {
    encoder.bold(run.isBold).size(run.width, run.height);
    for (const part of codePageRuns(run.text)) encoder.codepage(part.page).text(part.text);
  }
  encoder.bold(false).size(1, 1).newline();
}

function printBarcode(
  encoder: ReceiptPrinterEncoder,
  value: string,
  columns: ReceiptColumns,
): void {
  const modules = barcodeModules(value);
  if (modules === null) return;
  if ((modules.length + QUIET_MODULES) * BAR_MODULE_DOTS > PAPER_DOTS[columns]) return;
  encoder.raw(feed(BAR_GAP_DOTS)).align("center");
  // In Code 128 data for the printer "{" introduces a code set and is doubled to mean itself.
  encoder.barcode(`{B${value.replaceAll("{", "{{")}`, "code128", {
    width: BAR_MODULE_DOTS - 1,
    height: BAR_HEIGHT_DOTS,
    text: "none",
  });
  encoder.align("left").raw(feed(BAR_GAP_DOTS));
}
