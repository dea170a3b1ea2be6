import { expect, test } from "vitest";
import { decodedText, decodeEscpos, EscposError } from "../../tests/escpos/decode-escpos";
import { receipt, sale } from "../../tests/escpos/sample-parts";
import { sampleReceipts } from "../../tests/escpos/sample-receipts";
import { displayWidth } from "./display-width";
import { encodeEscpos } from "./encode-escpos";
import { RECEIPT_COLUMNS } from "./layout-receipt";
import { toPrinterText } from "./printer-text";
import { RECEIPT_CODE_MAX } from "./receipt-code";
import type { ReceiptDocument } from "./receipt-document";
import { renderReceiptText } from "./render-text";

const SAMPLES = sampleReceipts();
const CASES = Object.keys(SAMPLES).flatMap((name) =>
  RECEIPT_COLUMNS.map((columns) => ({ name, columns, document: sample(name) })),
);

function sample(name: string): ReceiptDocument {
  const document = SAMPLES[name];
  if (!document) throw new Error(`no sample ${name}`);
  return document;
}

/** Double-width text takes its cells from the spaces before it; the words stay the same. */
function withEvenSpaces(text: string): string {
  return text.replace(/ +/g, " ");
}

test.each(CASES)("[RC5] $name at $columns columns prints the text", ({ document, columns }) => {
  const items = decodeEscpos(encodeEscpos(document, { columns }), columns);
  const printed = decodedText(items);
  const expected = toPrinterLines(renderReceiptText(document, columns));
  expect(withEvenSpaces(printed)).toBe(withEvenSpaces(expected));

  const expectedLines = expected.split("\n");
  const lines = items.filter((item) => item.kind === "line");
  lines.forEach((line, index) => {
    if (line.runs.some((run) => run.width > 1)) return;
    expect(line.text.trimEnd()).toBe(expectedLines[index]);
  });
});

/** What the plain text holds beyond the printer's code pages, as the printer shows it. */
function toPrinterLines(text: string): string {
  return text.split("\n").map(toPrinterText).join("\n");
}

test.each(CASES)("[RC3] $name at $columns columns cuts no amount", ({ document, columns }) => {
  const text = renderReceiptText(document, columns);
  for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  const words = new Set(text.split(/\s+/));
  for (const amount of amountsOf(document)) expect(words).toContain(amount.replace("−", "-"));
});

function amountsOf(document: ReceiptDocument): string[] {
  return document.blocks.flatMap((block) => {
    if (block.kind === "items") {
      return block.items.flatMap((item) => [
        item.amount,
        ...item.reductions.map((reduction) => reduction.amount),
      ]);
    }
    if (block.kind === "total") return [block.amount];
    if (block.kind === "taxes") {
      return [...block.rows, block.total].flatMap((row) => [row.net, row.tax, row.gross]);
    }
    return [];
  });
}

test.each(CASES)("[RC5] $name at $columns columns carries its codes", ({ document, columns }) => {
  const items = decodeEscpos(encodeEscpos(document, { columns }), columns);
  const proof = document.blocks.find((block) => block.kind === "proof");
  expect(items.filter((item) => item.kind === "qr")).toEqual(
    proof
      ? [{ kind: "qr", payload: proof.payload, model: 2, size: 6, errorLevel: "M", align: 1 }]
      : [],
  );
  const bars = items.filter((item) => item.kind === "barcode");
  // Sixteen characters need 422 dots; a 58 mm head has 384.
  expect(bars.map((bar) => bar.payload)).toEqual(columns === 32 ? [] : [document.receiptNumber]);
  expect(items.at(-1)).toEqual({ kind: "cut", isPartial: true });
  expect(items.filter((item) => item.kind === "drawer")).toEqual([]);
});

test("the drawer is kicked before the first line", () => {
  const bytes = encodeEscpos(sample("cash-simple"), { columns: 42, opensDrawer: true });
  expect(decodeEscpos(bytes, 42)[0]).toEqual({ kind: "drawer", pin: 2, onMs: 100, offMs: 500 });
});

test("the total stands out and is the total", () => {
  const items = decodeEscpos(encodeEscpos(sample("basket"), { columns: 42 }), 42);
  const big = items.filter(
    (item) => item.kind === "line" && item.runs.some((run) => run.width > 1),
  );
  expect(big).toMatchObject([
    { text: expect.stringMatching(/^ +Duka Moja$/) },
    { text: expect.stringMatching(/^Total KES +1,845\.00$/), cells: 42 },
  ]);
});

test("[RC4] £, € and accented letters reach the paper", () => {
  const text = decodedText(decodeEscpos(encodeEscpos(sample("pounds"), { columns: 48 }), 48));
  expect(text).toContain("Gift vouchers from £10 or €12");
  expect(text).toContain("Crème brûlée, soufflé à l'orange");
  expect(text).toContain("Żubrówka & pączki - świeże");
  expect(text).toMatch(/Total +£42\.89\n/);
});

test("a printer with other code page numbers gets its own", () => {
  const codePageNumbers = { cp858: 19, cp852: 18 };
  const own = encodeEscpos(sample("pounds"), {
    columns: 48,
    codePageNumbers: { cp858: 2, cp852: 6 },
  });
  const epson = encodeEscpos(sample("pounds"), { columns: 48, codePageNumbers });
  expect(own).toHaveLength(epson.length);
  expect(own).not.toEqual(epson);
});

test("[RC4] nothing in a name can drive the printer, and what it cannot print is seen", () => {
  const items = decodeEscpos(encodeEscpos(sample("hostile"), { columns: 48 }), 48);
  expect(items.filter((item) => item.kind === "drawer" || item.kind === "cut")).toHaveLength(1);
  const text = decodedText(items);
  expect(text).toContain("p 2ú V drawer");
  expect(text).toContain("two lines side <b>&amp;</b>");
  expect(text).toContain("?? ? ? ojà");
});

test.each([
  ["basket", 42],
  ["basket", 48],
  ["basket", 32],
  ["refund", 42],
  ["pounds", 48],
  ["copy-in-training", 42],
  ["swahili", 42],
  ["stacked-tax", 48],
  ["long-names", 42],
  ["large-amounts", 42],
  ["large-amounts", 32],
  ["offers-and-tenders", 32],
  ["offers-and-tenders", 42],
  ["offers-and-tenders", 48],
  ["exchange", 42],
  ["returned-part", 42],
  ["void", 42],
  ["tax-exempt", 42],
  ["quote-slip", 42],
  ["deposit-slip", 42],
  ["deposit-back", 32],
  ["swahili-offers", 48],
] as const)("golden: %s at %i columns", async (name, columns) => {
  const text = renderReceiptText(sample(name), columns);
  const hex = Buffer.from(encodeEscpos(sample(name), { columns })).toString("hex");
  const golden = `../../tests/golden/receipts/${name}-${columns}`;
  await expect(text).toMatchFileSnapshot(`${golden}.txt`);
  const rows = `${(hex.match(/.{1,64}/g) ?? []).join("\n")}\n`;
  await expect(rows).toMatchFileSnapshot(`${golden}.hex`);
});

test.each([
  ["nothing initialises the printer", "41 0a"],
  ["unknown ESC", "1b40 1b7a 00"],
  ["unknown GS", "1b40 1d7a"],
  ["unknown control byte", "1b40 07"],
  ["truncated size", "1b40 1d21"],
  ["truncated QR data", "1b40 1d286b 0800 315030 4142"],
  ["QR printed before it is described", "1b40 1d286b 0300 315130"],
  ["truncated bars", "1b40 1d6b 49 06 7b42 31"],
  ["bars without a code set", "1b40 1d6b 49 02 3132"],
  ["bars wider than the paper", `1b40 1d7706 1d6b 49 12 7b42 ${"31".repeat(16)}`],
  ["alignment in the middle of a line", "1b40 41 1b6101 0a"],
  ["a letter above 7F without a code page", "1b40 82 0a"],
  ["an unknown code page", "1b40 1b7463"],
  ["a line wider than the paper", `1b40 ${"41".repeat(43)} 0a`],
  ["double width wider than the paper", `1b40 1d2110 ${"41".repeat(22)} 0a`],
  ["text that no line feed prints", "1b40 41"],
  ["a cut in the middle of a line", "1b40 41 1d564200"],
])("the decoder refuses %s", (_name, hex) => {
  const bytes = Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
  expect(() => decodeEscpos(bytes, 42)).toThrow(EscposError);
});

test.each([
  [32, 3],
  [42, 4],
  [48, 4],
] as const)(
  "[RC11] at %i columns the longest code is %i dots a module and fits the paper",
  (columns, dots) => {
    const signedCode = "KAUNTA2:".repeat(163).slice(0, RECEIPT_CODE_MAX);
    const document = receipt(sale([{ name: "Tea", quantity: 1_000, price: 500 }]), { signedCode });
    const items = decodeEscpos(encodeEscpos(document, { columns }), columns);
    const code = items.find((item) => item.kind === "qr");
    expect(code).toMatchObject({ payload: signedCode, size: dots, errorLevel: "M" });
  },
);
