import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { sampleReceipts } from "../../tests/escpos/sample-receipts";
import { ReceiptView } from "./receipt-view";

const SAMPLES = Object.entries(sampleReceipts());

test.each(SAMPLES)("%s: every text of the receipt is on the screen", (_name, receipt) => {
  const markup = renderToStaticMarkup(<ReceiptView receipt={receipt} />);
  const text = markup
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  JSON.stringify(receipt.blocks, (key, value: unknown) => {
    if (key === "kind" || key === "payload") return undefined;
    if (typeof value === "string") expect(text).toContain(value);
    return value;
  });
});

test("the paper has a name and stays white in the dark", () => {
  const [, receipt] = SAMPLES[0] ?? [];
  if (!receipt) throw new Error("no sample");
  const markup = renderToStaticMarkup(<ReceiptView receipt={receipt} />);
  expect(markup).toContain('aria-label="Tax invoice 2026-11-21-A3-01"');
  expect(markup).toContain("scheme-light");
  expect(markup).toContain("bg-paper");
  expect(markup).not.toMatch(/(bg-surface|text-text|fill-text|border-text)/);
  expect(markup).toContain('data-payload="KAUNTA1:A3:412:KES:184500:9F3A00C1:2026-11-21-A3-01"');
});
