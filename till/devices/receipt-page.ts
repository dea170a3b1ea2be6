import { buildReceipt, type ReceiptInput } from "../../core/receipt/build-receipt";
import { renderReceiptHtml } from "../../core/receipt/render-html";

/** A receipt as a page of its own, for the system's dialog. */
export function renderPage(receipt: ReceiptInput): string {
  return renderReceiptHtml(buildReceipt(receipt));
}
