import { expect, test } from "vitest";
import { sampleReceipts } from "../../tests/escpos/sample-receipts";
import { renderReceiptHtml } from "./render-html";

const SAMPLES = Object.entries(sampleReceipts());

/** What a reader sees of a page: its text without tags, entities resolved. */
function visibleText(html: string): string {
  return html
    .replace(/<head>[\s\S]*<\/head>/, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}

test.each(SAMPLES)("%s: every text of the document is on the page, escaped", (_name, document) => {
  const html = renderReceiptHtml(document);
  const text = visibleText(html);
  const texts = JSON.stringify(document.blocks, (key, value: unknown) =>
    key === "kind" || key === "payload" ? undefined : value,
  );
  for (const [, quoted = ""] of texts.matchAll(/(?:"[a-zA-Z]+":|[[,])("(?:[^"\\]|\\.)*")(?!:)/g)) {
    expect(text).toContain((JSON.parse(quoted) as string).replace(/\s+/g, " "));
  }
});

test.each(SAMPLES)("%s: the page loads nothing and runs nothing", (_name, document) => {
  const html = renderReceiptHtml(document);
  expect(html).not.toMatch(/<script|<img|<link|src=|href=|url\(|\son[a-z]+=/i);
});

test("a name that is markup stays a name", () => {
  const hostile = sampleReceipts()["hostile"];
  if (!hostile) throw new Error("no sample");
  const html = renderReceiptHtml(hostile);
  expect(html).not.toContain("<b>");
  expect(html).toContain("&lt;b&gt;&amp;amp;&lt;/b&gt;");
});
