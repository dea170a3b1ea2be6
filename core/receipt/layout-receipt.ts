import { displayWidth, wrapText } from "./display-width";
import { type ReceiptTaxes, stackTaxes } from "./fit-receipt";
import type {
  ReceiptBlock,
  ReceiptDocument,
  ReceiptItem,
  ReceiptRow,
  ReceiptTaxRow,
} from "./receipt-document";

/** Cells of a line: 58 mm paper has 32, 80 mm paper 42 or 48, as the printer's dots have it. */
export const RECEIPT_COLUMNS = [32, 42, 48] as const;
export type ReceiptColumns = (typeof RECEIPT_COLUMNS)[number];

export type PaperRun = {
  readonly text: string;
  readonly isBold: boolean;
  /** Cells that each character takes, and how many lines high it is. */
  readonly width: 1 | 2;
  readonly height: 1 | 2;
};

export type PaperLine =
  | { readonly kind: "text"; readonly runs: readonly PaperRun[] }
  | { readonly kind: "qr"; readonly payload: string }
  | { readonly kind: "barcode"; readonly value: string };

export type Paper = {
  readonly columns: ReceiptColumns;
  /** Whether the paper can print characters of double width. */
  readonly hasWideText: boolean;
  /** What of a text this paper can print, before anything is measured. */
  readonly toPrintable: (text: string) => string;
};

/**
 * Set a receipt on fixed-width paper [RC3]. Every line fits its columns, long names and labels
 * wrap, and an amount is always whole, on its label's line or alone on the next.
 *
 * @returns lines without trailing spaces; graphics stand alone.
 */
export function layoutReceipt(document: ReceiptDocument, paper: Paper): PaperLine[] {
  return document.blocks.flatMap((block) => layoutBlock(block, paper));
}

const PLAIN = { isBold: false, width: 1, height: 1 } as const;
const BOLD = { isBold: true, width: 1, height: 1 } as const;
const TALL = { isBold: true, width: 1, height: 2 } as const;
const BIG = { isBold: true, width: 2, height: 2 } as const;

type Style = Omit<PaperRun, "text">;

const BLANK: PaperLine = { kind: "text", runs: [] };

function layoutBlock(block: ReceiptBlock, paper: Paper): PaperLine[] {
  switch (block.kind) {
    case "marks":
      return block.marks.flatMap((mark) => centre(`*** ${mark} ***`, paper, TALL));
    case "header":
      return [...headline(block.name, paper), ...centreAll(block.lines, paper)];
    case "title":
      return centre(block.text, paper, BOLD);
    case "rule":
      return [line([{ text: "-".repeat(paper.columns), ...PLAIN }])];
    case "rows":
      return block.rows.flatMap((row) => layoutRow(row, paper));
    case "items":
      return layoutItems(block.items, paper);
    case "total":
      return layoutTotal(block.label, block.amount, paper);
    case "taxes":
      return layoutTaxes(block, paper);
    case "proof":
      return [
        { kind: "qr", payload: block.payload },
        ...centreAll(joinFacts(block.facts, paper), paper),
        BLANK,
      ];
    case "lines":
      return centreAll(block.lines, paper, block.isStrong ? BOLD : PLAIN);
    case "barcode":
      return [{ kind: "barcode", value: block.value }, ...centre(block.value, paper), BLANK];
  }
}

function line(runs: readonly PaperRun[]): PaperLine {
  return { kind: "text", runs: runs.filter((run) => run.text !== "") };
}

function centre(text: string, paper: Paper, style: Style = PLAIN): PaperLine[] {
  const columns = Math.floor(paper.columns / style.width);
  return wrapText(paper.toPrintable(text), columns).map((piece) => {
    const cells = displayWidth(piece) * style.width;
    const left = Math.floor((paper.columns - cells) / 2);
    return line([
      { text: " ".repeat(left), ...PLAIN },
      { text: piece, ...style },
    ]);
  });
}

function centreAll(lines: readonly string[], paper: Paper, style: Style = PLAIN): PaperLine[] {
  return lines.flatMap((text) => centre(text, paper, style));
}

/** Facts side by side as long as they fit, never broken inside one that would fit a line. */
function joinFacts(facts: readonly ReceiptRow[], paper: Paper): string[] {
  const lines: string[] = [];
  for (const { label, value } of facts) {
    const fact = paper.toPrintable(`${label} ${value}`);
    const last = lines.at(-1);
    const joined = `${last}, ${fact}`;
    if (last !== undefined && displayWidth(joined) <= paper.columns) {
      lines[lines.length - 1] = joined;
    } else lines.push(fact);
  }
  return lines;
}

function headline(name: string, paper: Paper): PaperLine[] {
  const isShort = displayWidth(paper.toPrintable(name)) * 2 <= paper.columns;
  return centre(name, paper, paper.hasWideText && isShort ? BIG : TALL);
}

function layoutRow(row: ReceiptRow, paper: Paper): PaperLine[] {
  return spread(row.label, row.value, { paper, style: row.isStrong ? BOLD : PLAIN });
}

type Spread = { paper: Paper; style: Style; indent?: number };

/** Left and right on one line when both fit; otherwise the right one goes below, right-aligned. */
function spread(left: string, right: string, { paper, style, indent = 0 }: Spread): PaperLine[] {
  const { columns, toPrintable } = paper;
  const margin = " ".repeat(indent);
  const lefts = wrapText(toPrintable(left), columns - indent).map((piece) => margin + piece);
  const rights = wrapText(toPrintable(right), columns);
  const lastLeft = lefts.at(-1) ?? "";
  const firstRight = rights[0] ?? "";
  const gap = columns - displayWidth(lastLeft) - displayWidth(firstRight);
  const isShared = rights.length === 1 && gap >= 1;
  const texts = isShared
    ? [...lefts.slice(0, -1), lastLeft + " ".repeat(gap) + firstRight]
    : [...lefts, ...rights.map((piece) => alignRight(piece, columns))];
  return texts.map((text) => line([{ text, ...style }]));
}

function alignRight(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - displayWidth(text))) + text;
}

function layoutItems(items: readonly ReceiptItem[], paper: Paper): PaperLine[] {
  const letters = Math.max(...items.map((item) => item.taxClass.length), 0);
  const tail = letters === 0 ? 0 : letters + 1;
  const withTail = (amount: string, letter: string) =>
    tail === 0 ? amount : `${amount} ${letter.padEnd(letters)}`;
  return items.flatMap((item) => [
    ...wrapText(paper.toPrintable(item.name), paper.columns).map((text) =>
      line([{ text, ...BOLD }]),
    ),
    ...layoutAmount(item.detail, withTail(item.amount, item.taxClass), paper),
    ...item.reductions.flatMap(({ label, amount }) =>
      layoutAmount(label, withTail(amount, ""), paper),
    ),
    ...item.notes.flatMap((note) => spread(note, "", { paper, style: PLAIN, indent: 2 })),
  ]);
}

/** The right side keeps its inner spaces, so that letters and amounts stand in columns. */
function layoutAmount(left: string, right: string, paper: Paper): PaperLine[] {
  const amount = paper.toPrintable(right);
  const room = paper.columns - displayWidth(amount) - 1;
  const lefts = wrapText(paper.toPrintable(left), paper.columns - 2).map((piece) => `  ${piece}`);
  const last = lefts.at(-1) ?? "";
  const texts =
    displayWidth(last) <= room
      ? [...lefts.slice(0, -1), last + alignRight(amount, paper.columns - displayWidth(last))]
      : [...lefts, alignRight(amount, paper.columns)];
  return texts.map((text) => line([{ text: text.trimEnd(), ...PLAIN }]));
}

function layoutTotal(label: string, amount: string, paper: Paper): PaperLine[] {
  const left = paper.toPrintable(label);
  const right = paper.toPrintable(amount);
  const wide = displayWidth(left) + 1 + displayWidth(right) * 2 <= paper.columns;
  const style = paper.hasWideText && wide ? BIG : TALL;
  const gap = paper.columns - displayWidth(left) - displayWidth(right) * style.width;
  if (gap < 1) return spread(label, amount, { paper, style: TALL });
  return [
    line([
      { text: left, ...TALL },
      { text: " ".repeat(gap), ...PLAIN },
      { text: right, ...style },
    ]),
  ];
}

function layoutTaxes(table: ReceiptTaxes, paper: Paper): PaperLine[] {
  const rows = [table.heading, ...table.rows, table.total].map((row) => printableRow(row, paper));
  const widthOf = (key: keyof ReceiptTaxRow) =>
    Math.max(...rows.map((row) => displayWidth(row[key])));
  const figures = [widthOf("net"), widthOf("tax"), widthOf("gross")] as const;
  const figureCells = figures[0] + figures[1] + figures[2] + 2;
  const styleOf = (index: number) => (index === 0 || index === rows.length - 1 ? BOLD : PLAIN);
  if (figureCells > paper.columns) {
    return stackTaxes(table).flatMap((row) =>
      spread(row.label, row.value, {
        paper,
        style: row.isStrong ? BOLD : PLAIN,
        indent: row.value === "" ? 0 : 2,
      }),
    );
  }
  // Spare cells go between the figures, so that the columns breathe as far as the paper allows.
  const spare = paper.columns - figureCells - widthOf("label");
  const isOneLine = spare >= 1;
  const gap = isOneLine ? Math.min(3, 1 + Math.floor((spare - 1) / 2)) : 1;
  const figuresOf = (row: ReceiptTaxRow) =>
    [
      alignRight(row.net, figures[0]),
      " ".repeat(gap),
      alignRight(row.tax, figures[1]),
      " ".repeat(gap),
      alignRight(row.gross, figures[2]),
    ].join("");
  return rows.flatMap((row, index) => {
    const style = styleOf(index);
    const right = alignRight(
      figuresOf(row),
      paper.columns - (isOneLine ? displayWidth(row.label) : 0),
    );
    const texts = isOneLine ? [row.label + right] : [...wrapText(row.label, paper.columns), right];
    return texts.map((text) => line([{ text, ...style }]));
  });
}

function printableRow(row: ReceiptTaxRow, { toPrintable }: Paper): ReceiptTaxRow {
  return {
    label: toPrintable(row.label),
    net: toPrintable(row.net),
    tax: toPrintable(row.tax),
    gross: toPrintable(row.gross),
  };
}
