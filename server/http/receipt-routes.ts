import { z } from "zod";
import { limitCostly } from "../rate-limit/limit-api";
import { getReceipt } from "../receipts/get-receipt";
import {
  RECEIPT_MEDIA_TYPES,
  type ReceiptFormat,
  receiptResponse,
} from "../receipts/receipt-response";
import { type Route, route } from "./route";

const columns = z
  .enum(["32", "42", "48"])
  .transform((text) => (text === "32" ? 32 : text === "42" ? 42 : 48))
  .default(42);

/** `true` prints the word COPY, as a reprint must. */
const copy = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .default(false);

export const RECEIPT_ROUTES: readonly Route[] = [
  receiptRoute(
    "pdf",
    "/transactions/{id}/receipt.pdf",
    "Read a receipt as a PDF of the roll's width",
  ),
  receiptRoute("escpos", "/transactions/{id}/receipt.escpos", "Read a receipt as ESC/POS bytes"),
  receiptRoute("txt", "/transactions/{id}/receipt.txt", "Read a receipt as plain text"),
  receiptRoute("html", "/transactions/{id}/receipt", "Read a receipt as a page"),
];

function receiptRoute(format: ReceiptFormat, path: string, summary: string): Route {
  return route({
    method: "GET",
    path,
    access: { permission: "sale.read" },
    summary,
    params: z.object({ id: z.uuid() }),
    query: z.object({ columns, copy }),
    response: { mediaType: RECEIPT_MEDIA_TYPES[format].split(";")[0] ?? "" },
    handle: async ({ context, params, query }) => {
      await limitCostly(context, "document");
      const document = await getReceipt(context, params.id, { isCopy: query.copy });
      return receiptResponse(document, format, query.columns);
    },
  });
}
