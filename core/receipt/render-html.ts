import { barcodeModules } from "./code128";
import { type ReceiptTaxes, stackTaxes, taxTableFits, totalScale } from "./fit-receipt";
import { modulePath } from "./module-path";
import { isWideQr, qrModules } from "./qr-code";
import { RECEIPT_CSS } from "./receipt-css";
import type {
  ReceiptBlock,
  ReceiptDocument,
  ReceiptItem,
  ReceiptRow,
  ReceiptTaxRow,
} from "./receipt-document";

/**
 * A receipt as one HTML page that needs nothing else: no script, no font, no image from anywhere.
 * On paper it is 80 mm wide and black only; every text is escaped.
 */
export function renderReceiptHtml(document: ReceiptDocument): string {
  const title = escapeHtml(`${document.title} ${document.receiptNumber}`);
  const body = document.blocks.map(renderBlock).join("\n");
  return `<!doctype html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${RECEIPT_CSS}</style>
</head>
<body>
<main class="receipt">
${body}
</main>
</body>
</html>
`;
}

function renderBlock(block: ReceiptBlock): string {
  switch (block.kind) {
    case "marks":
      return `<p class="marks">${block.marks.map((mark) => `<strong>${escapeHtml(mark)}</strong>`).join(" ")}</p>`;
    case "header":
      return `<header><h1>${escapeHtml(block.name)}</h1>${block.lines.map(paragraph).join("")}</header>`;
    case "title":
      return `<h2>${escapeHtml(block.text)}</h2>`;
    case "rule":
      return "<hr>";
    case "rows":
      return `<dl class="rows">${block.rows.map(renderRow).join("")}</dl>`;
    case "items":
      return `<ul class="items">${block.items.map(renderItem).join("\n")}</ul>`;
    case "total":
      return renderTotal(block.label, block.amount);
    case "taxes":
      return renderTaxes(block);
    case "proof":
      return renderProof(block.payload, block.facts);
    case "lines":
      return `<div class="lines${block.isStrong ? " strong" : ""}">${block.lines.map(paragraph).join("")}</div>`;
    case "barcode":
      return `<div class="bars">${barsSvg(block.value)}<p>${escapeHtml(block.value)}</p></div>`;
  }
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function renderRow(row: ReceiptRow): string {
  const tag = row.isStrong ? ` class="strong"` : "";
  return `<div${tag}><dt>${escapeHtml(row.label)}</dt> <dd>${escapeHtml(row.value)}</dd></div>`;
}

function renderFact(fact: ReceiptRow): string {
  return `<dt>${escapeHtml(fact.label)}</dt> <dd>${escapeHtml(fact.value)}</dd>`;
}

function renderItem(item: ReceiptItem): string {
  const reductions = item.reductions
    .map(
      ({ label, amount }) =>
        `<div class="amount"><span>${escapeHtml(label)}</span> <span>${escapeHtml(amount)}</span><span class="class"></span></div>`,
    )
    .join("");
  const notes = item.notes.map(paragraph).join("");
  return `<li><p class="strong">${escapeHtml(item.name)}</p><div class="amount"><span>${escapeHtml(item.detail)}</span> <span>${escapeHtml(item.amount)}</span> <span class="class">${escapeHtml(item.taxClass)}</span></div>${reductions}${notes}</li>`;
}

function renderTotal(label: string, amount: string): string {
  const scale = totalScale(amount);
  const style = scale === 1 ? "" : ` style="font-size:calc(var(--u) * ${scale * 27})"`;
  return `<p class="total"><span>${escapeHtml(label)}</span> <strong${style}>${escapeHtml(amount)}</strong></p>`;
}

function renderTaxes(block: ReceiptTaxes): string {
  if (!taxTableFits(block)) {
    return `<dl class="rows">${stackTaxes(block).map(renderRow).join("")}</dl>`;
  }
  const { heading } = block;
  return `<table><thead><tr>${[heading.label, heading.net, heading.tax, heading.gross]
    .map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`)
    .join(
      "",
    )}</tr></thead><tbody>${block.rows.map(renderTaxRow).join("")}</tbody><tfoot>${renderTaxRow(block.total)}</tfoot></table>`;
}

function renderTaxRow(row: ReceiptTaxRow): string {
  const cells = [row.net, row.tax, row.gross].map((cell) => `<td>${escapeHtml(cell)}</td>`);
  return `<tr><th scope="row">${escapeHtml(row.label)}</th>${cells.join("")}</tr>`;
}

function renderProof(payload: string, facts: readonly ReceiptRow[]): string {
  const modules = qrModules(payload);
  const width = isWideQr(modules) ? " wide" : "";
  return `<div class="proof${width}">${qrSvg(modules)}<dl>${facts.map(renderFact).join("")}</dl></div>`;
}

function qrSvg(modules: ReturnType<typeof qrModules>): string {
  return `<svg role="img" aria-label="QR" viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges"><path d="${modulePath(modules)}"/></svg>`;
}

function barsSvg(value: string): string {
  const modules = barcodeModules(value);
  if (modules === null) return "";
  return `<svg aria-hidden="true" viewBox="0 0 ${modules.length} 30" preserveAspectRatio="none" shape-rendering="crispEdges"><path d="${modulePath([modules], 30)}"/></svg>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
