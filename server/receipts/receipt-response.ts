import { encodeEscpos } from "../../core/receipt/encode-escpos";
import type { ReceiptColumns } from "../../core/receipt/layout-receipt";
import type { ReceiptDocument } from "../../core/receipt/receipt-document";
import { renderReceiptHtml } from "../../core/receipt/render-html";
import { renderReceiptText } from "../../core/receipt/render-text";

export type ReceiptFormat = "pdf" | "escpos" | "txt" | "html";

/**
 * Printer bytes have no registered media type; `octet-stream` is what every client saves or passes
 * on unread, which is what a printer needs.
 */
export const RECEIPT_MEDIA_TYPES: Readonly<Record<ReceiptFormat, string>> = {
  pdf: "application/pdf",
  escpos: "application/octet-stream",
  txt: "text/plain; charset=utf-8",
  html: "text/html; charset=utf-8",
};

const EXTENSIONS: Readonly<Record<ReceiptFormat, string>> = {
  pdf: "pdf",
  escpos: "bin",
  txt: "txt",
  html: "html",
};

/** A receipt in one of its four forms; `columns` counts for printers and plain text alone. */
export async function receiptResponse(
  document: ReceiptDocument,
  format: ReceiptFormat,
  columns: ReceiptColumns = 42,
): Promise<Response> {
  return new Response(await render(document, format, columns), {
    headers: {
      "content-type": RECEIPT_MEDIA_TYPES[format],
      "content-disposition": disposition(document, format),
      ...(format === "html" ? { "content-security-policy": PAGE_POLICY } : {}),
    },
  });
}

/** The page carries its own style and nothing else; nothing in a name could ever run. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

async function render(
  document: ReceiptDocument,
  format: ReceiptFormat,
  columns: ReceiptColumns,
): Promise<BodyInit> {
  switch (format) {
    case "pdf":
      return renderPdf(document);
    case "escpos":
      return new Uint8Array(encodeEscpos(document, { columns }));
    case "txt":
      return renderReceiptText(document, columns);
    case "html":
      return renderReceiptHtml(document);
  }
}

/** The PDF engine is large: it is loaded by the first who asks for one, not with the REST table. */
async function renderPdf(document: ReceiptDocument): Promise<BodyInit> {
  const { renderReceiptPdf } = await import("./render-pdf");
  return new Uint8Array(await renderReceiptPdf(document));
}

/** Bytes for a printer are kept, all else is shown; the file is named after the receipt. */
function disposition(document: ReceiptDocument, format: ReceiptFormat): string {
  const name = document.receiptNumber.replace(/[^A-Za-z0-9._-]+/g, "-");
  const kind = format === "escpos" ? "attachment" : "inline";
  return `${kind}; filename="${name}.${EXTENSIONS[format]}"`;
}
