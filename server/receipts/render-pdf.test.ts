import { expect, test } from "vitest";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import { sampleReceipts } from "../../tests/escpos/sample-receipts";
import { readPdf } from "../../tests/pdf/read-pdf";
import { toPdfText } from "./receipt-fonts";
import { renderReceiptPdf } from "./render-pdf";

const SAMPLES = Object.entries(sampleReceipts());

function sample(name: string): ReceiptDocument {
  const [, document] = SAMPLES.find(([candidate]) => candidate === name) ?? [];
  if (!document) throw new Error(`no sample ${name}`);
  return document;
}

/** Every text that the document holds, as the page prints it. */
function textsOf(document: ReceiptDocument): string[] {
  const texts: string[] = [];
  JSON.stringify(document.blocks, (key, value: unknown) => {
    if (key === "kind" || key === "payload") return undefined;
    if (typeof value === "string") texts.push(toPdfText(value).replace(/\s+/g, ""));
    return value;
  });
  return texts;
}

// All in one process, because a font shared by documents once lost letters of the later ones.
test.each(SAMPLES)("%s: every text is on the page", async (_name, document) => {
  const pdf = readPdf(await renderReceiptPdf(document));
  for (const text of textsOf(document)) expect(pdf.text).toContain(text);
  expect(pdf.text).not.toContain("\ufffd");
  expect(pdf.pages).toHaveLength(1);
  expect(pdf.pages[0]?.width).toBeCloseTo(226.77, 1);
});

test("the basket: number and total, title, black only, as long as its content", async () => {
  const pdf = readPdf(await renderReceiptPdf(sample("basket")));
  expect(pdf.text).toContain("TotalKES1,845.00");
  expect(pdf.text).toContain("2026-11-21-A3-01");
  expect(pdf.title).toBe("Tax invoice 2026-11-21-A3-01");
  expect([...pdf.colours].every((colour) => /^0 0 0 /.test(colour))).toBe(true);
  const short = readPdf(await renderReceiptPdf(sample("cash-simple")));
  expect(pdf.pages[0]?.height).toBeGreaterThan((short.pages[0]?.height ?? 0) + 100);
});

test("a receipt too long for one page goes on over more, whole", async () => {
  const document = sample("two-hundred-lines");
  const blocks = document.blocks.map((block) =>
    block.kind === "items" ? { ...block, items: [...block.items, ...block.items] } : block,
  );
  const pdf = readPdf(await renderReceiptPdf({ ...document, blocks }));
  expect(pdf.pages.length).toBeGreaterThan(5);
  expect(pdf.text.match(/Productnumber\d/g)).toHaveLength(400);
});
